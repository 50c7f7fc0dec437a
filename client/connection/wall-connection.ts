import { failure, type Failure } from '#shared/base/result';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { wallReplySchema, type WallReply } from '#shared/protocol/wall';
import { Line, type ConnectionPhase, type SocketHandlers, type SocketLike } from './line.ts';

export interface WallConnectionOptions {
  readonly open: (handlers: SocketHandlers) => SocketLike;
  readonly whyNot: () => Promise<Failure | null>;
  readonly wakes: (wake: () => void) => () => void;
  readonly onMessage: (message: WallReply) => void;
  readonly onPhase: (phase: ConnectionPhase) => void;
}

/** A page's line to the wall (shared/protocol/wall.ts). */
export class WallConnection extends Line<WallReply> {
  constructor(options: WallConnectionOptions) {
    super({
      ...options,
      hello: () => ({ type: 'wall', protocol: PROTOCOL_VERSION }),
      parse: parseReply,
      stands: (message) =>
        message.type === 'refused'
          ? failure(message.code, message.code === 'read-only' ? 'The wall is for who presents.' : message.message)
          : message.type === 'wall',
    });
  }
}

function parseReply(data: unknown): WallReply | null {
  if (typeof data !== 'string') return null;
  try {
    const parsed = wallReplySchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
