import { TIER_WORDS } from '../../store/catalogue.ts';
import { useRoute } from '../../store/route.ts';
import type { LabInfo } from '#shared/model/state';

/**
 * What this lab cannot show on this machine, a sentence each, and where it says what would enable it. Nothing where nothing
 * is missing.
 */
export function Limits({ tier, missing }: Pick<LabInfo, 'tier' | 'missing'>) {
  const go = useRoute((store) => store.go);
  const limits = [...(tier === 'lab' ? [] : [TIER_WORDS[tier].what]), ...missing];
  if (limits.length === 0) return null;
  return (
    <details className="limits">
      <summary>{limits.length === 1 ? 'one limit' : `${limits.length} limits`}</summary>
      <div className="limits-list" role="group" aria-label="What cannot be shown here">
        <ul>
          {limits.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <button type="button" className="button" onClick={() => go({ page: 'home' })}>
          What would enable it
        </button>
      </div>
    </details>
  );
}
