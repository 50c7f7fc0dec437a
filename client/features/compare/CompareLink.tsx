import { PlaceLink } from '../../ui/PlaceLink.tsx';

const PLACE = { page: 'compare', left: null, right: null } as const;

/** The way to two runs side by side. */
export function CompareLink() {
  return (
    <PlaceLink className="button" to={PLACE}>
      Compare two runs
    </PlaceLink>
  );
}
