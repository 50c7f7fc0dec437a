import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useEditing } from '../../store/editing.ts';
import { useLabCalmly } from '../../store/lab-context.ts';
import { useSide } from '../../store/side.ts';
import { RoleMark } from '../../ui/RoleMark.tsx';
import { roleStyle } from '../../ui/roles.ts';
import { AddCall } from './AddCall.tsx';
import { StepBook } from './step-book.ts';
import { StepRow } from './StepRow.tsx';
import { progressOf, programOf, stepsOf } from './steps.ts';
import './steps.css';

/**
 * The steps of every program: the calls of its text, each ticked when it really returned, at the moment that is shown. The
 * kernel's answers are the only source of a tick.
 */
export function StepsPanel() {
  const { programs, processes, seq, accent, book, seek, live } = useLabCalmly(
    useShallow((store) => ({
      programs: store.head.lab?.programs,
      processes: store.view.processes,
      seq: store.view.seq,
      // The process that the accent is with: one at a time, as on the stage.
      accent: store.view.now?.pid ?? null,
      book: store.log.book(StepBook),
      seek: store.seek,
      live: store.mode === 'live' && !store.watching,
    })),
  );
  const offered = useEditing((store) => store.offered);
  const inspect = useSide((store) => store.inspect);
  const lists = useMemo(
    () => (programs ?? []).map((program) => ({ program, steps: stepsOf(program.file, program.text) })),
    [programs],
  );
  if (programs === undefined) return <p className="side-wait">The steps come with the lab’s programs.</p>;
  return (
    <div className="steps">
      <div className="steps-lists">
        {lists.map(({ program, steps }) => {
          const inside = Object.values(processes).filter(({ role }) => programOf(role, programs) === program.role);
          const rows = steps.map((step) => ({
            step,
            progress: progressOf(step, inside, book.result(program.role, step.line, step.api, seq)),
          }));
          const done = rows.filter(({ progress }) => progress.kind === 'done').length;
          const style = roleStyle(program.role, programs);
          return (
            <section key={program.role} aria-label={`Steps of ${program.role}`} data-role-kind={style.kind}>
              <h2>
                <RoleMark style={style} />
                <span className="steps-role">{program.role}</span>
                <span className="steps-count">
                  {done} of {steps.length} returned
                </span>
              </h2>
              {steps.length === 0 && <p className="steps-none">This program makes no calls.</p>}
              <ol>
                {rows.map(({ step, progress }) => (
                  <StepRow
                    key={`${step.line} ${step.api}`}
                    step={step}
                    progress={progress}
                    accent={progress.kind === 'now' && progress.pid === accent}
                    onCard={() => inspect({ kind: 'call', name: step.api })}
                    onSeek={seek}
                  />
                ))}
              </ol>
            </section>
          );
        })}
      </div>
      {live && offered && <AddCall files={[...new Set(programs.map(({ file }) => file))]} />}
    </div>
  );
}
