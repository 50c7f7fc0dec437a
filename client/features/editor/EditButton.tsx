import { useEditing } from '../../store/editing.ts';
import { EditIcon } from '../../ui/icons.tsx';

/** In the top bar: to the programs' texts, and back to the stage. */
export function EditButton() {
  const { open, toggle } = useEditing();
  const label = open ? 'Back to the stage (E)' : 'Edit the programs (E)';
  return (
    <button
      type="button"
      className="button button-icon"
      aria-label={label}
      title={label}
      aria-pressed={open}
      onClick={toggle}
    >
      <EditIcon />
    </button>
  );
}
