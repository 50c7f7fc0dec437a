import { useState } from 'react';
import { createWalk } from '../../connection/rest.ts';
import { useCatalogue } from '../../store/catalogue.ts';
import { useRoute } from '../../store/route.ts';

/** Whole lectures in scenes: to be given to a class, or taken alone. Nothing where there is none. */
export function Walkthroughs() {
  const listed = useCatalogue((store) => store.walkthroughs);
  const role = useCatalogue((store) => store.role);
  const [failed, setFailed] = useState<string | null>(null);
  const [opening, setOpening] = useState<string | null>(null);
  const go = useRoute((store) => store.go);
  const list = listed?.ok === true ? listed.value : [];
  const fault = failed ?? (listed?.ok === false ? listed.error.message : null);
  const begin = async (walkthrough: string, alone: boolean, view: 'present' | 'walk'): Promise<void> => {
    setOpening(walkthrough);
    const made = await createWalk(walkthrough, alone);
    setOpening(null);
    if (made.ok) go({ page: 'walk', walk: made.value.id, view });
    else setFailed(made.error.message);
  };
  if (list.length === 0 && fault === null) return null;
  return (
    <section className="walkthroughs" aria-labelledby="walkthroughs">
      <h2 id="walkthroughs">Walkthroughs</h2>
      {fault !== null && (
        <p className="home-failure" role="alert">
          {fault}
        </p>
      )}
      <ul className="running-labs">
        {list.map(({ id, title, summary, scenes, minutes }) => (
          <li key={id} className="running-lab" data-walkthrough={id}>
            <h3 id={`walkthrough-${id}`}>{title}</h3>
            <p>{summary}</p>
            <p className="running-life">
              {scenes.length} scenes, {scenes.filter(({ asks }) => asks).length} questions
              {minutes > 0 && `, ${minutes} minutes in a class`}
            </p>
            <div className="walk-ways" aria-busy={opening === id}>
              {role !== 'viewer' && (
                <>
                  <button
                    type="button"
                    className="button button-strong"
                    disabled={opening !== null}
                    aria-describedby={`walkthrough-${id}`}
                    onClick={() => void begin(id, false, 'present')}
                  >
                    Present it
                  </button>
                  <button
                    type="button"
                    className="button"
                    disabled={opening !== null}
                    aria-describedby={`walkthrough-${id}`}
                    onClick={() => void begin(id, true, 'present')}
                  >
                    Rehearse it
                  </button>
                </>
              )}
              <button
                type="button"
                className={role === 'viewer' ? 'button button-strong' : 'button'}
                disabled={opening !== null}
                aria-describedby={`walkthrough-${id}`}
                onClick={() => void begin(id, true, 'walk')}
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
