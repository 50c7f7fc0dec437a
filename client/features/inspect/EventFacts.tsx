import { CauseIndex } from '#shared/model/causes';
import { eventWords, isLink } from '#shared/model/event-words';
import type { LabEvent } from '#shared/events/event';
import { useLab } from '../../store/lab-context.ts';
import { useSide } from '../../store/side.ts';
import { fieldsOf } from './event-fields.ts';

/** Most links that are listed on each side. */
const MOST = 60;

/** One event: who told each of its fields, and the chain it stands in, from its first cause to its last effect. */
export function EventFacts({ seq }: { readonly seq: number }) {
  const log = useLab((store) => store.log);
  // The log grows in place: later events may be effects of this one.
  useLab((store) => store.head.seq);
  const event = log.event(seq);
  if (event === undefined) return <p className="inspect-none">Event {seq} is not in this page’s copy of the log.</p>;
  const chain = log.book(CauseIndex).chainOf(seq);
  const links = (seqs: readonly number[]): readonly LabEvent[] =>
    seqs.flatMap((each) => log.event(each) ?? []).filter(isLink);
  const causes = links(chain.causes);
  const effects = links(chain.effects);
  return (
    <article className="inspect" data-inspected-event={seq}>
      <h2>
        <code>{eventWords(event)}</code>
        <span>event {seq}</span>
      </h2>
      <h3>Why, and what came of it</h3>
      {causes.length === 0 && (
        <p className="inspect-small">
          {event.kind === 'syscall.enter'
            ? 'The program’s own doing: nothing in the log brought it about.'
            : 'What brought it about was not observed.'}
        </p>
      )}
      <ol className="inspect-chain">
        {causes.slice(-MOST).map((each) => (
          <Link key={each.seq} event={each} relation="cause" />
        ))}
        <li data-relation="self">
          <span>{seq}</span>
          <strong>{eventWords(event)}</strong>
        </li>
        {effects.slice(0, MOST).map((each) => (
          <Link key={each.seq} event={each} relation="effect" />
        ))}
      </ol>
      {effects.length === 0 && <p className="inspect-small">Nothing came of it so far.</p>}
      <h3>As it was told</h3>
      <table className="inspect-fields">
        <tbody>
          {fieldsOf(event).map(({ name, value, source }) => (
            <tr key={name} data-field={name}>
              <th scope="row">{name}</th>
              <td>
                <code>{value}</code>
              </td>
              <td>{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

/** One link of the chain: a press goes to its moment and follows it instead. */
function Link({ event, relation }: { readonly event: LabEvent; readonly relation: 'cause' | 'effect' }) {
  const seek = useLab((store) => store.seek);
  const select = useSide((side) => side.select);
  const go = (): void => {
    seek(event.seq);
    select({ kind: 'event', seq: event.seq });
  };
  return (
    <li data-relation={relation}>
      <span>{event.seq}</span>
      <button type="button" onClick={go}>
        {eventWords(event)}
      </button>
      <em>{relation}</em>
    </li>
  );
}
