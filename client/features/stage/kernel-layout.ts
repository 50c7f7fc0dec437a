import type { SocketFacts } from '#shared/model/state';
import type { Rect } from '../../ui/geometry.ts';
import type { Metrics } from './grid.ts';

/** One line of facts in a socket's box. */
export type RowKind =
  | 'addresses'
  | 'accept'
  /** The half-open requests and waiting children of a listener: two lines high. */
  | 'tray'
  /** The same in one line. */
  | 'children'
  | 'send'
  | 'receive'
  /** Both buffers side by side. */
  | 'buffers'
  | 'peer'
  /** Why it is still here although nobody owns it; what closed; what timer runs. */
  | 'note';

interface PlacedRow {
  readonly kind: RowKind;
  readonly box: Rect;
}

export interface PlacedSocket {
  readonly socket: SocketFacts;
  readonly box: Rect;
  readonly title: Rect;
  readonly rows: readonly PlacedRow[];
  /** What a title without rows below has to carry too. */
  readonly bare: boolean;
}

/** A socket that is told by its sign and state alone, in the rows below the boxes. */
export interface Chip {
  readonly socket: SocketFacts;
  readonly box: Rect;
}

export interface KernelLayout {
  readonly placed: readonly PlacedSocket[];
  readonly chips: readonly Chip[];
  /** How many objects find no room even as a chip: told as a number. */
  readonly hidden: number;
}

/** Pixels between two chips, and between the boxes and the first row of chips. */
const chipGap = 4;

/** The longest a chip has to say: "12 ESTABLISHED", its sign before it. */
const chipWidth = (m: Metrics): number => m.label * (14 * 0.6 + 2.1);

const chipHeight = (m: Metrics): number => m.label * 1.6;

/**
 * A box's rows from the fullest form to none, by what it is. Which form a box has depends on its neighbours alone, not on
 * what happens to it, so that the picture keeps still while a class looks at it.
 */
function formsOf(socket: SocketFacts, children: number, lecture: boolean): readonly (readonly RowKind[])[] {
  const ownerless = socket.owners.length === 0;
  const note: readonly RowKind[] = ownerless ? ['note'] : [];
  if (socket.state === 'LISTEN') {
    if (socket.protocol === 'unix') return [children > 0 ? ['accept', 'children'] : ['accept'], []];
    const small: readonly (readonly RowKind[])[] = children > 0 ? [['accept', 'children'], ['children']] : [['accept']];
    return [['accept', 'tray'], ...small, []];
  }
  if (socket.type === 'SOCK_DGRAM') return datagramForms(socket, lecture);
  if (socket.state === 'CLOSED' || socket.state === 'UNCONN' || socket.state === 'TIME_WAIT')
    return [['addresses', ...note], note, []];
  if (socket.protocol === 'unix') return lecture ? [['receive'], []] : [['peer', 'receive'], ['receive'], []];
  if (lecture) return ownerless ? [['addresses', 'note'], ['note'], []] : [['addresses', 'receive'], ['receive'], []];
  if (ownerless) return [['addresses', 'send', 'receive', 'note'], ['addresses', 'note'], ['note'], []];
  const full: readonly RowKind[] = ['addresses', 'send', 'receive'];
  return [
    ...((socket.timer ?? null) === null ? [] : [[...full, 'note' as const]]),
    full,
    ['addresses', 'buffers'],
    ['buffers'],
    [],
  ];
}

/** A datagram socket has its queues whether it has a peer or not. */
function datagramForms(socket: SocketFacts, lecture: boolean): readonly (readonly RowKind[])[] {
  if (socket.protocol !== 'unix')
    return lecture
      ? [['addresses', 'receive'], ['receive'], []]
      : [['addresses', 'send', 'receive'], ['addresses', 'receive'], ['receive'], []];
  const who: RowKind = socket.state === 'UNCONN' ? 'addresses' : 'peer';
  return lecture ? [['receive'], []] : [[who, 'receive'], ['receive'], []];
}

