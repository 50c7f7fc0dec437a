import { useTextLog } from '../../store/text-log.ts';

/** The way to the log as one text: for screen readers, for a copy, for a mail. */
export function TextLogButton() {
  const show = useTextLog((store) => store.show);
  return (
    <button type="button" className="run-menu-entry" onClick={show}>
      <strong>Read the log as text</strong>
      <span>as far as the moment you look at, a line an event</span>
    </button>
  );
}
