import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { cpp } from '@codemirror/lang-cpp';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { linter, nextDiagnostic } from '@codemirror/lint';
import { diff, unifiedMergeView } from '@codemirror/merge';
import { Compartment, EditorSelection, EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Diagnostic } from '#shared/lessons/lesson';
import { callNames } from './calls.ts';
import { changeGutter } from './changed-lines.ts';
import { faultsOf, spanOf } from './check.ts';
import { hangingRows } from './hanging.ts';
import { linesBelow, mainBegins } from './insert-lines.ts';
import { look } from './look.ts';

/** A pause in typing that is long enough to look at what was typed, in milliseconds. */
const LINT_DELAY = 250;

export interface ProgramViewOptions {
  readonly file: string;
  /** What a screen reader calls the text. */
  readonly label: string;
  readonly text: string;
  /** The lesson's own text: what differs from it is marked. */
  readonly own: string;
  readonly onText: (text: string) => void;
  readonly onFaults: (faults: readonly Diagnostic[]) => void;
  readonly onRun: () => void;
  /** Escape: the way out for whoever has no mouse, as Tab indents. */
  readonly onLeave: () => void;
}

/**
 * One program's text in an editor. It stands in a shadow tree, because the page's content security policy allows no style
 * elements: there CodeMirror adopts constructed sheets.
 */
export class ProgramView {
  readonly #view: EditorView;
  readonly #own: string;
  readonly #comparison = new Compartment();

  constructor(host: HTMLElement, options: ProgramViewOptions) {
    const { file, label, text, own, onText, onFaults, onRun, onLeave } = options;
    this.#own = own;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const begin = mainBegins(text);
    const state = EditorState.create({
      doc: text,
      selection: EditorSelection.cursor(begin),
      extensions: [
        lineNumbers(),
        changeGutter(own),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        indentUnit.of('    '),
        EditorState.tabSize.of(4),
        EditorView.lineWrapping,
        hangingRows,
        cpp(),
        callNames,
        look,
        linter(
          (view) => {
            const doc = view.state.doc.toString();
            const faults = faultsOf(file, doc);
            onFaults(faults);
            return faults.map(({ line, column, message }) => ({
              ...spanOf(doc, line, column),
              severity: 'error',
              message,
            }));
          },
          { delay: LINT_DELAY },
        ),
        this.#comparison.of([]),
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-description': 'Tab indents, Escape leaves the text.',
          spellcheck: 'false',
          tabindex: '0',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onText(update.state.doc.toString());
        }),
        keymap.of([
          { key: 'Mod-Enter', run: () => (onRun(), true) },
          { key: 'F8', run: nextDiagnostic },
          { key: 'Escape', run: () => (onLeave(), true) },
          indentWithTab,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
      ],
    });
    // What stands before main (headers, a helper that prints errors) is the same in every program.
    const scrollTo = EditorView.scrollIntoView(begin, { y: 'start', yMargin: 56 });
    this.#view = new EditorView({ state, root, parent: root, scrollTo });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** Puts another text in place of this one; undoing brings it back. */
  replace(text: string): void {
    // Only what differs is replaced: the cursor stays where it is.
    const changes = diff(this.text, text).map(({ fromA, toA, fromB, toB }) => ({
      from: fromA,
      to: toA,
      insert: text.slice(fromB, toB),
    }));
    this.#view.dispatch({ changes });
  }

  /** Puts lines below the cursor's and shows them. `lines` is given the text and where they will stand. */
  insert(lines: (text: string, offset: number) => readonly string[]): void {
    const { text } = this;
    const offset = this.#view.state.selection.main.head;
    const place = linesBelow(text, offset, []).to;
    const { from, to, insert, cursor } = linesBelow(text, offset, lines(text, place));
    this.#view.dispatch({
      changes: { from, to, insert },
      selection: EditorSelection.cursor(cursor),
      effects: EditorView.scrollIntoView(cursor, { y: 'center' }),
    });
    this.#view.focus();
  }

  /** Shows a place in the text, 1-based, with the cursor there. */
  goTo(line: number, column: number): void {
    const { from } = spanOf(this.text, line, column);
    this.#view.dispatch({
      selection: EditorSelection.cursor(from),
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    this.#view.focus();
  }

  /** Shows the lesson's own lines, struck out, where this text has others. */
  compare(on: boolean): void {
    const view = unifiedMergeView({ original: this.#own, mergeControls: false, gutter: false });
    this.#view.dispatch({ effects: this.#comparison.reconfigure(on ? view : []) });
  }

  destroy(): void {
    this.#view.destroy();
  }
}
