import { useState } from 'react';
import { createLab, createWalk } from '../../connection/rest.ts';
import { useRoute } from '../../store/route.ts';
import { useWalk } from '../../store/walk-store.ts';

/** What a follower may do by itself: a lab of its own of what is shown now, and the same walkthrough alone. */
export function AloneButton() {
  const walkthrough = useWalk((view) => view.walk?.walkthrough ?? null);
  const lesson = useWalk((view) => view.walk?.lesson ?? null);
  const go = useRoute((store) => store.go);
  const [fault, setFault] = useState<string | null>(null);
  const [opening, setOpening] = useState(false);
  if (walkthrough === null) return null;
  const begin = async (open: () => Promise<string | null>): Promise<void> => {
    setOpening(true);
    setFault(await open());
    setOpening(false);
  };
  const openLab = async (): Promise<string | null> => {
    const made = await createLab(lesson ?? '');
    if (made.ok) go({ page: 'lab', lab: made.value.id });
    return made.ok ? null : made.error.message;
  };
  const openWalk = async (): Promise<string | null> => {
    const made = await createWalk(walkthrough, true);
    if (made.ok) go({ page: 'walk', walk: made.value.id, view: 'walk' });
    return made.ok ? null : made.error.message;
  };
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={opening || lesson === null}
        onClick={() => void begin(openLab)}
      >
        A lab of my own
      </button>
      <button type="button" className="button" disabled={opening} onClick={() => void begin(openWalk)}>
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
