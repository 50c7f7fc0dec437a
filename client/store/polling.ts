import { useEffect } from 'react';
import type { Millis } from '#shared/base/units';

/**
 * Does `work` at once and again `pause` after it was done, for as long as the component is there. A hidden page asks
 * nothing; it asks at once when it is seen again. `pause` null: once only.
 */
export function usePolling(work: () => Promise<void>, pause: Millis | null): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let ended = false;
    let busy = false;
    const go = async (): Promise<void> => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (busy) return;
      busy = true;
      await work();
      busy = false;
      if (!ended && pause !== null && !document.hidden) timer = setTimeout(() => void go(), pause);
    };
    const seen = (): void => {
      if (!document.hidden) void go();
    };
    void go();
    document.addEventListener('visibilitychange', seen);
    return () => {
      ended = true;
      if (timer !== null) clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [work, pause]);
}
