import { useRef } from 'react';
import { byTopic } from '#shared/lessons/topics';
import { useCatalogue } from '../../store/catalogue.ts';
import { useLab } from '../../store/lab-context.ts';
import { useClosing } from '../../ui/use-closing.ts';

/** The lesson's title; opened, the choice of another one (each begins a new lab). */
export function LessonMenu() {
  const lesson = useLab((store) => store.head.lab?.lesson);
  const { lessons, load, start, starting } = useCatalogue();
  const menu = useRef<HTMLDetailsElement>(null);
  useClosing(menu);
  return (
    <details
      className="lesson-menu"
      data-known={lesson !== undefined}
      ref={menu}
      onToggle={(event) => event.currentTarget.open && void load()}
    >
      <summary>
        <h1 title={lesson?.title}>{lesson?.title ?? 'Lab'}</h1>
      </summary>
      <div className="lesson-menu-list">
        {lessons === null && <p role="status">Reading the lessons …</p>}
        {lessons?.ok === false && <p role="alert">{lessons.error.message}</p>}
        {lessons?.ok === true && (
          <div role="group" aria-label="Lessons">
            {byTopic(lessons.value).map((topic) => (
              <section key={topic.title}>
                <h2>{topic.title}</h2>
                <ul aria-label={topic.title}>
                  {topic.lessons.map((other) => (
                    <li key={other.id}>
                      <button
                        type="button"
                        disabled={starting !== null}
                        aria-current={other.id === lesson?.id ? 'true' : undefined}
                        onClick={() => void start(other.id)}
                      >
                        <strong>{other.title}</strong>
                        <span>{other.id === lesson?.id ? 'from its beginning, in a new lab' : other.summary}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        )}
      </div>
    </details>
  );
}
