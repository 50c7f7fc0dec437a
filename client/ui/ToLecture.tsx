import { followed } from '../store/following.ts';
import { useRoute } from '../store/route.ts';

/** Back to the walkthrough that this tab followed, from what somebody does by oneself. Nothing where it followed none. */
export function ToLecture() {
  const go = useRoute((store) => store.go);
  const walk = followed();
  if (walk === null) return null;
  return (
    <button type="button" className="button" onClick={() => go({ page: 'walk', walk, view: 'follow' })}>
      To the lecture
    </button>
  );
}
