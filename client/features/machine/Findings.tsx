import type { JSX } from 'react';
import type { Finding } from '#shared/model/state';

/** Where the kernel did what our table says it cannot: never hidden, for one of the two is wrong. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }): JSX.Element | null {
  const last = findings.at(-1);
  if (last === undefined) return null;
  return (
    <aside className="findings" role="status" data-findings={findings.length}>
      <strong>{findings.length === 1 ? 'A finding' : `${findings.length} findings`}</strong>
      <p>
        {last.socket}: {last.message}
      </p>
    </aside>
  );
}
