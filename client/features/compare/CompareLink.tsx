import { pathOf } from '../../store/address.ts';
import { useRoute } from '../../store/route.ts';

const PLACE = { page: 'compare', left: null, right: null } as const;

/** The way to two runs side by side. */
export function CompareLink() {
  const go = useRoute((store) => store.go);
  return (
    <a
      className="button"
      href={pathOf(PLACE)}
      onClick={(event) => {
        event.preventDefault();
        go(PLACE);
      }}
    >
      Compare two runs
    </a>
  );
}
