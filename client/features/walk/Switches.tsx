import { useWalk } from '../../store/walk-store.ts';

export type Tool = 'none' | 'pointer' | 'pen';

/** What the driver does to the shared picture. */
export function Switches({ tool, onTool }: { readonly tool: Tool; readonly onTool: (tool: Tool) => void }) {
  const walk = useWalk((view) => view.walk);
  const drives = useWalk((view) => view.drives);
  const drive = useWalk((view) => view.drive);
  if (walk === null) return null;
  const toggle = (words: string, on: boolean, press: () => void) => (
    <button type="button" className="button" aria-pressed={on} disabled={!drives} onClick={press}>
      {words}
    </button>
  );
  const choose = (one: Tool): void => onTool(tool === one ? 'none' : one);
  return (
    <section className="walk-switches" aria-label="The shared picture">
      {toggle('Blank (B)', walk.blank, () => drive({ do: 'blank', blank: !walk.blank }))}
      {toggle('Keep followers here', walk.locked, () => drive({ do: 'lock', locked: !walk.locked }))}
      {toggle('Pointer', tool === 'pointer', () => choose('pointer'))}
      {toggle('Pen', tool === 'pen', () => choose('pen'))}
      <button
        type="button"
        className="button"
        disabled={!drives || walk.strokes.length === 0}
        onClick={() => drive({ do: 'wipe' })}
      >
        Wipe (W)
      </button>
    </section>
  );
}
