import { unreachable } from '#shared/base/exhaustive';
import type { Progress, Step } from './steps.ts';

interface StepRowProps {
  readonly step: Step;
  readonly progress: Progress;
  /** What happens now happens here. */
  readonly accent: boolean;
  readonly onCard: () => void;
  /** Goes to the moment just after an event. */
  readonly onSeek: (seq: number) => void;
}

/** One step: its sign, its call, its line, and what became of it. */
export function StepRow({ step, progress, accent, onCard, onSeek }: StepRowProps) {
  const result = progress.kind === 'done' || progress.kind === 'failed' ? progress.result : null;
  return (
    <li
      className="step"
      data-step={step.api}
      data-line={step.line}
      data-progress={progress.kind}
      data-now={accent || undefined}
    >
      <Sign progress={progress} />
      <button type="button" className="step-call" title={`what ${step.api}() is for`} onClick={onCard}>
        {step.api}
      </button>
      <span className="step-line">line {step.line}</span>
      {result === null ? (
        <span className="step-words" data-at={progress.kind === 'now' ? progress.enterSeq : undefined}>
          {wordsOf(progress)}
        </span>
      ) : (
        <button
          type="button"
          className="step-words"
          data-at={result.seq}
          title={`to the moment of this answer, event ${result.seq}`}
          onClick={() => onSeek(result.seq)}
        >
          {wordsOf(progress)}
        </button>
      )}
    </li>
  );
}

/** What the sign and its row say: never the colour alone. */
function wordsOf(progress: Progress): string {
  switch (progress.kind) {
    case 'todo':
      return '';
    case 'now':
      return {
        gate: 'before the kernel',
        kernel: 'in the kernel',
        blocked: 'waits in the kernel',
        returned: 'brings its answer',
      }[progress.phase];
    case 'done': {
      const { ret, count } = progress.result;
      return `returned ${ret}${count > 1 ? `, ${count} times` : ''}`;
    }
    case 'failed': {
      const { errno, count } = progress.result;
      return `failed: ${errno ?? ''}${count > 1 ? `, ${count} calls` : ''}`;
    }
    default:
      return unreachable(progress);
  }
}

const PATHS = {
  todo: '',
  now: 'M7 5.5v9l7-4.500z',
  done: 'm5 10.500 3.500 3.500L15 6.500',
  failed: 'm6 6 8 8M14 6l-8 8',
} as const;

const SIGNS = { todo: 'not yet', now: 'now', done: 'returned', failed: 'failed' } as const;

function Sign({ progress: { kind } }: { readonly progress: Progress }) {
  return (
    <svg className="step-sign" viewBox="0 0 20 20" role="img" aria-label={SIGNS[kind]}>
      <rect x="1.5" y="1.5" width="17" height="17" rx="4" />
      <path d={PATHS[kind]} />
    </svg>
  );
}
