import { failure, type Failure } from '#shared/base/result';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { walkReplySchema, type WalkReply } from '#shared/protocol/walk';
import { Line, type ConnectionPhase, type SocketHandlers, type SocketLike } from './line.ts';

export interface WalkConnectionOptions {
  readonly walk: string;
  readonly as: 'presenter' | 'follower';
  readonly name: string;
  /** Names this page: after a break it keeps its place and its answer. */
  readonly page: string;
  readonly open: (handlers: SocketHandlers) => SocketLike;
  readonly whyNot: () => Promise<Failure | null>;
  /** See client/connection/line.ts. */
  readonly wakes: (wake: () => void) => () => void;
  readonly onMessage: (message: WalkReply) => void;
  readonly onPhase: (phase: ConnectionPhase) => void;
}

/** Refusals after which asking again gives the same answer. */
const FINAL = new Set(['unknown-walk', 'protocol', 'read-only']);

/** A page's line to a walkthrough that is given or taken (shared/protocol/walk.ts). */
export class WalkConnection extends Line<WalkReply> {
  constructor({ walk, as, name, page, open, whyNot, wakes, onMessage, onPhase }: WalkConnectionOptions) {
    let stood = false;
    super({
      open,
      hello: () => {
        stood = false;
        return { type: 'join', protocol: PROTOCOL_VERSION, walk, as, name, page };
      },
      parse: parseReply,
      stands: (message) => {
        if (message.type === 'walk') stood = true;
        // A later "read-only" is the answer to something that was tried; the line goes on.
        if (message.type === 'refused' && !stood && FINAL.has(message.code)) {
          return failure(message.code, message.message);
        }
        return message.type === 'walk';
      },
      whyNot,
      wakes,
      onMessage,
      onPhase,
    });
  }
}

function parseReply(data: unknown): WalkReply | null {
  if (typeof data !== 'string') return null;
  try {
    const parsed = walkReplySchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
