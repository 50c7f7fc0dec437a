import { failure, type Failure } from '#shared/base/result';
import type { ServerMessage } from '#shared/protocol/browser';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { Line, type ConnectionPhase, type SocketHandlers, type SocketLike } from './line.ts';
import { parseServerMessage } from './server-message.ts';

/** What of a log the page already holds: the server goes on after it. */
export interface Resume {
  readonly log: string;
  readonly after: number;
}

export interface ConnectionOptions {
  readonly lab: string;
  readonly open: (handlers: SocketHandlers) => SocketLike;
  readonly resume: () => Resume | null;
  /** Asked when a line could not be opened: why, where asking again cannot help. */
  readonly whyNot: () => Promise<Failure | null>;
  /** See client/connection/line.ts. */
  readonly wakes: (wake: () => void) => () => void;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onPhase: (phase: ConnectionPhase) => void;
}

/** Refusals after which asking again gives the same answer. */
const FINAL = new Set(['unknown-lab', 'protocol']);

const otherVersion = failure('protocol', 'This page and the server are of different versions: reload the page.');

/** A page's line to one lab (shared/protocol/browser.ts): after a break it goes on where the page's log ends. */
export class LabConnection extends Line<ServerMessage> {
  constructor({ lab, open, resume, whyNot, wakes, onMessage, onPhase }: ConnectionOptions) {
    super({
      open,
      hello: () => ({ type: 'hello', protocol: PROTOCOL_VERSION, lab, ...resume() }),
      parse: parseServerMessage,
      stands: (message) => {
        if (message.type === 'refused' && FINAL.has(message.code)) return failure(message.code, message.message);
        if (message.type !== 'welcome') return false;
        return message.protocol === PROTOCOL_VERSION ? true : otherVersion;
      },
      whyNot,
      wakes,
      onMessage,
      onPhase,
    });
  }
}
