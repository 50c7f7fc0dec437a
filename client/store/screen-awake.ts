import { useEffect } from 'react';

/**
 * Keeps the screen on while the component is there: a projector's picture must not go dark because nobody touches the machine.
 * Browsers allow it on the machine itself and on https (a secure context) only; elsewhere nothing happens.
 */
export function useScreenAwake(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !('wakeLock' in navigator)) return undefined;
    let lock: WakeLockSentinel | null = null;
    let ended = false;
    const ask = async (): Promise<void> => {
      // The browser lets go by itself when the page is hidden.
      if (ended || document.hidden || lock?.released === false) return;
      try {
        const given = await navigator.wakeLock.request('screen');
        if (ended) await given.release();
        else lock = given;
      } catch {
        // The system saves power, or its user forbids it.
      }
    };
    const seen = (): void => void ask();
    document.addEventListener('visibilitychange', seen);
    void ask();
    return () => {
      ended = true;
      document.removeEventListener('visibilitychange', seen);
      lock?.release().catch(() => undefined);
    };
  }, [wanted]);
}
