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
  readonly answer: (option: number) => void;
  readonly stray: (strayed: boolean) => void;
  readonly dismiss: () => void;
}

export type WalkStore = StoreApi<WalkView & WalkActions>;

const noLine = { code: 'no-line', message: 'The page is not connected; it tries again by itself.' };

/** A walk as one page sees it. `send`: false where the line is down. */
export function createWalkStore(send: (message: ClientMessage) => boolean): WalkStore {
  return createStore<WalkView & WalkActions>()((set, get) => {
    const say = (message: ClientMessage): boolean => {
      const sent = send(message);
      set({ refusal: sent ? null : noLine });
      return sent;
    };
    return {
      connection: { kind: 'connecting' },
      walk: null,
      presenter: null,
      pointer: null,
      drives: false,
      answered: null,
      strayed: false,
      refusal: null,
      setConnection: (connection) => set({ connection }),
      receive: (message) => {
        switch (message.type) {
          case 'walk': {
            const { walk } = message;
            const before = get().walk;
            const moved = before === null || before.scene !== walk.scene || before.lab !== walk.lab;
            set({
              walk,
              pointer: walk.pointer,
              drives: get().presenter !== null && get().presenter?.you === walk.driver,
              ...(moved ? { answered: null, strayed: false } : {}),
              ...(walk.locked ? { strayed: false } : {}),
            });
            return;
          }
          case 'presenting':
            set({ presenter: message.presenter, drives: message.presenter.you === get().walk?.driver });
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
      answer: (option) => {
        if (say({ type: 'answer', option })) set({ answered: option });
      },
      stray: (strayed) => set({ strayed: strayed && get().walk?.locked !== true }),
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
