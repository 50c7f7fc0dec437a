import { unreachable } from '#shared/base/exhaustive';
import type { Rect } from '../../ui/geometry.ts';

/** plate: beside the state machine on a desk. lecture: read from the last row. compact: a phone, hosts stacked. */
export type Arrangement = 'plate' | 'lecture' | 'compact';

/** Sizes in user units. Type sizes are VISUAL.md's; text below 3 % of a 900 pixel picture is not for lectures. */
export interface Metrics {
  readonly label: number;
  readonly code: number;
  readonly fact: number;
  readonly title: number;
  readonly codeRow: number;
  readonly codeRows: number;
  /** A socket box: its title row, and the rows below at their most and least height. */
  readonly titleRow: number;
  readonly factRow: number;
  readonly factRowLeast: number;
  readonly boxGap: number;
  readonly fdRow: number;
  readonly glyph: number;
  /** Height of the tag of a packet that is alone on the wire, and of one among several. */
  readonly tag: number;
  readonly tagSmall: number;
}

export interface ColumnGrid {
  readonly header: Rect;
  readonly application: Rect;
  /** The names of everybody on this side, in rows; null where nobody shares it (and in lectures: no room). */
  readonly tabs: Rect | null;
  /** The width of one of them. */
  readonly tabWidth: number;
  readonly listing: Rect;
  /** How many lines the listing shows. */
  readonly codeRows: number;
  /** One line of variables under the listing; null where there is no room. */
  readonly variables: Rect | null;
  /** Where arguments go down and results come up; null in lectures, where they stand in the kernel's band. */
  readonly corridor: Rect | null;
  readonly wall: Rect;
  readonly kernel: Rect;
  readonly fdTable: Rect;
  readonly boxes: Rect;
}

export interface WireGrid {
  readonly band: Rect;
  readonly nics: readonly [Rect, Rect];
  /** Centre lines: of the ghosts, of a packet alone, and of several. */
  readonly ghostLane: number;
  readonly mainLane: number;
  readonly lanes: readonly number[];
  readonly buttons: Rect;
}

export interface StageGrid {
  readonly arrangement: Arrangement;
  readonly metrics: Metrics;
  readonly width: number;
  readonly height: number;
  /** Width of the left margin that names the strata; 0 where there is none. */
  readonly gutter: number;
  readonly columns: readonly ColumnGrid[];
  readonly wire: WireGrid;
}

const plate: Metrics = {
  label: 13,
  code: 14,
  fact: 14,
  title: 17,
  codeRow: 22,
  codeRows: 7,
  titleRow: 42,
  factRow: 30,
  factRowLeast: 28,
  boxGap: 8,
  fdRow: 25,
  glyph: 16,
  tag: 40,
  tagSmall: 26,
};

const lecture: Metrics = {
  label: 27,
  code: 27,
  fact: 27,
  title: 29,
  codeRow: 46,
  codeRows: 3,
  titleRow: 58,
  factRow: 48,
  factRowLeast: 42,
  boxGap: 8,
  fdRow: 46,
  glyph: 24,
  tag: 64,
  tagSmall: 50,
};

const compact: Metrics = {
  label: 12,
  code: 12,
  fact: 12,
  title: 14,
  codeRow: 19,
  codeRows: 5,
  titleRow: 34,
  factRow: 26,
  factRowLeast: 24,
  boxGap: 6,
  fdRow: 22,
  glyph: 13,
  tag: 30,
  tagSmall: 26,
};

/** Names of actors in one row, at most. */
export const tabsInRow = 4;

/** How wide a name's place is: a side with few of them spells them out. */
const tabWidth = (width: number, tabs: number, m: Metrics): number =>
  Math.max(width / tabsInRow, Math.min(width / Math.max(1, tabs), m.label * 12));

/**
 * The fixed frame everything is placed in. It depends on the arrangement and the lesson's programs alone, never on what
 * happens: the picture does not reflow while a class looks at it. Plate and lecture follow VISUAL.md's grid, with the
 * top bar taken off.
 * @param tabs how many names a side has to hold; 0 where every column has one actor
 */
export function stageGrid(arrangement: Arrangement, columns: number, tabs = 0): StageGrid {
  switch (arrangement) {
    case 'plate':
      return sideBySide(arrangement, plate, columns, tabs, {
        width: 1072,
        height: 664,
        gutter: 112,
        margin: 16,
        rows: { header: 6, application: 44, wall: 258, kernel: 294, wire: 514 },
        listingTop: 6,
        corridor: 34,
        variables: 20,
        fdWidth: 110,
        boxes: { top: 32, bottom: 20, right: 16 },
      });
    case 'lecture':
      return sideBySide(arrangement, lecture, columns, 0, {
        width: 1056,
        height: 744,
        gutter: 140,
        margin: 8,
        rows: { header: 0, application: 56, wall: 210, kernel: 266, wire: 572 },
        listingTop: 8,
        corridor: 0,
        variables: 0,
        fdWidth: 70,
        boxes: { top: 54, bottom: 18, right: 8 },
      });
    case 'compact':
      return stacked(compact, columns, tabs);
    default:
      return unreachable(arrangement);
  }
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly gutter: number;
  readonly margin: number;
  readonly rows: { header: number; application: number; wall: number; kernel: number; wire: number };
  readonly listingTop: number;
  readonly corridor: number;
  readonly variables: number;
  readonly fdWidth: number;
  readonly boxes: { top: number; bottom: number; right: number };
}

const columnGap = 24;

