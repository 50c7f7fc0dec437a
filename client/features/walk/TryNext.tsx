import { useEffect } from 'react';
import { useToTry } from '../../store/to-try.ts';
import { useWalk } from '../../store/walk-store.ts';

/** Lessons that the scene leads to: whoever may start labs opens one in a tab of its own. */
export function TryNext() {
  const lessons = useWalk((view) => view.walk?.tryNext ?? none);
  const { titles, mayStart, failure, load, open } = useToTry();
  const any = lessons.length > 0;
  useEffect(() => {
    if (any) void load();
  }, [any, load]);
  if (!any) return null;
  return (
    <section className="walk-try" aria-label="Try it">
      <h3>Try it</h3>
      <ul>
        {lessons.map((lesson) => (
          <li key={lesson} data-try={lesson}>
            {mayStart ? (
              <button type="button" className="button" onClick={() => void open(lesson)}>
                {titles.get(lesson) ?? lesson}
              </button>
            ) : (
              (titles.get(lesson) ?? lesson)
            )}
          </li>
        ))}
      </ul>
      {failure !== null && (
        <p className="walk-fault" role="alert">
          {failure.message}
        </p>
      )}
    </section>
  );
}

const none: readonly string[] = [];
