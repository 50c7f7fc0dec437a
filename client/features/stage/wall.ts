import type { Rect } from '../../ui/geometry.ts';
import { codeWidth } from '../../ui/text-width.ts';
import type { LineResult, ProcessState } from '#shared/model/state';

/**
 * System calls that get a slot in the wall when a program's text names them, in the kernel's socket and descriptor
 * families (man section 2).
 */
const slotCalls = new Set(
  (
    'socket socketpair bind listen accept accept4 connect send sendto sendmsg recv recvfrom recvmsg read write close ' +
    'shutdown select pselect poll ppoll epoll_create1 epoll_ctl epoll_wait setsockopt getsockopt getsockname getpeername ' +
    'unlink fork pipe dup dup2 open fcntl ioctl sleep nanosleep'
  ).split(' '),
);

/** Library functions of stdio that are one write() each in lab C; perror only where something fails. */
const writers = new Set(['printf', 'puts', 'putchar']);
/** These go through it too; that a program may say what went wrong is no reason to show it from the start. */
const otherWriters = new Set(['perror', 'fprintf', 'dprintf', 'fputs', 'fputc', 'putc']);

/**
 * The slots of a program's wall: each system call its text uses, in the order of first use, and whatever else it really
 * called.
 */
export function slotNames(text: string, process: ProcessState | null): readonly string[] {
  const code = text
    .replaceAll(/\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/\/\/.*$/gm, '')
    .replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""');
  const names = [...code.matchAll(/\b([a-z_][a-z0-9_]*)\s*\(/g)].map((match) => match[1] ?? '');
  const slots = names.flatMap((name) => (slotCalls.has(name) ? [name] : writers.has(name) ? ['write'] : []));
  const called = Object.values(process?.results ?? {})
    .sort((a, b) => a.seq - b.seq)
    .map(slotOf);
  const now = process?.call ? [slotOf(process.call)] : [];
  return [...new Set([...slots, ...called, ...now])].filter((name) => !name.startsWith('exit'));
}

/** Library functions that only now and then lead to a system call, and to different ones: the kernel's own name tells. */
const memory = new Set(['malloc', 'calloc', 'realloc', 'free']);

/** A call's name at the kernel's door: as the program says it, but malloc() goes through as brk or mmap. */
export const nameAtWall = ({ api, call }: Pick<LineResult, 'api' | 'call'>): string => (memory.has(api) ? call : api);

/** The slot a call goes through: stdio's functions end in write(). */
export function slotOf(made: Pick<LineResult, 'api' | 'call'>): string {
  const name = nameAtWall(made);
  return writers.has(name) || otherWriters.has(name) ? 'write' : name;
}

export interface Slot {
  readonly name: string;
  /** Type size of the name. */
  readonly size: number;
  readonly x: number;
  readonly width: number;
  /** false: no room for the name; drawn as a tick. */
  readonly labelled: boolean;
}

const tick = 14;

/** How much smaller names may be set, as a part. */
const smallest = 0.86;

/**
 * Divides the wall among the calls: each as wide as its name, the rest shared evenly, so that an opened gate has room
 * for its stem and nothing moves when it opens. Where not all names fit, they are set a little smaller; where that is
 * not enough, those farthest from the open gate become ticks.
 * @param most type size of the names
 * @param open the call whose gate is open, or null
 */
export function wallSlots(names: readonly string[], wall: Rect, most: number, open: string | null): readonly Slot[] {
  const needed = (at: number): number => names.reduce((sum, name) => sum + codeWidth(name, at) + at * 1.15, 0);
  const size = Math.max(smallest * most, Math.min(most, (most * wall.width) / needed(most)));
  const want = (name: string): number => codeWidth(name, size) + size * 1.15;
  const anchor = Math.max(0, open === null ? 0 : names.indexOf(open));
  const labelled = new Set(names);
  const total = (): number => names.reduce((sum, name) => sum + (labelled.has(name) ? want(name) : tick), 0);
  const farFirst = names
    .map((name, i) => ({ name, distance: Math.abs(i - anchor) * 2 - (i > anchor ? 1 : 0) }))
    .sort((a, b) => b.distance - a.distance);
  for (const { name } of farFirst) {
    if (total() <= wall.width || labelled.size <= 1) break;
    labelled.delete(name);
  }
  const spare = Math.max(0, wall.width - total()) / Math.max(1, names.length);
  let x = wall.x;
  return names.map((name) => {
    const width = (labelled.has(name) ? want(name) : tick) + spare;
    const slot = { name, size, x, width, labelled: labelled.has(name) };
    x += width;
    return slot;
  });
}

/** In lectures only the gate in use is named and stands first; the other calls are ticks behind it. */
export function lectureSlots(names: readonly string[], wall: Rect, size: number, open: string | null): readonly Slot[] {
  const gate = open === null ? 0 : codeWidth(open, size) + size * 2.1;
  const others = names.filter((name) => name !== open);
  const each = (wall.width - gate) / Math.max(1, others.length);
  const ticks = others.map((name, i) => ({ name, size, x: wall.x + gate + i * each, width: each, labelled: false }));
  return open === null ? ticks : [{ name: open, size, x: wall.x, width: gate, labelled: true }, ...ticks];
}

export interface CorridorText {
  readonly text: string;
  readonly x: number;
  readonly anchor: 'start' | 'end';
}

/**
 * Where the call's words stand beside its stem, and which form of them: the fullest that fits to the right, so that the
 * results at the left stay in sight; else to the left, where they cover what they must.
 * @param forms the same call from its full to its shortest spelling
 */
export function corridorText(forms: readonly string[], stemX: number, corridor: Rect, size: number): CorridorText {
  const gap = size * 0.8;
  const room = corridor.x + corridor.width - stemX - gap;
  const fitting = forms.find((text) => codeWidth(text, size) <= room);
  if (fitting !== undefined) return { text: fitting, x: stemX + gap, anchor: 'start' };
  const left = stemX - gap - corridor.x;
  const text = forms.find((form) => codeWidth(form, size) <= left) ?? forms.at(-1) ?? '';
  return { text, x: stemX - gap, anchor: 'end' };
}
