import { useMemo } from 'react';
import { counted } from '#shared/base/counted';
import { isEssential } from '#shared/model/essential';
import { createLineWriter } from '#shared/model/log-line';
import type { LabState } from '#shared/model/state';
import { StepBook } from '../features/steps/step-book.ts';
import { programOf, progressOf, stepsOf, type Progress } from '../features/steps/steps.ts';
import type { LabLog } from '../store/lab-log.ts';

interface ListProps {
  readonly log: LabLog;
  readonly state: LabState;
}

/** The calls of each program's text, each ticked when it had returned. */
export function SlideSteps({ log, state }: ListProps) {
  const programs = state.lab?.programs ?? [];
  const book = log.book(StepBook);
  return (
    <div className="slide-list">
      {programs.map(({ role, file, text }) => {
        const inside = Object.values(state.processes).filter((process) => programOf(process.role, programs) === role);
        return (
          <section key={role}>
            <h3>{role}</h3>
            <ul>
              {stepsOf(file, text).map((step) => {
                const progress = progressOf(step, inside, book.result(role, step.line, step.api, state.seq));
                return (
                  <li key={`${step.line} ${step.api}`} data-progress={progress.kind}>
                    <span>{SIGNS[progress.kind]}</span> {step.api}
                    {progress.kind === 'failed' && ` ${progress.result.errno ?? ''}`}
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

const SIGNS: Readonly<Record<Progress['kind'], string>> = { todo: '○', now: '▸', done: '✓', failed: '✗' };

/** Lines that have their place on a page. */
const MOST = 15;

interface LinesProps extends ListProps {
  /** Where the scene begins. */
  readonly from: number;
  /** Calls, or packets. */
  readonly of: 'syscall' | 'packet';
}

/** What happened in the scene up to its picture, the last lines of it: calls in strace's spelling, or packets. */
export function SlideLog({ log, state, from, of }: LinesProps) {
  const lines = useMemo(() => {
    const writer = createLineWriter(log.stateAt(from));
    const events = Array.from({ length: state.seq - from }, (_, i) => log.event(from + 1 + i));
    return events.flatMap((event) => {
      if (event === undefined) return [];
      const line = writer.line(event);
      return isEssential(event) && event.kind.startsWith(of) ? [line] : [];
    });
  }, [log, state, from, of]);
  const left = lines.length - MOST;
  return (
    <div className="slide-list slide-log">
      {left > 0 && <p>{counted(left, of === 'syscall' ? 'call' : 'line')} before these …</p>}
      <ul>
        {lines.slice(-MOST).map(({ seq, text }) => (
          <li key={seq}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
