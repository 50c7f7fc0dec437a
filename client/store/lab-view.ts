import type { StoreApi } from 'zustand/vanilla';
import type { GateAction } from '#shared/events/gate';
import type { LabState } from '#shared/model/state';
import type { ServerMessage } from '#shared/protocol/browser';
import type { LabStatus } from '#shared/protocol/replies';
import type { Resume } from '../connection/lab-connection.ts';
import type { ConnectionPhase } from '../connection/line.ts';
import type { Blocks } from './intake.ts';
import type { LabLog } from './lab-log.ts';
import type { Speed } from './speed.ts';
import type { Stride } from './strides.ts';

interface Refusal {
  readonly code: string;
  readonly message: string;
}

export interface LabView {
  readonly connection: ConnectionPhase;
  readonly mode: 'live' | 'recording' | null;
  /** The log's name: a restarted lab is another log. */
  readonly logId: string | null;
  /** The one growing log; `head` changes whenever it grew. */
  readonly log: LabLog;
  readonly head: LabState;
  /** Changes while a long log is read for a view that was just opened: what the views keep of it grows meanwhile. */
  readonly read: number;
  /** A log that is here already, or comes from a file, is being taken, for a while now: it can be gone to as far as it is. */
  readonly loading: boolean;
  /** What is looked at: null follows the head, a seq is a moment before it. */
  readonly playhead: number | null;
  /** The state at the playhead: everything drawn is a function of it. */
  readonly view: LabState;
  readonly status: LabStatus | null;
  /** Something was asked of the server and it has not yet said that the lab is quiet again. */
  readonly awaiting: boolean;
  /** The page walks along the stops by itself (the server plays a live lab: see `status.playing`). */
  readonly walking: boolean;
  readonly speed: Speed;
  readonly refusal: Refusal | null;
  /** This page only looks: somebody else decides what happens. */
  readonly watching: boolean;
  /** This page only looks, but for the gates: it drives the walk that shows the lab. */
  readonly byHand: boolean;
}

export interface LabActions {
  readonly receive: (message: ServerMessage) => void;
  /** Takes a log that is here already, block by block, a frame's share at a time. */
  readonly load: (blocks: Blocks) => void;
  readonly setConnection: (phase: ConnectionPhase) => void;
  readonly resume: () => Resume | null;
  /** Puts what has arrived on the screen: called once a frame. */
  readonly flush: () => void;
  readonly step: () => void;
  readonly back: () => void;
  readonly forward: () => void;
  /** One stride through what has happened, back (-1) or forward (1); where there is no such event, nowhere. */
  readonly stride: (by: Stride, direction: 1 | -1) => void;
  readonly toFirst: () => void;
  readonly toLive: () => void;
  readonly seek: (seq: number) => void;
  /** Goes to that event as soon as the log has come so far: what an address asks for. */
  readonly openAt: (seq: number) => void;
  readonly seekStop: (seq: number) => void;
  readonly togglePlay: () => void;
  readonly cycleSpeed: () => void;
  /** `delayMs`: for the action `delay`. */
  readonly release: (gate: string, action?: GateAction, delayMs?: number) => void;
  /** Ends a socket from outside: a fast-forward, not what a network does. */
  readonly destroy: (socket: string) => void;
  /** Puts a note on the log at its end. */
  readonly mark: (label: string) => void;
  readonly restart: () => void;
  /** Somebody is there: the lab is not ended for want of use. */
  readonly keep: () => void;
  readonly dismiss: () => void;
  readonly dispose: () => void;
}

export type LabStore = StoreApi<LabView & LabActions>;

/** Whether gates can be released: a live lab, looked at as it is now, with a line to it. */
export const canRelease = (view: LabView): boolean =>
  view.playhead === null && (!view.watching || view.byHand) && isAtWork(view);

/** Whether something moves by itself, here or on the server. */
export const isPlaying = (view: LabView): boolean =>
  view.walking || (view.status !== null && view.status.playing !== null);

/** Nothing is under way: what is painted is what the server's log says. */
export const isQuiet = (view: LabView): boolean =>
  view.connection.kind === 'open' && view.status !== null && !view.awaiting && !view.status.busy;

/** Whether a person here may put a note on the log: it is a live one, and not somebody else's. */
export const mayNote = (view: LabView): boolean => !view.watching && isAtWork(view);

/** It is a lab on a kernel, it runs, and there is a line to it. */
const isAtWork = ({ mode, connection, status }: LabView): boolean =>
  mode === 'live' && connection.kind === 'open' && status?.engine === 'running';
