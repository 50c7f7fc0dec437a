import { useLab } from '../../store/lab-context.ts';
import { mayNote } from '../../store/lab-view.ts';
import { useNoting } from '../../store/noting.ts';

/** A menu's entry; only a live lab's log takes notes. */
export function NoteButton() {
  const able = useLab(mayNote);
  const show = useNoting((store) => store.show);
  if (!able) return null;
  return (
    <button type="button" className="run-menu-entry" onClick={show}>
      <strong>Note something …</strong>
      <span>at the end of the log: it is kept in what is saved</span>
    </button>
  );
}
