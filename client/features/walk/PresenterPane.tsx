import type { LectureTimes } from '../../store/lecture-clock.ts';
import { useWalk } from '../../store/walk-store.ts';
import { Answers } from './Answers.tsx';
import { JoinCard } from './JoinCard.tsx';
import { NarrationText } from './NarrationText.tsx';
import { Plan } from './Plan.tsx';
import { PresenterLink } from './PresenterLink.tsx';
import { Switches, type Tool } from './Switches.tsx';
import { Wheel } from './Wheel.tsx';

interface PresenterPaneProps {
  readonly tool: Tool;
  readonly onTool: (tool: Tool) => void;
  readonly times: LectureTimes;
}

/** What only presenters see: notes, the next scene, who follows, and who drives. */
export function PresenterPane({ tool, onTool, times }: PresenterPaneProps) {
  const presenter = useWalk((view) => view.presenter);
  const walk = useWalk((view) => view.walk?.id ?? '');
  const drives = useWalk((view) => view.drives);
  const asked = useWalk((view) => view.walk?.presenters.some(({ asks }) => asks) === true);
  if (presenter === null) return null;
  const { given, notes, next } = presenter;
  // What has to be decided about comes first.
  const pressing = !drives || asked;
  return (
    <aside className="walk-presenter" aria-label="For the presenter">
      {pressing && <Wheel />}
      <section>
        <h3>Notes</h3>
        {notes === '' ? <p className="walk-hint">No notes for this scene.</p> : <NarrationText text={notes} />}
      </section>
      <section>
        <h3>Next</h3>
        {next === null ? (
          <p className="walk-hint">This is the last scene.</p>
        ) : (
          <>
            <p>
              <strong>{next.title}</strong>
            </p>
            <NarrationText text={next.narration.split('\n\n')[0] ?? ''} />
          </>
        )}
      </section>
      <Switches tool={tool} onTool={onTool} />
      {!pressing && <Wheel />}
      <section>
        <h3>Join</h3>
        {given ? (
          <JoinCard />
        ) : (
          <p className="walk-hint">
            This is a rehearsal: nobody can join, and the times of its scenes become the plan.
          </p>
        )}
      </section>
      {given && (
        <p className="walk-links">
          <a className="button" href={`/walk/${walk}`} target="_blank">
            For the projector
          </a>{' '}
          <a className="button" href="/wall" target="_blank">
            The wall
          </a>
        </p>
      )}
      <Plan times={times} />
      {given && <PresenterLink />}
      <Answers />
    </aside>
  );
}