function sideBySide(
  arrangement: Arrangement,
  metrics: Metrics,
  columns: number,
  places: number,
  frame: Frame,
): StageGrid {
  const { rows } = frame;
  const count = Math.max(1, columns);
  const width = (frame.width - frame.margin - frame.gutter - columnGap * (count - 1)) / count;
  const band = (x: number, from: number, to: number): Rect => ({ x, y: from, width, height: to - from });
  const grids = Array.from({ length: count }, (_, i): ColumnGrid => {
    const x = frame.gutter + i * (width + columnGap);
    const corridorTop = rows.wall - frame.corridor;
    const listingTop = rows.application + frame.listingTop;
    const { tabs, tabWidth, listing, codeRows } = listingParts(x, listingTop, width, metrics, places);
    return {
      header: band(x, rows.header, rows.application),
      application: band(x, rows.application, rows.wall),
      tabs,
      tabWidth,
      listing,
      codeRows,
      variables: frame.variables === 0 ? null : band(x, corridorTop - frame.variables, corridorTop),
      corridor: frame.corridor === 0 ? null : band(x, corridorTop, rows.wall),
      wall: band(x, rows.wall, rows.kernel),
      kernel: band(x, rows.kernel, rows.wire),
      ...kernelParts(band(x, rows.kernel, rows.wire), frame.fdWidth, frame.boxes),
    };
  });
  const wireBand = {
    x: frame.gutter,
    y: rows.wire,
    width: frame.width - frame.margin - frame.gutter,
    height: frame.height - rows.wire,
  };
  const wire = arrangement === 'lecture' ? lectureWire(wireBand) : plateWire(wireBand);
  return { arrangement, metrics, width: frame.width, height: frame.height, gutter: frame.gutter, columns: grids, wire };
}

/** The names' rows take theirs from the listing's. */
function listingParts(
  x: number,
  y: number,
  width: number,
  m: Metrics,
  places: number,
): Pick<ColumnGrid, 'tabs' | 'tabWidth' | 'listing' | 'codeRows'> {
  const tabRows = Math.ceil(places / tabsInRow);
  const codeRows = m.codeRows - tabRows;
  const high = tabRows * m.codeRow;
  return {
    tabs: tabRows === 0 ? null : { x, y, width, height: high },
    tabWidth: tabWidth(width, places, m),
    listing: { x, y: y + high, width, height: codeRows * m.codeRow },
    codeRows,
  };
}

function kernelParts(
  kernel: Rect,
  fdWidth: number,
  boxes: { top: number; bottom: number; right: number },
): { fdTable: Rect; boxes: Rect } {
  const top = kernel.y + boxes.top;
  const height = kernel.height - boxes.top - boxes.bottom;
  return {
    fdTable: { x: kernel.x + 8, y: top, width: fdWidth - 8, height },
    boxes: { x: kernel.x + fdWidth, y: top, width: kernel.width - fdWidth - boxes.right, height },
  };
}

function plateWire(band: Rect): WireGrid {
  const nic = { y: band.y + 10, width: 104, height: 86 };
  return {
    band,
    nics: [
      { ...nic, x: band.x + 104 },
      { ...nic, x: band.x + band.width - 8 - nic.width },
    ],
    ghostLane: band.y + 26,
    mainLane: band.y + 66,
    lanes: [band.y + 24, band.y + 53, band.y + 82],
    buttons: { x: band.x, y: band.y + 104, width: band.width, height: 30 },
  };
}

function lectureWire(band: Rect): WireGrid {
  const nic = { y: band.y + 14, width: 110, height: 138 };
  return {
    band,
    nics: [
      { ...nic, x: band.x + 70 },
      { ...nic, x: band.x + band.width - 8 - nic.width },
    ],
    ghostLane: band.y + 44,
    mainLane: band.y + 106,
    lanes: [band.y + 36, band.y + 90, band.y + 144],
    buttons: { x: band.x, y: band.y + band.height, width: band.width, height: 0 },
  };
}

/** One host under the other, the wire at the foot: for a phone held upright. */
function stacked(metrics: Metrics, columns: number, places: number): StageGrid {
  const width = 390;
  const x = 8;
  const inner = width - 2 * x;
  const part = {
    header: 34,
    listing: metrics.codeRow * metrics.codeRows + 8,
    corridor: 28,
    wall: 30,
    kernel: 176,
    gap: 12,
  };
  const block = part.header + part.listing + part.corridor + part.wall + part.kernel;
  const count = Math.max(1, columns);
  const at = (y: number, height: number): Rect => ({ x, y, width: inner, height });
  const grids = Array.from({ length: count }, (_, i): ColumnGrid => {
    const top = i * (block + part.gap);
    const application = top + part.header;
    const corridor = application + part.listing;
    const wall = corridor + part.corridor;
    const kernel = at(wall + part.wall, part.kernel);
    return {
      header: at(top, part.header),
      application: at(application, part.listing + part.corridor),
      ...listingParts(x, application + 4, inner, metrics, places),
      variables: null,
      corridor: at(corridor, part.corridor),
      wall: at(wall, part.wall),
      kernel,
      ...kernelParts(kernel, 74, { top: 20, bottom: 12, right: 16 }),
    };
  });
  const band = { x, y: count * (block + part.gap), width: inner, height: 152 };
  const nic = { y: band.y + 10, width: 52, height: 90 };
  return {
    arrangement: 'compact',
    metrics,
    width,
    height: band.y + band.height,
    gutter: 0,
    columns: grids,
    wire: {
      band,
      nics: [
        { ...nic, x: band.x + 6 },
        { ...nic, x: band.x + band.width - 6 - nic.width },
      ],
      ghostLane: band.y + 26,
      mainLane: band.y + 66,
      lanes: [band.y + 25, band.y + 55, band.y + 85],
      buttons: { x: band.x, y: band.y + 112, width: band.width, height: 30 },
    },
  };
}