const trayRows = 2.1;
const padding = 6;

function heightOf(rows: readonly RowKind[], m: Metrics, row: number): number {
  if (rows.length === 0) return m.titleRow;
  return m.titleRow + rows.reduce((sum, kind) => sum + row * (kind === 'tray' ? trayRows : 1), 0) + padding;
}

/**
 * Places the sockets of one column: boxes from the top, chips below them. Where the boxes do not all fit, the fullest give
 * up rows first; then whole boxes become chips, those last that are acted upon; what finds no room as a chip is
 * counted, never squeezed.
 * @param others sockets that are chips whatever room there is
 * @param first the socket that keeps its box longest, or null
 */
export function layoutKernel(
  sockets: readonly SocketFacts[],
  others: readonly SocketFacts[],
  first: string | null,
  childCount: (socket: SocketFacts) => number,
  region: Rect,
  m: Metrics,
  lecture: boolean,
): KernelLayout {
  const perRow = Math.max(1, Math.floor((region.width + chipGap) / (chipWidth(m) + chipGap)));
  const rowsHigh = (chips: number): number => Math.ceil(chips / perRow) * (chipHeight(m) + chipGap);
  const boxesHigh = (boxes: number): number => boxes * (m.titleRow + m.boxGap) - m.boxGap;
  let count = sockets.length;
  const chipsBeside = (boxes: number): number => sockets.length - boxes + others.length;
  while (count > 1 && boxesHigh(count) + rowsHigh(chipsBeside(count)) > region.height) count--;
  const kept = new Set([...sockets].sort((a, b) => Number(b.id === first) - Number(a.id === first)).slice(0, count));
  const order = sockets.filter((socket) => kept.has(socket));
  const rest = [...sockets.filter((socket) => !kept.has(socket)), ...others];
  const room = Math.max(0, region.height - Math.max(0, boxesHigh(count)));
  const rows = Math.min(Math.ceil(rest.length / perRow), Math.floor(room / (chipHeight(m) + chipGap)));
  const most = rows * perRow;
  const shown = rest.length <= most ? rest : rest.slice(0, Math.max(0, most - 1));
  const top = region.y + region.height - rows * (chipHeight(m) + chipGap) + chipGap;
  const width = (region.width - chipGap * (perRow - 1)) / perRow;
  const chips = shown.map((socket, i): Chip => ({
    socket,
    box: {
      x: region.x + (i % perRow) * (width + chipGap),
      y: top + Math.floor(i / perRow) * (chipHeight(m) + chipGap),
      width,
      height: chipHeight(m),
    },
  }));
  const boxes = rows === 0 ? region : { ...region, height: top - chipGap * 2 - region.y };
  return { placed: layoutBoxes(order, childCount, boxes, m, lecture), chips, hidden: rest.length - shown.length };
}

function layoutBoxes(
  order: readonly SocketFacts[],
  childCount: (socket: SocketFacts) => number,
  region: Rect,
  m: Metrics,
  lecture: boolean,
): readonly PlacedSocket[] {
  const items = order.map((socket) => ({ socket, forms: formsOf(socket, childCount(socket), lecture), form: 0 }));
  const total = (row: number): number =>
    items.reduce((sum, item) => sum + heightOf(item.forms[item.form] ?? [], m, row) + m.boxGap, -m.boxGap);
  while (total(m.factRowLeast) > region.height) {
    const victim = items.filter((item) => item.form < item.forms.length - 1).sort((a, b) => cost(a) - cost(b))[0];
    if (victim === undefined) break;
    victim.form++;
  }
  const rowCount = items.reduce(
    (sum, item) => sum + (item.forms[item.form] ?? []).reduce((n, kind) => n + (kind === 'tray' ? trayRows : 1), 0),
    0,
  );
  const spare = region.height - total(m.factRowLeast);
  const growth = rowCount === 0 ? 0 : Math.max(0, spare / rowCount);
  const row = Math.min(m.factRow, m.factRowLeast + growth);
  let y = region.y;
  return items.map(({ socket, forms, form }, i): PlacedSocket => {
    const rows = forms[form] ?? [];
    // Both ends of a Unix connection reach to the same depth, so that what is copied between them goes straight across.
    const deep = i === items.length - 1 && rows.at(-1) === 'receive' && socket.protocol === 'unix';
    const height = deep ? region.y + region.height - y : heightOf(rows, m, row);
    const box = { x: region.x, y, width: region.width, height };
    y += box.height + m.boxGap;
    return place(socket, box, rows, m, row, deep);
  });
}

