import { clockWords, spentBy } from '../../store/pace.ts';
import type { LectureTimes } from '../../store/lecture-clock.ts';
import { useWalk } from '../../store/walk-store.ts';

/** Each scene with what it was planned to take, what it took in the rehearsal, and what it has taken now. */
export function Plan({ times }: { readonly times: LectureTimes }) {
  const scenes = useWalk((view) => view.walk?.scenes ?? none);
  const minutes = useWalk((view) => view.presenter?.minutes ?? none);
  const given = useWalk((view) => view.presenter?.given !== false);
  const { clock, now, rehearsal, forgetRehearsal } = times;
  const spent = spentBy(clock, now);
  const sum = (list: readonly (number | null)[]): number => list.reduce<number>((all, one) => all + (one ?? 0), 0);
  const words = (ms: number | null | undefined): string =>
    ms === null || ms === undefined || ms === 0 ? '–' : clockWords(ms);
  const planned = minutes.map((one) => (one === null ? null : one * 60_000));
  const wasRehearsed = rehearsal.some((took) => took !== null);
  return (
    <details className="walk-plan">
      <summary>
        The plan{sum(planned) > 0 && `: ${clockWords(sum(planned))}`}
        {wasRehearsed && `, rehearsed in ${clockWords(sum(rehearsal))}`}
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Scene</th>
            <th scope="col">Planned</th>
            <th scope="col">Rehearsed</th>
            {given && <th scope="col">Now</th>}
          </tr>
        </thead>
        <tbody>
          {scenes.map((title, i) => (
            <tr key={`${i} ${title}`} aria-current={i === clock.scene ? 'step' : undefined}>
              <th scope="row">
                {i + 1}. {title}
              </th>
              <td>{words(planned[i])}</td>
              <td>{words(rehearsal[i])}</td>
              {given && <td>{words(spent[i])}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {wasRehearsed && given && (
        <button type="button" className="button" onClick={forgetRehearsal}>
          Forget the rehearsal
        </button>
      )}
      <p className="walk-hint">The times are kept in this browser alone.</p>
    </details>
  );
}

const none: readonly never[] = [];
