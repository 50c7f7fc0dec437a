import { useEffect, useState } from 'react';
import type { WalkthroughSummary } from '#shared/protocol/rest';
import { createWalk, fetchWalkthroughs } from '../../connection/rest.ts';
import { useRoute } from '../../store/route.ts';

/** Whole lectures in scenes: to be given to a class, or taken alone. Nothing where there is none. */
export function Walkthroughs() {
  const [list, setList] = useState<readonly WalkthroughSummary[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [opening, setOpening] = useState<string | null>(null);
  const go = useRoute((store) => store.go);
  useEffect(() => {
    void fetchWalkthroughs().then((answer) => {
      if (answer.ok) setList(answer.value);
      else setFault(answer.error.message);
    });
  }, []);
  const begin = async (walkthrough: string, alone: boolean): Promise<void> => {
    setOpening(walkthrough);
    const made = await createWalk(walkthrough, alone);
    setOpening(null);
    if (made.ok) go({ page: 'walk', walk: made.value.id, view: alone ? 'walk' : 'present' });
    else setFault(made.error.message);
  };
  if (list.length === 0 && fault === null) return null;
  return (
    <section className="running" aria-labelledby="walkthroughs">
      <h2 id="walkthroughs">Walkthroughs</h2>
      {fault !== null && (
        <p className="home-failure" role="alert">
          {fault}
        </p>
      )}
      <ul className="running-labs">
        {list.map(({ id, title, summary, scenes }) => (
          <li key={id} className="running-lab" data-walkthrough={id}>
            <h3 id={`walkthrough-${id}`}>{title}</h3>
            <p>{summary}</p>
            <p className="running-life">
              {scenes.length} scenes, {scenes.filter(({ asks }) => asks).length} questions
            </p>
            <div className="card-foot" aria-busy={opening === id}>
              <button
                type="button"
                className="button"
                disabled={opening !== null}
                aria-describedby={`walkthrough-${id}`}
                onClick={() => void begin(id, false)}
              >
                Present it
              </button>
              <button
                type="button"
                className="button"
                disabled={opening !== null}
                aria-describedby={`walkthrough-${id}`}
                onClick={() => void begin(id, true)}
              >
                Take it alone
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
