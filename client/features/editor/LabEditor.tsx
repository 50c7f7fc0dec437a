import { useEffect, useState } from 'react';
import { useDrafts } from '../../store/drafts.ts';
import { useEditing } from '../../store/editing.ts';
import { useLab } from '../../store/lab-context.ts';
import { useLessonPrograms } from '../../store/lesson-programs.ts';
import { EditorPanel } from './EditorPanel.tsx';
import { Unreadable } from './Unreadable.tsx';

/** The editor in a lab's page: it begins with what was being changed, else with what runs in this lab. */
export function LabEditor() {
  const lab = useLab((store) => store.head.lab);
  const hide = useEditing((store) => store.hide);
  const lesson = lab?.lesson.id ?? null;
  const own = useLessonPrograms((store) => (lesson === null ? undefined : store.byLesson[lesson]));
  const load = useLessonPrograms((store) => store.load);
  const [drafts] = useState(() => useDrafts.getState().byLesson);
  useEffect(() => {
    if (lesson !== null) void load(lesson);
  }, [lesson, load]);
  if (lab === null || lesson === null || own === undefined) {
    return (
      <p className="side-wait" role="status">
        Reading the lesson’s programs …
      </p>
    );
  }
  if (!own.ok) return <Unreadable title="These programs cannot be changed here" failure={own.error} onClose={hide} />;
  const running = Object.fromEntries(lab.programs.map(({ file, text }) => [file, text]));
  return <EditorPanel lesson={own.value} texts={{ ...running, ...drafts[lesson] }} onClose={hide} />;
}
