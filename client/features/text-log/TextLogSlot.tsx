import { lazy, Suspense, useEffect } from 'react';
import { useTextLog } from '../../store/text-log.ts';

const TextLog = lazy(async () => ({ default: (await import('./TextLog.tsx')).TextLog }));

/** Where the log as text is shown, when somebody asks for it. */
export function TextLogSlot() {
  const { open, hide } = useTextLog();
  useEffect(() => hide, [hide]);
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <TextLog onClose={hide} />
    </Suspense>
  );
}
