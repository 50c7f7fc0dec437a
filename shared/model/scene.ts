import { peerOf, socketOfCall } from './endpoints.ts';
import { the, The } from './prose.ts';
import type { CurrentCall, LabState, ProcessState, SocketFacts } from './state.ts';

/** One program in one call, with what its sentences need. */
export interface Scene {
  readonly state: LabState;
  readonly process: ProcessState;
  readonly call: CurrentCall;
  readonly socket: SocketFacts | null;
  /** "The client" */
  readonly Who: string;
  readonly who: string;
}

/** A program in its call, with the socket that the call is about, where it is about one. */
export const sceneOf = (state: LabState, process: ProcessState, call: CurrentCall): Scene => ({
  state,
  process,
  call,
  socket: socketOfCall(state, process),
  Who: The(process.role),
  who: the(process.role),
});

/** SOCK_DGRAM, of UDP or Unix; SOCK_SEQPACKET, which is connected, is none. */
export const isDatagram = (socket: SocketFacts | null): boolean => socket?.type === 'SOCK_DGRAM';

/** The role at the other end of a connection. */
export const other = (state: LabState, socket: SocketFacts): string => peerOf(state, socket)?.role ?? 'the other side';
