import { useEffect, useRef } from 'react';
import type { Diagnostic } from '#shared/lessons/lesson';
import type { EditedFile } from './files.ts';
import { ProgramView } from './program-view.ts';

interface CodeEditorProps {
  readonly edited: EditedFile;
  /** What the editor begins with; later changes are the editor's own. */
  readonly text: string;
  readonly comparing: boolean;
  readonly onView: (file: string, view: ProgramView | null) => void;
  readonly onText: (file: string, text: string) => void;
  readonly onFaults: (file: string, faults: readonly Diagnostic[]) => void;
  readonly onRun: () => void;
  readonly onLeave: () => void;
}

/** One program's text. Keys that are typed here are text, and no commands to the page. */
export function CodeEditor(props: CodeEditorProps) {
  const { edited, comparing } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<ProgramView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const { current } = host;
    if (current === null) return undefined;
    const { file, own, roles } = edited;
    const made = new ProgramView(current, {
      file,
      own,
      label: `${file}, the program of ${roles.join(', ')}`,
      text: latest.current.text,
      onText: (text) => latest.current.onText(file, text),
      onFaults: (faults) => latest.current.onFaults(file, faults),
      onRun: () => latest.current.onRun(),
      onLeave: () => latest.current.onLeave(),
    });
    view.current = made;
    latest.current.onView(file, made);
    const stop = (event: Event) => event.stopPropagation();
    current.addEventListener('keydown', stop);
    return () => {
      current.removeEventListener('keydown', stop);
      latest.current.onView(file, null);
      view.current = null;
      made.destroy();
    };
  }, [edited]);
  useEffect(() => {
    view.current?.compare(comparing);
  }, [comparing]);
  return <div ref={host} className="editor-code" data-role-kind={edited.style.kind} />;
}
