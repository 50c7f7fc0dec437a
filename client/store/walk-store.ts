import { createStore, type StoreApi } from 'zustand/vanilla';
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { unreachable } from '#shared/base/exhaustive';
import type { ClientMessage } from '#shared/protocol/browser';
import type { Drive, PicturePoint, PresenterState, WalkReply, WalkState } from '#shared/protocol/walk';
import type { ConnectionPhase } from '../connection/line.ts';

export interface WalkView {
  readonly connection: ConnectionPhase;
  readonly walk: WalkState | null;
  /** What only a presenter is told; null for followers. */
  readonly presenter: PresenterState | null;
  /** When another presenter may take over from the driver, who is away (Date.now()); null: it is here. */
  readonly takeOverAt: number | null;
  readonly pointer: PicturePoint | null;
  /** Whether this page drives. */
  readonly drives: boolean;
  /** What this page answered to the scene's question; null: nothing yet. */
  readonly answered: number | null;
  /** A follower looks around by itself, away from what is shown. */
  readonly strayed: boolean;
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

export interface WalkActions {
  readonly receive: (message: WalkReply) => void;
  readonly setConnection: (phase: ConnectionPhase) => void;
  readonly drive: (order: Drive) => void;
  readonly askToDrive: () => void;
  readonly takeOver: () => void;
  readonly answer: (option: number) => void;
  readonly stray: (strayed: boolean) => void;
  readonly dismiss: () => void;
}

export type WalkStore = StoreApi<WalkView & WalkActions>;

/** What the page that is projected calls itself: a presenter's, before which nobody sits. */
export const PROJECTED = 'The projected picture';

const noLine = { code: 'no-line', message: 'The page is not connected; it tries again by itself.' };

/** Whether all must look at what the presenter shows: while it is away nobody is kept. */
export const together = ({ locked, away }: Pick<WalkState, 'locked' | 'away'>): boolean => locked && !away;

/** A walk as one page sees it. `send`: false where the line is down. */
export function createWalkStore(send: (message: ClientMessage) => boolean): WalkStore {
  return createStore<WalkView & WalkActions>()((set, get) => {
    const say = (message: ClientMessage): boolean => {
      const sent = send(message);
      set({ refusal: sent ? null : noLine });
      return sent;
    };
    /** The line stands anew: its first message tells whether the question is still open. */
    let anew = false;
    return {
      connection: { kind: 'connecting' },
      walk: null,
      presenter: null,
      takeOverAt: null,
      pointer: null,
      drives: false,
      answered: null,
      strayed: false,
      refusal: null,
      setConnection: (connection) => {
        anew ||= connection.kind === 'open';
        set({ connection });
      },
      receive: (message) => {
        switch (message.type) {
          case 'walk': {
            const { walk } = message;
            const before = get().walk;
            const fresh = before?.lab !== walk.lab && !walk.restarted;
            const moved = before === null || before.scene !== walk.scene || fresh;
            const { answered } = get();
            set({
              walk,
              pointer: walk.pointer,
              drives: get().presenter !== null && get().presenter?.you === walk.driver,
              ...(moved ? { answered: null, strayed: false } : {}),
              ...(together(walk) ? { strayed: false } : {}),
            });
            // A server that was started again has forgotten what was answered; the last answer of a page counts.
            if (anew && !moved && walk.phase === 'asking' && answered !== null)
              send({ type: 'answer', option: answered });
            anew = false;
            return;
          }
          case 'presenting':
            set({
              presenter: message.presenter,
              takeOverAt: message.presenter.takeOverMs === null ? null : Date.now() + message.presenter.takeOverMs,
              drives: message.presenter.you === get().walk?.driver,
            });
            return;
          case 'pointer':
            set({ pointer: message.at });
            return;
          case 'crowd': {
            const { walk } = get();
            if (walk !== null) set({ walk: withCrowd(walk, message) });
            return;
          }
          case 'refused':
            set({ refusal: { code: message.code, message: message.message } });
            return;
          case 'alive':
            return;
          default:
            unreachable(message);
        }
      },
      drive: (order) => void say({ type: 'drive', order }),
      askToDrive: () => void say({ type: 'ask-to-drive' }),
      takeOver: () => void say({ type: 'take-over' }),
      answer: (option) => {
        if (say({ type: 'answer', option })) set({ answered: option });
      },
      stray: (strayed) => {
        const { walk } = get();
        set({ strayed: strayed && (walk === null || !together(walk)) });
      },
      dismiss: () => set({ refusal: null }),
    };
  });
}

/** The walk with what a crowd has changed in it since. */
function withCrowd(walk: WalkState, { followers, answered, counts }: Extract<WalkReply, { type: 'crowd' }>): WalkState {
  const { question } = walk;
  return { ...walk, followers, question: question === null ? null : { ...question, answered, counts } };
}

/** The walk that the page shows. */
export const WalkContext = createContext<WalkStore | null>(null);

/** A part of the walk's store; the component draws again when that part changes. */
export function useWalk<T>(select: (view: WalkView & WalkActions) => T): T {
  return useStore(useWalkStore(), select);
}

/** The store itself, for code that acts and does not draw. */
export function useWalkStore(): WalkStore {
  const store = use(WalkContext);
  if (store === null) throw new Error('useWalkStore is used outside a walk page');
  return store;
}
