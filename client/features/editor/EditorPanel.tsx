import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Result } from '#shared/base/result';
import type { LessonPrograms } from '#shared/protocol/programs';
import { programLink } from '../../connection/program-link.ts';
import { pathOf } from '../../store/address.ts';
import { useCatalogue } from '../../store/catalogue.ts';
import type { Texts } from '../../store/drafts.ts';
import { CrossIcon } from '../../ui/icons.tsx';
import { Key } from '../../ui/Key.tsx';
import { RoleMark } from '../../ui/RoleMark.tsx';
import { CodeEditor } from './CodeEditor.tsx';
import { Faults } from './Faults.tsx';
import { changedFiles, listed } from './files.ts';
import { ShareRow } from './ShareRow.tsx';
import { usePrograms } from './use-programs.ts';
import './editor.css';

interface EditorPanelProps {
  /** The lesson as it ships. */
  readonly lesson: LessonPrograms;
  /** What the editor begins with, by file. */
  readonly texts: Texts;
  /** Where they come from, where that has to be said. */
  readonly notice?: ReactNode;
  readonly onClose?: () => void;
}

/** The programs of a lesson as texts that can be changed and run: beside each other where there is room. */
export function EditorPanel({ lesson, texts: first, notice, onClose }: EditorPanelProps) {
  const programs = usePrograms(lesson, first);
  const { files, texts, faults, chosen, running, refusal } = programs;
  const [comparing, setComparing] = useState(false);
  const [link, setLink] = useState<Result<string> | null>(null);
  const panel = useRef<HTMLElement>(null);
  const runButton = useRef<HTMLButtonElement>(null);
  const { machine, load } = useCatalogue();
  useEffect(() => {
    if (machine === null) void load();
  }, [machine, load]);
  // Keys that are pressed in here are not for the lab behind.
  useEffect(() => {
    const { current } = panel;
    // Where the page is one column the editor stands above what was in view.
    current?.scrollIntoView({ block: 'nearest' });
    const stop = (event: Event) => event.stopPropagation();
    current?.addEventListener('keydown', stop);
    return () => current?.removeEventListener('keydown', stop);
  }, []);

  const changed = changedFiles(files, texts);
  const noLab = machine?.ok === true && machine.value.tier === 'replay' ? machine.value.why : null;
  const share = async () => {
    const programsHere = files.map(({ file }) => ({ file, text: texts[file] ?? '' }));
    const fragment = await programLink({ lesson: lesson.id, programs: programsHere });
    const address = new URL(pathOf({ page: 'programs' }), window.location.origin).href;
    setLink(fragment.ok ? { ok: true, value: `${address}#${fragment.value}` } : fragment);
  };

  return (
    <section
      ref={panel}
      className="editor"
      aria-label="Programs"
      data-files={files.length}
      data-changed={changed.length}
    >
      <header className="editor-bar">
        <h2>
          {onClose === undefined ? lesson.title : 'Programs'}
          <span role="status">{changed.length === 0 ? 'the lesson’s own programs' : `${listed(changed)} changed`}</span>
        </h2>
        <div className="editor-tools">
          <button
            type="button"
            className="button"
            aria-pressed={comparing}
            disabled={changed.length === 0 && !comparing}
            onClick={() => setComparing(!comparing)}
          >
            Compare
          </button>
          <button type="button" className="button" disabled={changed.length === 0} onClick={programs.reset}>
            Reset
          </button>
          <button type="button" className="button" onClick={() => void share()}>
            Link
          </button>
          <button
            ref={runButton}
            type="button"
            className="button button-strong"
            disabled={running || noLab !== null}
            onClick={programs.run}
          >
            {running ? 'Starting …' : 'Run'}
          </button>
          {onClose !== undefined && (
            <button
              type="button"
              className="button button-icon"
              aria-label="Back to the stage"
              title="Back to the stage"
              onClick={onClose}
            >
              <CrossIcon />
            </button>
          )}
        </div>
      </header>
      {notice}
      {noLab !== null && <p className="editor-notice">Changed programs need a lab, and none can run here: {noLab}</p>}
      {refusal !== null && (
        <p className="editor-notice" role="alert" data-fault>
          {refusal.message}
        </p>
      )}
      {link !== null && <ShareRow link={link} onClose={() => setLink(null)} />}
      {files.length > 1 && (
        <div className="editor-choice" role="group" aria-label="Files">
          {files.map(({ file, style }) => (
            <button
              key={file}
              type="button"
              aria-pressed={file === chosen}
              data-changed={changed.includes(file) || undefined}
              onClick={() => programs.choose(file)}
            >
              <RoleMark style={style} /> {file}
            </button>
          ))}
        </div>
      )}
      <div className="editor-columns">
        {files.map((edited) => (
          <div
            key={edited.file}
            className="editor-column"
            data-chosen={edited.file === chosen || undefined}
            data-role-kind={edited.style.kind}
            data-file={edited.file}
          >
            <h3>
              <RoleMark style={edited.style} />
              <span className="editor-role">{listed(edited.roles)}</span>
              <code>{edited.file}</code>
              <span className="editor-host">Host {edited.host}</span>
            </h3>
            <CodeEditor
              edited={edited}
              text={texts[edited.file] ?? edited.own}
              comparing={comparing}
              onView={programs.onView}
              onText={programs.onText}
              onFaults={programs.onFaults}
              onRun={programs.run}
              onLeave={() => runButton.current?.focus()}
            />
          </div>
        ))}
      </div>
      <Faults faults={faults} onGoTo={programs.goTo} />
      <footer className="editor-foot">
        <span role="status" data-faults={faults.length}>
          {faults.length === 0 ? 'No faults.' : faults.length === 1 ? 'One fault.' : `${faults.length} faults.`}
        </span>
        <span className="editor-hints">
          <Key>Ctrl Enter</Key> runs <Key>Tab</Key> indents <Key>Esc</Key> leaves the text <Key>F8</Key> next fault
        </span>
      </footer>
    </section>
  );
}
