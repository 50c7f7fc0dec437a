import { counted } from '#shared/base/counted';
import { eventWords } from '#shared/model/event-words';
import { useLab } from '../../store/lab-context.ts';
import { useLinks } from '../../store/links.ts';
import { useSide } from '../../store/side.ts';
import './links.css';

/** What is selected: the event whose causes and effects stay lit, how many there are, and a way to let go of it. */
export function Following() {
  const selection = useSide((side) => side.selection);
  const select = useSide((side) => side.select);
  const choose = useSide((side) => side.choose);
  const chain = useLinks((links) => (links.hovered === null ? links.chain : null));
  const selected = selection?.kind === 'event' ? selection.seq : null;
  const event = useLab((lab) => (selected === null ? undefined : lab.log.event(selected)));
  if (event === undefined)
    return <span className="following-hint">Point at anything: its causes and effects light up.</span>;
  return (
    <div className="following" data-following={event.seq} role="status">
      <span className="following-words">{eventWords(event)}</span>
      {chain !== null && chain.seq === event.seq && (
        <span className="following-counts">
          {counted(chain.causes.length, 'cause')}, {counted(chain.effects.length, 'effect')}
        </span>
      )}
      <button type="button" onClick={() => choose('inspect')}>
        why
      </button>
      <button type="button" aria-label="Select nothing (Escape)" title="Escape" onClick={() => select(null)}>
        ×
      </button>
    </div>
  );
}
