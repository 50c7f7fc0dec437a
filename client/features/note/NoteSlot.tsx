import { useNoting } from '../../store/noting.ts';
import { NoteDialog } from './NoteDialog.tsx';

/** Where a note is written, while somebody writes one. It is here at once: what is typed after the key is the note's. */
export function NoteSlot() {
  const open = useNoting((store) => store.open);
  return open ? <NoteDialog /> : null;
}
