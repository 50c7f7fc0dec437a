import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LabActions, LabStore, LabView } from './lab-view.ts';

/** So long what stands around the picture may lag behind a log that grows faster than anybody reads, in milliseconds: three frames. */
export const CALM_MS = 50;

type Calm = StoreApi<LabView & LabActions>;

const kept = new WeakMap<LabStore, Calm>();

/**
 * The same lab for what is read rather than watched: lists, lanes, sentences. While a log does nothing but grow it follows some times a
 * second, so that a frame has its time for the picture; whatever else changes (the playhead, a step that is over, the line) it
 * shows at once, with all that came before it.
 */
export function calmOf(store: LabStore): Calm {
  const known = kept.get(store);
  if (known !== undefined) return known;
  const calm = createStore<LabView & LabActions>()(() => store.getState());
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const follow = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    last = performance.now();
    calm.setState(store.getState(), true);
  };
  store.subscribe((state) => {
    const since = performance.now() - last;
    if (since >= CALM_MS || !onlyGrew(state, calm.getState())) follow();
    else timer ??= setTimeout(follow, CALM_MS - since);
  });
  kept.set(store, calm);
  return calm;
}

/** A live log has more events than before, and nothing else is different. */
function onlyGrew(now: LabView, before: LabView): boolean {
  if (now.playhead !== null || now.logId !== before.logId) return false;
  const { head, view, ...rest } = now;
  if (head.lab?.phase !== before.head.lab?.phase || view !== head) return false;
  return (Object.keys(rest) as (keyof typeof rest)[]).every((part) => rest[part] === before[part]);
}
