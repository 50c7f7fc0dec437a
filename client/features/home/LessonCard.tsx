import { counted } from '#shared/base/counted';
import type { RecordedRun } from '#shared/protocol/rest';
import { useCatalogue } from '../../store/catalogue.ts';
import { RoleMark } from '../../ui/RoleMark.tsx';
import { roleStyle } from '../../ui/roles.ts';
import type { FoundLesson } from './search.ts';

/** One lesson: what it shows, which programs run where, how long it is, and the way in. */
export function LessonCard({ found: { lesson, inRun } }: { readonly found: FoundLesson }) {
  const { machine, starting, start } = useCatalogue();
  const replay = machine?.ok === true && machine.value.tier === 'replay';
  const missing = replay && !lesson.recording;
  const heading = `lesson-${lesson.id}`;
  return (
    <li className="card" data-lesson={lesson.id} aria-labelledby={heading}>
      <h4 id={heading}>{lesson.title}</h4>
      <p className="card-summary">{lesson.summary}</p>
      {inRun.length > 0 && (
        <p className="card-found">
          In it:{' '}
          {inRun.map((name) => (
            <code key={name}>{name}</code>
          ))}
        </p>
      )}
      <ul className="card-programs" aria-label="Programs">
        {lesson.programs.map((program) => (
          <li key={program.role} title={`${program.file} on host ${program.host}`}>
            <RoleMark style={roleStyle(program.role, lesson.programs)} />
            <span>{program.role}</span>
            <span className="card-host">{program.host}</span>
          </li>
        ))}
      </ul>
      <div className="card-foot">
        <button
          type="button"
          className="button button-strong card-start"
          disabled={missing || starting !== null}
          onClick={() => void start(lesson.id)}
          aria-describedby={heading}
        >
          {starting === lesson.id ? 'Starting …' : replay ? 'Play the recording' : 'Start'}
        </button>
        {lesson.run !== null && <p className="card-length">{lengthOf(lesson.run)}</p>}
      </div>
      {missing && (
        <p className="card-note">No recording ships with this lesson; it needs a machine that can run a lab.</p>
      )}
    </li>
  );
}

/** How long a lesson is, as its recording counts: "37 steps, 21 calls, 13 packets". */
function lengthOf({ steps, calls, packets }: RecordedRun): string {
  const counts = [
    [steps, 'step'],
    [calls, 'call'],
    [packets, 'packet'],
  ] as const;
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => counted(count, word))
    .join(', ');
}
