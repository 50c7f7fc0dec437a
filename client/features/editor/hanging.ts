import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view';

/** A line that goes on in a second row goes on further in than it began, as a printed listing does. */
const STEP = 4;

/** How wide the blanks before a line's first sign are, in columns; a tab reaches to the next fourth. */
export function indentWidth(line: string, tabSize: number): number {
  let width = 0;
  for (const sign of line) {
    if (sign === ' ') width += 1;
    else if (sign === '\t') width += tabSize - (width % tabSize);
    else break;
  }
  return width;
}

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at);
      const columns = indentWidth(line.text, view.state.tabSize) + STEP;
      const style = `text-indent: -${columns}ch; padding-left: calc(8px + ${columns}ch)`;
      builder.add(line.from, line.from, Decoration.line({ attributes: { style } }));
      at = line.to + 1;
    }
  }
  return builder.finish();
}

/** Rows of a wrapped line hang below their beginning. */
export const hangingRows = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
