import { useState } from 'react';
import { createWalk } from '../../connection/rest.ts';
import { useRoute } from '../../store/route.ts';
import { useWalk } from '../../store/walk-store.ts';

/** A follower takes the same walkthrough alone, in a lab of its own. */
export function AloneButton() {
  const walkthrough = useWalk((view) => view.walk?.walkthrough ?? null);
  const go = useRoute((store) => store.go);
  const [fault, setFault] = useState<string | null>(null);
  if (walkthrough === null) return null;
  const begin = async (): Promise<void> => {
    const made = await createWalk(walkthrough, true);
    if (made.ok) go({ page: 'walk', walk: made.value.id, view: 'walk' });
    else setFault(made.error.message);
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void begin()}>
        Take it alone
      </button>
      {fault !== null && (
        <p className="walk-notice" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}
