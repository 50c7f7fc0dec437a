import { unreachable } from '#shared/base/exhaustive';
import type { Run } from './use-run.ts';

/** A side of the comparison without a run: why, and what to do. */
export function RunNotHere({ run }: { readonly run: Exclude<Run, { kind: 'here' }> }) {
  switch (run.kind) {
    case 'none':
      return <p className="compare-wait">Choose a run above, or drop a recording on the page.</p>;
    case 'reading':
      return (
        <p className="compare-wait" role="status">
          Reading this run …{run.events > 0 ? ` ${run.events.toLocaleString('en')} events so far` : ''}
        </p>
      );
    case 'refused':
      return (
        <div className="compare-refused" role="alert">
          <strong>This run cannot be shown</strong>
          <p>{run.failure.message}</p>
          <p>Choose another one above.</p>
        </div>
      );
    default:
      return unreachable(run);
  }
}
