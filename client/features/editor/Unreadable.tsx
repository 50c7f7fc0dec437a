import type { Failure } from '#shared/base/result';
import { useRoute } from '../../store/route.ts';
import './editor.css';

interface UnreadableProps {
  readonly title: string;
  readonly failure: Failure;
  readonly onClose?: () => void;
}

/** No programs to edit: why, and the way on. */
export function Unreadable({ title, failure, onClose }: UnreadableProps) {
  const go = useRoute((store) => store.go);
  return (
    <section className="editor-unreadable" role="alert">
      <h2>{title}</h2>
      <p>{failure.message}</p>
      <div className="editor-tools">
        {onClose !== undefined && (
          <button type="button" className="button button-strong" onClick={onClose}>
            Back to the stage
          </button>
        )}
        <button type="button" className="button" onClick={() => go({ page: 'home' })}>
          To the lessons
        </button>
      </div>
    </section>
  );
}
