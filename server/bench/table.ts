import { inUnit, outcome, type Figure } from './figure.ts';

const head = ['figure', 'value', 'peer', 'ratio', 'target', ''] as const;

/** Columns of numbers stand at their right edge. */
const toTheRight = new Set([1, 3]);

/** The figures as lines of text, a figure each under a line of headings, columns aligned. */
export function table(figures: readonly Figure[]): readonly string[] {
  const rows: readonly (readonly string[])[] = [head, ...figures.map(cells)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return toTheRight.has(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

function cells(figure: Figure): readonly string[] {
  const { name, value, unit, peer, target } = figure;
  return [
    name,
    inUnit(value, unit),
    peer === undefined ? '' : `${peer.name} ${inUnit(peer.value, unit)}`,
    peer === undefined ? '' : peer.ratio.toFixed(2),
    target === undefined ? '' : `≤ ${target.atMost}${target.of === 'ratio' ? ' ×' : ` ${unit}`}`,
    outcome(figure) ?? '',
  ];
}
