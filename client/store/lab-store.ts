import { createStore } from 'zustand/vanilla';
import type { Failure } from '#shared/base/result';
import type { LabEvent } from '#shared/events/event';
import { stopAfter, stopBefore } from '#shared/model/stops';
import type { ClientMessage, ServerMessage } from '#shared/protocol/browser';
import { unreachable } from '#shared/base/exhaustive';
import { Intake, LOADING_MS, SLICE_MS } from './intake.ts';
import { LabLog } from './lab-log.ts';
import { nextSpeed, pauseOf } from './speed.ts';
import { canRelease, isPlaying, type LabActions, type LabStore, type LabView } from './lab-view.ts';
import { nearestStop } from './stops.ts';
import { strideFrom } from './strides.ts';

/** The line to the server, as the store needs it. */
export interface Line {
  send(message: ClientMessage): boolean;
  redial(): void;
}

/** How often what was loaded is shown meanwhile, in milliseconds. */
const SHOWN_MS = 500;

/** One lab's store: the log that grows, the playhead, and what people do with it. `ask` schedules `flush`, `soon`: before the next frame. */
export function createLabStore(line: () => Line | null, ask: (soon?: boolean) => void, watching = false): LabStore {
  return createStore<LabView & LabActions>()((set, get) => {
    const log = new LabLog(ask);
    const intake = new Intake(log);
    let lastShown = -Infinity;
    /** When the log that is being taken was given here. */
    let begun = -Infinity;
    let history: LabEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | null = null;
    /** A recording opens at its first stop; until that has arrived the playhead waits at 0. */
    let opening = false;
    /** The event that an address asked for, until the log has it, or somebody goes elsewhere. */
    let wanted: number | null = null;

    const lookedAt = (playhead: number | null): Pick<LabView, 'playhead' | 'view'> => {
      const at = playhead !== null && playhead >= log.head.seq ? null : playhead;
      return { playhead: at, view: at === null ? log.head : log.stateAt(at) };
    };
    const look = (playhead: number | null): void => set(lookedAt(playhead));
    const moveTo = (playhead: number | null): void => {
      opening = false;
      wanted = null;
      look(playhead);
    };
    const here = (): number => get().playhead ?? log.head.seq;
    const say = (message: ClientMessage): void => {
      const sent = line()?.send(message) ?? false;
      if (!sent)
        set({
          refusal: { code: 'no-line', message: 'The page is not connected to the lab; it tries again by itself.' },
        });
    };
    const stopWalking = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (get().walking) set({ walking: false });
    };
    const halt = (): void => {
      stopWalking();
      if (get().status?.playing != null) say({ type: 'play', pauseMs: null });
    };
    const walk = (): void => {
      timer = setTimeout(() => {
        const next = stopAfter(log.stops, here());
        moveTo(next);
        if (next === null) stopWalking();
        else walk();
      }, pauseOf(get().speed));
    };
    const isLiveNow = (): boolean => get().mode === 'live' && get().playhead === null;
    const startAnew = (): void => {
      intake.clear();
      history = [];
      stopWalking();
    };

    const receive = (message: ServerMessage): void => {
      switch (message.type) {
        case 'welcome': {
          const anew = message.log !== get().logId || log.missingUpTo > 0;
          if (anew) {
            startAnew();
            log.reset();
            opening = message.mode === 'recording';
            // A lab that was begun again has not come so far, and may never.
            if (message.mode === 'live' && wanted !== null && wanted > message.head) wanted = null;
            set({ head: log.head, refusal: null });
            look(opening ? 0 : null);
          }
          set({ logId: message.log, mode: message.mode, awaiting: false });
          if (message.onlyWatched === true) set({ watching: true });
          return;
        }
        case 'snapshot':
          startAnew();
          log.reset(message.state);
          set({ logId: message.log, head: log.head });
          look(null);
          if (message.seq > 0) say({ type: 'history', from: 1, to: message.seq });
          return;
        case 'events':
          intake.add(message.events);
          ask();
          return;
        case 'history':
          history.push(...message.events);
          if (history.length >= log.missingUpTo) {
            log.prepend(history);
            history = [];
            look(playheadNow());
          }
          return;
        case 'status':
          intake.say(message.status);
          flush();
          return;
        case 'refused':
          set({ refusal: { code: message.code, message: message.message }, awaiting: false });
          return;
        case 'alive':
          return;
        default:
          unreachable(message);
      }
    };

    /**
     * One change of the store for all that has arrived: views are drawn once. More than fits into a frame waits for the
     * next one, so that the page stays alive however fast a log grows; so does a status that came behind it.
     */
    const flush = (): void => {
      if (intake.isLoading) loadOn();
      else if (log.isBehind) readOn();
      const grew = intake.hasEvents;
      if (!grew && !intake.isStatusDue) return;
      if (!intake.takeEvents()) {
        line()?.redial();
        return;
      }
      const status = intake.takeStatus();
      set({
        ...(grew ? { head: log.head, ...lookedAt(playheadNow()) } : {}),
        ...(status === null ? {} : { status, awaiting: status.busy }),
      });
      if (intake.hasEvents) ask();
    };

    /**
     * While there is more of a log that is here already the page draws some times a second only: it is that log one waits for. What views keep of
     * it is written up first: from then on it grows with the log, and the log's text is not read a second time.
     */
    const loadOn = (): void => {
      let failed: Failure | null = null;
      if (log.isBehind) log.catchUp(performance.now() + LOADING_MS);
      else failed = intake.takeBlocks();
      const isFirst = opening && log.stops.length > 0;
      if (!intake.isLoading || isFirst || performance.now() - lastShown > SHOWN_MS) {
        lastShown = performance.now();
        set({
          head: log.head,
          loading: intake.isLoading && performance.now() - begun > SHOWN_MS,
          ...lookedAt(playheadNow()),
          ...(failed === null ? {} : { refusal: failed }),
        });
      }
      if (intake.isLoading || log.isBehind) ask(intake.hasBlocks || log.isBehind);
    };

    /** Writes up what views that were just opened keep of a long log. */
    const readOn = (): void => {
      log.catchUp(performance.now() + (get().mode === 'recording' ? LOADING_MS : SLICE_MS));
      if (!log.isBehind || performance.now() - lastShown > SHOWN_MS) {
        lastShown = performance.now();
        set({ read: get().read + 1 });
      }
      if (log.isBehind) ask(true);
    };

    /** Where the playhead stands now that the log has grown. */
    const playheadNow = (): number | null => {
      if (wanted !== null && log.missingUpTo < wanted && wanted <= log.head.seq) {
        const seq = wanted;
        wanted = null;
        opening = false;
        return seq;
      }
      if (!opening) return get().playhead;
      const first = log.stops[0];
      if (first === undefined) return 0;
      opening = false;
      return first;
    };

    return {
      connection: { kind: 'connecting' },
      mode: null,
      logId: null,
      log,
      head: log.head,
      read: 0,
      loading: false,
      playhead: null,
      view: log.head,
      status: null,
      awaiting: false,
      walking: false,
      speed: 1,
      refusal: null,
      watching,
      byHand: false,

      receive,
      load: (blocks) => {
        intake.load(blocks);
        begun = performance.now();
        flush();
      },
      flush,
      setConnection: (connection) => set({ connection }),
      resume: () => {
        while (intake.hasEvents) flush();
        const { logId } = get();
        return logId === null || log.missingUpTo > 0 ? null : { log: logId, after: log.head.seq };
      },
      step: () => {
        if (isLiveNow()) {
          // With nothing held there is nothing to ask for: the list of what can happen next says so.
          if (get().awaiting || !canRelease(get()) || get().head.gates.length === 0) return;
          set({ awaiting: true, refusal: null });
          wanted = null;
          say({ type: 'step' });
          return;
        }
        stopWalking();
        moveTo(stopAfter(log.stops, here()));
      },
      back: () => {
        halt();
        const to = stopBefore(log.stops, here());
        if (log.stops.length > 0) moveTo(Math.max(to, log.stops[0] ?? 0));
      },
      forward: () => {
        if (isLiveNow()) return;
        stopWalking();
        moveTo(stopAfter(log.stops, here()));
      },
      stride: (by, direction) => {
        const to = strideFrom(log, here(), by, direction);
        if (to === null) return;
        halt();
        moveTo(to);
      },
      toFirst: () => {
        halt();
        if (log.stops[0] !== undefined) moveTo(log.stops[0]);
      },
      toLive: () => {
        stopWalking();
        moveTo(null);
      },
      seek: (seq) => {
        halt();
        moveTo(seq);
      },
      openAt: (seq) => {
        wanted = seq;
        if (log.head.seq > 0) look(playheadNow());
      },
      seekStop: (seq) => {
        halt();
        moveTo(nearestStop(log.stops, log.head.seq, seq));
      },
      togglePlay: () => {
        if (isPlaying(get())) {
          halt();
          return;
        }
        if (isLiveNow()) {
          if (!canRelease(get())) return;
          say({ type: 'play', pauseMs: pauseOf(get().speed) });
          return;
        }
        if (get().playhead === null && log.stops[0] !== undefined) moveTo(log.stops[0]);
        set({ walking: true });
        walk();
      },
      cycleSpeed: () => {
        set({ speed: nextSpeed(get().speed) });
        if (get().status?.playing != null) say({ type: 'play', pauseMs: pauseOf(get().speed) });
      },
      release: (gate, action, delayMs) => {
        if (!canRelease(get())) return;
        set({ awaiting: true, refusal: null });
        say({
          type: 'release',
          gate,
          ...(action === undefined ? {} : { action }),
          ...(delayMs === undefined ? {} : { delayMs }),
        });
      },
      destroy: (socket) => {
        if (!canRelease(get())) return;
        set({ awaiting: true, refusal: null });
        say({ type: 'destroy', socket });
      },
      mark: (label) => say({ type: 'mark', label }),
      restart: () => say({ type: 'restart' }),
      keep: () => say({ type: 'keep' }),
      dismiss: () => set({ refusal: null }),
      dispose: () => {
        stopWalking();
        intake.unload();
      },
    };
  });
}
