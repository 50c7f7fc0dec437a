import type { RunSource } from '../../store/address.ts';
import { useCatalogue } from '../../store/catalogue.ts';

/** Pairs of shipped recordings that say more together than each alone. */
const PAIRS = [
  {
    left: 'tcp-echo',
    right: 'unix-echo',
    title: 'TCP beside Unix',
    what: 'the same calls, another way through the kernel',
  },
  {
    left: 'tcp-handshake',
    right: 'tcp-lost-syn',
    title: 'A good run and a lossy one',
    what: 'the same client, whose first packet is lost here',
  },
  {
    left: 'tcp-handshake',
    right: 'tcp-simultaneous-open',
    title: 'Two ways to open',
    what: 'a server that waits, or both at once',
  },
  {
    left: 'tcp-close-by-client',
    right: 'tcp-close-by-server',
    title: 'Who closes first',
    what: 'TIME_WAIT stays with whoever did',
  },
  { left: 'tcp-echo', right: 'udp-echo', title: 'A connection or none', what: 'the same five bytes there and back' },
] as const;

/** What to begin with, where nothing is chosen yet. */
export function Suggestions({ onChoose }: { readonly onChoose: (left: RunSource, right: RunSource) => void }) {
  const lessons = useCatalogue((store) => store.lessons);
  const recorded = new Set(
    lessons?.ok === true ? lessons.value.filter(({ recording }) => recording).map(({ id }) => id) : [],
  );
  const pairs = PAIRS.filter(({ left, right }) => recorded.has(left) && recorded.has(right));
  if (pairs.length === 0) return null;
  return (
    <section className="compare-suggestions" aria-labelledby="suggestions">
      <h2 id="suggestions">To begin with</h2>
      <ul>
        {pairs.map(({ left, right, title, what }) => (
          <li key={title}>
            <button
              type="button"
              className="compare-pair"
              data-pair={`${left} ${right}`}
              onClick={() => onChoose({ from: 'lesson', id: left }, { from: 'lesson', id: right })}
            >
              <strong>{title}</strong>
              <span>{what}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
