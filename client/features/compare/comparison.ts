import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { LabEvent } from '#shared/events/event';
import { unpacked, type RecordedEvents } from '#shared/protocol/packed-events';
import type { LabStore } from '../../store/lab-view.ts';
import { createRecordedLab } from '../../store/recorded-lab.ts';
import { nextSpeed, pauseOf } from '../../store/speed.ts';
import type { Speed } from '../../store/speed.ts';
import { align, roleNames, type Row } from './align.ts';
import { momentsOf, type Moment } from './moments.ts';

export type SideName = 'left' | 'right';

export interface Comparison {
  readonly rows: readonly Row[];
  /** Each run's own store: everything drawn of it is the state there. */
  readonly labs: Readonly<Record<SideName, LabStore>>;
  readonly moments: Readonly<Record<SideName, readonly Moment[]>>;
  /** The one playhead: an index of `rows`. */
  readonly at: number;
  readonly playing: boolean;
  readonly speed: Speed;
  readonly go: (row: number) => void;
  readonly togglePlay: () => void;
  readonly cycleSpeed: () => void;
  readonly dispose: () => void;
}

export type ComparisonStore = StoreApi<Comparison>;

/** Two whole logs side by side: both runs are always shown at the row where the playhead stands. */
export function createComparison(leftRun: RecordedEvents, rightRun: RecordedEvents): ComparisonStore {
  const [left, right] = [unpacked(leftRun), unpacked(rightRun)];
  const labs = { left: createRecordedLab('left', left), right: createRecordedLab('right', right) };
  const nameOf = roleNames(rolesOf(left), rolesOf(right));
  const moments = { left: momentsOf(left), right: momentsOf(right, nameOf) };
  const rows = align(
    moments.left.map(({ key }) => key),
    moments.right.map(({ key }) => key),
  );
  const show = (row: Row | undefined): void => {
    if (row === undefined) return;
    labs.left.getState().seek(moments.left[row.left]?.seq ?? 0);
    labs.right.getState().seek(moments.right[row.right]?.seq ?? 0);
  };
  const store = createStore<Comparison>()((set, get) => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (get().playing) set({ playing: false });
    };
    const move = (row: number): void => {
      const at = Math.min(Math.max(row, 0), rows.length - 1);
      show(rows[at]);
      set({ at });
    };
    const walk = (): void => {
      timer = setTimeout(() => {
        move(get().at + 1);
        if (get().at === rows.length - 1) stop();
        else walk();
      }, pauseOf(get().speed));
    };
    return {
      rows,
      labs,
      moments,
      at: 0,
      playing: false,
      speed: 1,
      go: (row) => {
        stop();
        move(row);
      },
      togglePlay: () => {
        if (get().playing) {
          stop();
          return;
        }
        if (get().at === rows.length - 1) move(0);
        set({ playing: true });
        walk();
      },
      cycleSpeed: () => set({ speed: nextSpeed(get().speed) }),
      dispose: stop,
    };
  });
  show(rows[0]);
  return store;
}

const rolesOf = (log: readonly LabEvent[]): string[] =>
  log.flatMap((event) => (event.kind === 'lab.start' ? event.programs.map(({ role }) => role) : []));
