import { useRoute } from '../../store/route.ts';

/** This page only looks at somebody else's lab, and a presenter may lend a hand. */
export function Watching({ lab }: { readonly lab: string }) {
  const go = useRoute((store) => store.go);
  return (
    <>
      <span className="badge watching">ONLY WATCHED</span>
      <button type="button" className="button" onClick={() => go({ page: 'lab', lab })}>
        Take part
      </button>
      <button type="button" className="button" onClick={() => go({ page: 'wall' })}>
        To the wall
      </button>
    </>
  );
}
