import { formatCall } from '#shared/model/strace';
import { useLab } from '../../store/lab-context.ts';
import { useSide } from '../../store/side.ts';
import { SocketCalls } from './socket-calls.ts';

/** Most calls that are listed. */
const MOST = 24;

/** What was called on a socket so far, options that were set among it: arguments and answers, in strace's spelling. */
export function SocketCallList({ socket }: { readonly socket: string }) {
  const log = useLab((store) => store.log);
  const seq = useLab((store) => store.view.seq);
  const select = useSide((side) => side.inspect);
  const calls = log.book(SocketCalls).upTo(socket, seq, MOST);
  if (calls.length === 0) return null;
  return (
    <>
      <h3>Called on it</h3>
      <ol className="inspect-calls">
        {calls.map(({ enter, exit }) => {
          const entry = log.event(enter);
          const answer = exit === null || exit > seq ? undefined : log.event(exit);
          if (entry?.kind !== 'syscall.enter') return null;
          return (
            <li key={enter}>
              <span>{enter}</span>
              <button
                type="button"
                onClick={() => select({ kind: 'event', seq: exit !== null && exit <= seq ? exit : enter })}
              >
                <code>{answer?.kind === 'syscall.exit' ? formatCall(entry, answer) : formatCall(entry)}</code>
              </button>
            </li>
          );
        })}
      </ol>
    </>
  );
}
