import { Chunk } from '@codemirror/merge';
import { RangeSet, StateField, Text, type EditorState, type Extension } from '@codemirror/state';
import { EditorView, gutter, GutterMarker } from '@codemirror/view';

/** A mark in the gutter: this line is not as the lesson has it, or lines of the lesson's are missing here. */
class ChangeMark extends GutterMarker {
  override readonly elementClass: string;

  constructor(kind: 'changed' | 'removed') {
    super();
    this.elementClass = `cm-${kind}-line`;
  }
}

const changed = new ChangeMark('changed');
const removed = new ChangeMark('removed');

/** `removed`: lines of the lesson's own are missing before this one. */
export interface ChangedLine {
  readonly line: number;
  readonly kind: 'changed' | 'removed';
}

/** Which lines of `text` (1-based) differ from `own`. */
export function changedLines(own: Text, text: Text): readonly ChangedLine[] {
  return Chunk.build(own, text).flatMap((chunk): ChangedLine[] => {
    const first = text.lineAt(Math.min(chunk.fromB, text.length)).number;
    if (chunk.fromB >= chunk.toB) return [{ line: first, kind: 'removed' }];
    const last = text.lineAt(Math.min(chunk.endB, text.length)).number;
    return Array.from({ length: last - first + 1 }, (_, i) => ({ line: first + i, kind: 'changed' }));
  });
}

const marksOf = (own: Text, { doc }: EditorState): RangeSet<GutterMarker> =>
  RangeSet.of(
    changedLines(own, doc).map(({ line, kind }) => (kind === 'changed' ? changed : removed).range(doc.line(line).from)),
    true,
  );

/** A gutter that marks the lines that differ from the lesson's own text. */
export function changeGutter(own: string): Extension {
  const original = Text.of(own.split('\n'));
  const marks = StateField.define<RangeSet<GutterMarker>>({
    create: (state) => marksOf(original, state),
    update: (value, transaction) => (transaction.docChanged ? marksOf(original, transaction.state) : value),
  });
  return [marks, gutter({ class: 'cm-change-gutter', markers: (view: EditorView) => view.state.field(marks) })];
}
