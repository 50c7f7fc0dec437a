import { create } from 'zustand';
import type { Failure } from '#shared/base/result';
import type { MachineSocket, MachineSockets } from '#shared/protocol/sockets';
import { fetchMachineSockets } from '../connection/machine-sockets.ts';

/** What a look found other than the look before: first seen, or in another state. */
export type News = 'new' | 'moved' | null;

export interface SeenSocket {
  readonly socket: MachineSocket;
  readonly news: News;
}

interface MachineSocketsStore {
  readonly look: MachineSockets | null;
  /** The look's sockets, each with what is new of it. */
  readonly seen: readonly SeenSocket[];
  readonly failure: Failure | null;
  /** Another look is asked for after a pause; false holds the last one still. */
  readonly watching: boolean;
  readonly refresh: () => Promise<void>;
  readonly setWatching: (watching: boolean) => void;
}

/** The sockets of the machine that the server runs on, look by look. */
export const useMachineSockets = create<MachineSocketsStore>()((set, get) => ({
  look: null,
  seen: [],
  failure: null,
  watching: true,
  refresh: async () => {
    const answer = await fetchMachineSockets();
    if (answer.ok) set({ look: answer.value, seen: compare(get().look, answer.value), failure: null });
    else set({ failure: answer.error });
  },
  setWatching: (watching) => set({ watching }),
}));

/** Marks what is new since the look before; of the first look nothing is. */
export function compare(before: MachineSockets | null, now: MachineSockets): SeenSocket[] {
  if (before === null) return now.sockets.map((socket) => ({ socket, news: null }));
  const states = new Map(before.sockets.map(({ protocol, cookie, state }) => [`${protocol} ${cookie}`, state]));
  return now.sockets.map((socket) => {
    const state = states.get(`${socket.protocol} ${socket.cookie}`);
    return { socket, news: state === undefined ? 'new' : state === socket.state ? null : 'moved' };
  });
}
