import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '#shared/base/result';
import type { Diagnostic } from '#shared/lessons/lesson';
import type { LessonPrograms } from '#shared/protocol/programs';
import { runPrograms } from '../../connection/programs.ts';
import { useDrafts, type Texts } from '../../store/drafts.ts';
import { useEditing } from '../../store/editing.ts';
import { useRoute } from '../../store/route.ts';
import { faultsOf } from './check.ts';
import { filesOf, textsOf, type EditedFile } from './files.ts';
import type { ProgramView } from './program-view.ts';

/** What the editor knows and can do; its parts draw it. */
export interface Programs {
  readonly files: readonly EditedFile[];
  readonly texts: Texts;
  readonly faults: readonly Diagnostic[];
  /** The file that is shown where there is room for one only. */
  readonly chosen: string;
  readonly running: boolean;
  readonly refusal: Failure | null;
  readonly choose: (file: string) => void;
  readonly run: () => void;
  /** The lesson's own texts, in every file. Undoing brings the others back. */
  readonly reset: () => void;
  readonly goTo: (fault: Diagnostic) => void;
  readonly onView: (file: string, view: ProgramView | null) => void;
  readonly onText: (file: string, text: string) => void;
  readonly onFaults: (file: string, faults: readonly Diagnostic[]) => void;
}

/** The programs of a lesson while somebody changes them. `first`: the texts it begins with. */
export function usePrograms(lesson: LessonPrograms, first: Texts): Programs {
  const [files] = useState(() => filesOf(lesson));
  const [texts, setTexts] = useState(() => textsOf(files, first));
  const [byFile, setByFile] = useState<Readonly<Record<string, readonly Diagnostic[]>>>({});
  const [chosen, choose] = useState(files[0]?.file ?? '');
  const [running, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const views = useRef(new Map<string, ProgramView>());
  const now = useRef(texts);

  const onView = useCallback((file: string, view: ProgramView | null) => {
    if (view === null) views.current.delete(file);
    else views.current.set(file, view);
  }, []);
  const onText = useCallback(
    (file: string, text: string) => {
      now.current = { ...now.current, [file]: text };
      setTexts(now.current);
      setRefusal(null);
      useDrafts.getState().keep(lesson.id, now.current);
    },
    [lesson.id],
  );
  const onFaults = useCallback((file: string, faults: readonly Diagnostic[]) => {
    setByFile((before) => ({ ...before, [file]: faults }));
  }, []);

  const { insertion, inserted } = useEditing();
  useEffect(() => {
    const view = insertion === null ? undefined : views.current.get(insertion.file);
    if (insertion === null || view === undefined) return;
    inserted(insertion.n);
    choose(insertion.file);
    view.insert(insertion.lines);
  }, [insertion, inserted]);

  const goTo = (fault: Diagnostic): void => {
    choose(fault.file);
    views.current.get(fault.file)?.goTo(fault.line, fault.column);
  };
  const run = async (): Promise<void> => {
    if (running) return;
    const found = files.map(({ file }) => [file, faultsOf(file, now.current[file] ?? '')] as const);
    setByFile(Object.fromEntries(found));
    const fault = found.flatMap(([, faults]) => faults)[0];
    if (fault !== undefined) {
      goTo(fault);
      return;
    }
    setRunning(true);
    setRefusal(null);
    const programs = files.map(({ file }) => ({ file, text: now.current[file] ?? '' }));
    const answer = await runPrograms(lesson.id, programs);
    setRunning(false);
    if (!answer.ok) {
      setRefusal(answer.error);
      return;
    }
    // From here on these are the texts: an older draft must not come back in their place.
    useDrafts.getState().keep(lesson.id, now.current);
    useEditing.getState().hide();
    useRoute.getState().go({ page: 'lab', lab: answer.value.id });
  };

  return {
    files,
    texts,
    faults: files.flatMap(({ file }) => byFile[file] ?? []),
    chosen,
    running,
    refusal,
    choose,
    run: () => void run(),
    reset: () => {
      for (const { file, own } of files) if (now.current[file] !== own) views.current.get(file)?.replace(own);
    },
    goTo,
    onView,
    onText,
    onFaults,
  };
}