interface Item {
  readonly socket: SocketFacts;
  readonly forms: readonly (readonly RowKind[])[];
  readonly form: number;
}

/** The more rows a box could still give up, the sooner it does; of two alike the listener, which carries no data. */
const cost = (item: Item): number => (item.form - item.forms.length) * 2 - (item.socket.state === 'LISTEN' ? 1 : 0);

function place(
  socket: SocketFacts,
  box: Rect,
  rows: readonly RowKind[],
  m: Metrics,
  row: number,
  lastAtFoot: boolean,
): PlacedSocket {
  const title = { ...box, height: m.titleRow };
  let y = box.y + m.titleRow;
  const placed = rows.map((kind, i): PlacedRow => {
    if (lastAtFoot && i === rows.length - 1) y = box.y + box.height - padding - row;
    const height = row * (kind === 'tray' ? trayRows : 1);
    const result = { kind, box: { x: box.x, y, width: box.width, height } };
    y += height;
    return result;
  });
  return { socket, box, title, rows: placed, bare: rows.length === 0 };
}

export interface FdRow {
  readonly fd: number;
  readonly label: string;
  readonly socket: string | null;
  readonly y: number;
}

/** A file's short name: the kernel's own objects are "anon_inode:[eventpoll]" and "pipe:[4711]" in /proc/PID/fd. */
const fileName = (file: string): string =>
  /^anon_inode:\[?([a-z]+)\]?$/.exec(file)?.[1]?.replace('eventpoll', 'epoll') ?? /^(pipe):/.exec(file)?.[1] ?? file;

/**
 * The descriptor table's rows. Where they do not all fit, the standard streams share one row, then the files without a
 * socket go.
 * @param from y of the first row's centre
 */
export function fdRows(
  fds: Readonly<Record<number, { readonly socket: string | null; readonly file: string | null }>>,
  from: number,
  rowHeight: number,
  room: number,
  socketsOnly: boolean,
): readonly FdRow[] {
  const all = Object.entries(fds)
    .map(([key, value]) => ({ fd: Number(key), ...value }))
    .sort((a, b) => a.fd - b.fd);
  const most = Math.max(1, Math.floor(room / rowHeight));
  const sockets = all.filter((entry) => entry.socket !== null);
  const standard = all.filter((entry) => entry.fd <= 2 && entry.socket === null);
  const others = all.filter((entry) => entry.fd > 2 || entry.socket !== null);
  const row = (entry: (typeof all)[number]): Omit<FdRow, 'y'> => ({
    fd: entry.fd,
    label: entry.socket === null ? fileName(entry.file ?? '') : '',
    socket: entry.socket,
  });
  const rows = (): Omit<FdRow, 'y'>[] => {
    if (socketsOnly) return sockets.slice(0, most).map(row);
    if (all.length <= most) return all.map(row);
    const shared = standard.length > 0 ? [{ fd: standard[0]?.fd ?? 0, label: 'to 2: std', socket: null }] : [];
    const left = most - shared.length;
    if (others.length <= left) return [...shared, ...others.map(row)];
    const last = { fd: others[left - 1]?.fd ?? 0, label: `… ${others.at(-1)?.fd ?? ''}`, socket: null };
    return [...shared, ...others.slice(0, left - 1).map(row), last];
  };
  return rows().map((entry, i) => ({ ...entry, y: from + i * rowHeight }));
}
