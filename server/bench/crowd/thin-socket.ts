import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** RFC 6455, 5.2: opcodes that a server of ours sends. */
const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;

/** Read by all sockets of this process: each read is looked at before the next. */
const shared = Buffer.allocUnsafe(256 * 1024);

export interface ThinHandlers {
  readonly open: () => void;
  /** A text message. The bytes are looked at now or copied: the next read overwrites them. */
  readonly text: (bytes: Buffer) => void;
  readonly closed: () => void;
}

/**
 * A WebSocket client that looks at its messages and does as little as it can besides: a thousand of them on one core must not be what a
 * bench of the server measures. It knows what a server may send unfragmented and unmasked (RFC 6455, 5.1), and no extension.
 */
export class ThinSocket {
  private readonly socket: Socket;
  private pending: Buffer | null = null;
  private upgraded = false;
  private gone = false;
  private readonly handlers: ThinHandlers;

  constructor(port: number, cookie: string, handlers: ThinHandlers) {
    this.handlers = handlers;
    const onread = {
      buffer: shared,
      callback: (length: number) => {
        this.read(shared.subarray(0, length));
        return true;
      },
    };
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => this.close());
    const host = `127.0.0.1:${port}`;
    this.socket.write(
      `GET /ws HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nCookie: ${cookie}\r\nUpgrade: websocket\r\n` +
        `Connection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n`,
    );
  }

  say(message: object): void {
    this.frame(TEXT, Buffer.from(JSON.stringify(message)));
  }

  /** Reads nothing more, as a phone in a pocket does. */
  stopReading(): void {
    this.socket.pause();
  }

  /** Without a goodbye, as where a network goes. */
  drop(): void {
    this.socket.destroy();
    this.close();
  }

  private close(): void {
    if (this.gone) return;
    this.gone = true;
    this.handlers.closed();
  }

  private read(chunk: Buffer): void {
    if (this.gone) return;
    let bytes = this.pending === null ? chunk : Buffer.concat([this.pending, chunk]);
    this.pending = null;
    if (!this.upgraded) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end === -1) {
        this.pending = Buffer.from(bytes);
        return;
      }
      if (!bytes.toString('latin1', 0, 12).endsWith(' 101')) {
        this.drop();
        return;
      }
      this.upgraded = true;
      bytes = bytes.subarray(end + 4);
      this.handlers.open();
    }
    let at = 0;
    for (;;) {
      const length = frameLength(bytes, at);
      if (length === null || at + length.head + length.body > bytes.length) break;
      const begin = at + length.head;
      at = begin + length.body;
      this.take((bytes[begin - length.head] ?? 0) & 0x0f, bytes.subarray(begin, at));
    }
    if (at < bytes.length) this.pending = Buffer.from(bytes.subarray(at));
  }

  private take(opcode: number, body: Buffer): void {
    if (opcode === TEXT) this.handlers.text(body);
    else if (opcode === PING) this.frame(PONG, Buffer.from(body));
    else if (opcode === CLOSE) this.drop();
  }

  /** A client masks what it sends (RFC 6455, 5.3). A mask of zeros is a mask, and nothing has to be computed. */
  private frame(opcode: number, body: Buffer): void {
    const extended = body.length > 125;
    const head = Buffer.alloc(extended ? 8 : 6);
    head[0] = 0x80 | opcode;
    head[1] = 0x80 | (extended ? 126 : body.length);
    if (extended) head.writeUInt16BE(body.length, 2);
    this.socket.write(Buffer.concat([head, body]));
  }
}

/** How long the frame's head and body are (RFC 6455, 5.2); null where more bytes must come to know. */
export function frameLength(bytes: Buffer, at: number): { readonly head: number; readonly body: number } | null {
  if (bytes.length < at + 2) return null;
  const short = (bytes[at + 1] ?? 0) & 0x7f;
  if (short < 126) return { head: 2, body: short };
  if (short === 126) return bytes.length < at + 4 ? null : { head: 4, body: bytes.readUInt16BE(at + 2) };
  return bytes.length < at + 10 ? null : { head: 10, body: Number(bytes.readBigUInt64BE(at + 2)) };
}
