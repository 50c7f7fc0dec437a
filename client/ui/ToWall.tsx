import { useRoute } from '../store/route.ts';

/** Back to every student's lab in small. */
export function ToWall() {
  const go = useRoute((store) => store.go);
  return (
    <button type="button" className="button" onClick={() => go({ page: 'wall' })}>
      To the wall
    </button>
  );
}
