import { useRoute } from '../../store/route.ts';
import { ToWall } from '../../ui/ToWall.tsx';

/** This page only looks at somebody else's lab, and a presenter may lend a hand. */
export function Watching({ lab }: { readonly lab: string }) {
  const go = useRoute((store) => store.go);
  return (
    <>
      <span className="badge watching">ONLY WATCHED</span>
      <button type="button" className="button" onClick={() => go({ page: 'lab', lab })}>
        Take part
      </button>
      <ToWall />
    </>
  );
}
