import type { LessonSummary } from '#shared/protocol/rest';
import { useCatalogue } from '../../store/catalogue.ts';
import { RoleMark } from '../../ui/RoleMark.tsx';
import { roleStyle } from '../../ui/roles.ts';

/** One lesson: what it shows, which programs run where, and the way in. */
export function LessonCard({ lesson }: { readonly lesson: LessonSummary }) {
  const { machine, starting, start } = useCatalogue();
  const replay = machine?.ok === true && machine.value.tier === 'replay';
  const missing = replay && !lesson.recording;
  const heading = `lesson-${lesson.id}`;
  return (
    <li className="card" data-lesson={lesson.id} aria-labelledby={heading}>
      <h4 id={heading}>{lesson.title}</h4>
      <p className="card-summary">{lesson.summary}</p>
      <ul className="card-programs" aria-label="Programs">
        {lesson.programs.map((program) => (
          <li key={program.role}>
            <RoleMark style={roleStyle(program.role, lesson.programs)} />
            <span>{program.role}</span>
            <code>{program.file}</code>
            <span className="card-host">host {program.host}</span>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button button-strong card-start"
        disabled={missing || starting !== null}
        onClick={() => void start(lesson.id)}
        aria-describedby={heading}
      >
        {starting === lesson.id ? 'Starting …' : replay ? 'Play the recording' : 'Start'}
      </button>
      {missing && (
        <p className="card-note">No recording ships with this lesson; it needs a machine that can run a lab.</p>
      )}
    </li>
  );
}
