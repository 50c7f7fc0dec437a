import { useCatalogue } from '../../store/catalogue.ts';
import { useLab } from '../../store/lab-context.ts';
import { useRoute } from '../../store/route.ts';
import { ToWall } from '../../ui/ToWall.tsx';

/**
 * This page only looks: at a student's lab, where a presenter may lend a hand (`mayTakePart`), or at one that a walkthrough shows
 * to a class, which is its driver's alone.
 */
export function Watching({ lab, mayTakePart }: { readonly lab: string; readonly mayTakePart: boolean }) {
  const go = useRoute((store) => store.go);
  return (
    <>
      <span
        className="badge watching"
        title={mayTakePart ? undefined : 'A walkthrough shows this lab to a class: who drives it decides what happens.'}
      >
        ONLY WATCHED
      </span>
      {mayTakePart ? (
        <>
          <button type="button" className="button" onClick={() => go({ page: 'lab', lab })}>
            Take part
          </button>
          <ToWall />
        </>
      ) : (
        <OwnLab />
      )}
    </>
  );
}

/** A lab of the same lesson for oneself. */
function OwnLab() {
  const lesson = useLab((store) => store.head.lab?.lesson.id ?? null);
  const { start, starting } = useCatalogue();
  if (lesson === null) return null;
  return (
    <button type="button" className="button" disabled={starting !== null} onClick={() => void start(lesson)}>
      {starting === null ? 'A lab of my own' : 'Starting …'}
    </button>
  );
}
