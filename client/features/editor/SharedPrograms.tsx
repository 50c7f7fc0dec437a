import { useEffect, useState } from 'react';
import type { Result } from '#shared/base/result';
import { readProgramLink, type SharedPrograms as Shared } from '../../connection/program-link.ts';
import { useLessonPrograms } from '../../store/lesson-programs.ts';
import { EditorPanel } from './EditorPanel.tsx';
import { Unreadable } from './Unreadable.tsx';

/** Programs that came in a link: they are shown, and nothing runs before somebody says so. */
export function SharedPrograms({ fragment }: { readonly fragment: string }) {
  const [shared, setShared] = useState<Result<Shared> | null>(null);
  useEffect(() => {
    let gone = false;
    const read = async () => {
      const programs = await readProgramLink(fragment);
      if (!gone) setShared(programs);
    };
    void read();
    return () => {
      gone = true;
    };
  }, [fragment]);
  const lesson = shared?.ok === true ? shared.value.lesson : null;
  const own = useLessonPrograms((store) => (lesson === null ? undefined : store.byLesson[lesson]));
  const load = useLessonPrograms((store) => store.load);
  useEffect(() => {
    if (lesson !== null) void load(lesson);
  }, [lesson, load]);

  if (shared?.ok === false) return <Unreadable title="This link cannot be read" failure={shared.error} />;
  if (own?.ok === false) return <Unreadable title="This link cannot be shown" failure={own.error} />;
  if (shared === null || own === undefined) {
    return (
      <p className="side-wait" role="status">
        Reading the programs in this link …
      </p>
    );
  }
  return (
    <EditorPanel
      lesson={own.value}
      texts={Object.fromEntries(shared.value.programs.map(({ file, text }) => [file, text]))}
      notice={
        <p className="editor-notice">
          Somebody sent you these programs. Nothing runs until you press Run: then in a lab of its own, which reaches no
          other network.
        </p>
      }
    />
  );
}
