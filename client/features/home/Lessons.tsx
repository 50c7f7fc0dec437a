import { useDeferredValue } from 'react';
import { byTopic } from '#shared/lessons/topics';
import type { LessonSummary } from '#shared/protocol/rest';
import { useCatalogue } from '../../store/catalogue.ts';
import { useLessonFilter } from '../../store/lesson-filter.ts';
import { Key } from '../../ui/Key.tsx';
import { LessonCard } from './LessonCard.tsx';
import { find, wordsOf } from './search.ts';

/** All lessons by topic, and what finds one among them. */
export function Lessons() {
  const lessons = useCatalogue((store) => store.lessons);
  if (lessons === null) return null;
  if (!lessons.ok) return <NoLessons message={lessons.error.message} />;
  return <Found lessons={lessons.value} />;
}

function NoLessons({ message }: { readonly message: string }) {
  const load = useCatalogue((store) => store.load);
  return (
    <div className="home-failure" role="alert">
      <p>{message}</p>
      <button type="button" className="button" onClick={() => void load()}>
        Try again
      </button>
    </div>
  );
}

function Found({ lessons }: { readonly lessons: readonly LessonSummary[] }) {
  const { text, topic, setText, setTopic } = useLessonFilter();
  // Typing stays quick while the cards follow.
  const words = wordsOf(useDeferredValue(text));
  const topics = byTopic(lessons);
  const shown = topics
    .filter(({ title }) => topic === null || title === topic)
    .map(({ title, lessons: some }) => ({
      title,
      lessons: some.map((lesson) => find(lesson, title, words)).filter((found) => found !== null),
    }))
    .filter((group) => group.lessons.length > 0);
  const count = shown.reduce((sum, group) => sum + group.lessons.length, 0);
  return (
    <>
      <div className="finder">
        <SearchBox text={text} setText={setText} />
        <div className="finder-topics" role="group" aria-label="Topics">
          <TopicButton chosen={topic === null} onChoose={() => setTopic(null)}>
            All
          </TopicButton>
          {topics.map(({ title }) => (
            <TopicButton key={title} chosen={topic === title} onChoose={() => setTopic(topic === title ? null : title)}>
              {title}
            </TopicButton>
          ))}
        </div>
        <p className="finder-count" role="status">
          {count === lessons.length ? `${count} lessons` : `${count} of ${lessons.length} lessons`}
        </p>
      </div>
      {count === 0 && (
        <p className="home-wait">
          No lesson has all of that. Look for a call (epoll_wait), a state (CLOSING), an error (EPIPE) or a word of its
          title.
        </p>
      )}
      <div className="home-topics">
        {shown.map(({ title, lessons: some }) => (
          <section key={title}>
            <h3>{title}</h3>
            <ul className="home-lessons">
              {some.map((found) => (
                <LessonCard key={found.lesson.id} found={found} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

interface SearchBoxProps {
  readonly text: string;
  readonly setText: (text: string) => void;
}

function SearchBox({ text, setText }: SearchBoxProps) {
  return (
    <label className="finder-search">
      <span>Find a lesson</span>
      <input
        type="search"
        value={text}
        placeholder="a word, a call, a state, an error"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setText('');
          event.currentTarget.blur();
        }}
      />
      <span className="desk-only">
        <Key>/</Key>
      </span>
    </label>
  );
}

interface TopicButtonProps {
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly children: string;
}

const TopicButton = ({ chosen, onChoose, children }: TopicButtonProps) => (
  <button type="button" className="finder-topic" aria-pressed={chosen} onClick={onChoose}>
    {children}
  </button>
);
