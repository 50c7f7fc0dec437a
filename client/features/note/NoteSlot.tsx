import { lazy, Suspense } from 'react';
import { useNoting } from '../../store/noting.ts';

const NoteDialog = lazy(async () => ({ default: (await import('./NoteDialog.tsx')).NoteDialog }));

/** Where a note is written, while somebody writes one. */
export function NoteSlot() {
  const open = useNoting((store) => store.open);
  return <Suspense fallback={null}>{open && <NoteDialog />}</Suspense>;
}
