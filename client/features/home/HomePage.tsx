import { useEffect, type ReactNode } from 'react';
import { byTopic } from '#shared/lessons/topics';
import { Logo, ThemeIcon } from '../../ui/icons.tsx';
import { useCatalogue } from '../../store/catalogue.ts';
import { usePreferences } from '../../store/preferences.ts';
import { LessonCard } from './LessonCard.tsx';
import { MachinePanel } from './MachinePanel.tsx';
import './home.css';

/** The front door: the lessons, and in plain words what this machine can show of them. `tools` stand in the bar. */
export function HomePage({ tools }: { readonly tools?: ReactNode }) {
  const { lessons, failure, load } = useCatalogue();
  const toggleTheme = usePreferences((store) => store.toggleTheme);
  useEffect(() => {
    document.title = 'Sockscope';
    void load();
  }, [load]);
  return (
    <div className="home" data-page="home" data-quiet={lessons !== null}>
      <header className="home-bar">
        <span className="home-brand">
          <Logo /> Sockscope
        </span>
        <div className="home-tools">
          {tools}
          <button
            type="button"
            className="button button-icon"
            onClick={toggleTheme}
            aria-label="Light or dark"
            title="Light or dark"
          >
            <ThemeIcon />
          </button>
        </div>
      </header>
      <main className="home-main">
        <div className="home-intro">
          <h1>How sockets really work</h1>
          <p>
            Two real processes make real system calls. The kernel’s own states and the packets between the hosts are
            observed, and every one of them waits until you let it go on.
          </p>
        </div>
        {failure !== null && (
          <p className="home-failure" role="alert">
            {failure.message}
          </p>
        )}
        <section aria-labelledby="lessons">
          <h2 id="lessons">Lessons</h2>
          <Lessons />
        </section>
        <MachinePanel />
      </main>
    </div>
  );
}

function Lessons() {
  const lessons = useCatalogue((store) => store.lessons);
  if (lessons === null) {
    return (
      <p className="home-wait" role="status">
        Reading the lessons …
      </p>
    );
  }
  if (!lessons.ok) {
    return (
      <p className="home-failure" role="alert">
        {lessons.error.message}
      </p>
    );
  }
  return (
    <div className="home-topics">
      {byTopic(lessons.value).map(({ title, lessons: some }) => (
        <section key={title}>
          <h3>{title}</h3>
          <ul className="home-lessons">
            {some.map((lesson) => (
              <LessonCard key={lesson.id} lesson={lesson} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
