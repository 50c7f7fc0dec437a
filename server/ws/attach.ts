import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { failure } from '#shared/base/result';
import { MAX_CLIENT_MESSAGE } from '#shared/protocol/browser';
import { judge, type GuardRules } from '../http/guard.ts';
import type { Person } from '../sessions/owner.ts';
import type { Finder } from './finder.ts';
import { MAX_BUFFERED } from './feed.ts';
import { LinesOf } from './lines-of.ts';
import { oneWriteATurn } from './one-write.ts';
import { openFilesAllowed, placesFor } from './places.ts';
import { Pulse, PULSE_MS } from './pulse.ts';
import { Viewer } from './viewer.ts';

/** The path of the WebSocket. */
const SOCKET_PATH = '/ws';

/** A viewer that answers no ping within this time is gone: a phone that left the room never says goodbye. */
const PING_MS = 15_000;

/** How long a viewer may take to answer the server's goodbye. */
const GOODBYE_MS = 1000;

/** How many lines one server takes: the largest class, each page with one to its walk and one to its lab. */
export const MAX_VIEWERS = 3000;

/** Lets viewers in through the guard and keeps their lines alive. */
export function attachWebSockets(server: Server, rules: GuardRules, finder: Finder): { close(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_MESSAGE,
    perMessageDeflate: false,
    autoPong: false,
  });
  const places = placesFor(MAX_VIEWERS, openFilesAllowed());
  const answered = new WeakSet<WebSocket>();
  const linesOf = new LinesOf();
  const pulses = new Map<WebSocket, Pulse>();

  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const verdict = judge(request, rules);
    if (!verdict.allowed) {
      turnAway(stream, verdict.status, verdict);
      return;
    }
    if (new URL(request.url ?? '/', 'http://sockscope.invalid').pathname !== SOCKET_PATH) {
      turnAway(stream, 404, failure('not-found', `The WebSocket is at ${SOCKET_PATH}.`));
      return;
    }
    if (sockets.clients.size >= places) {
      turnAway(stream, 503, failure('too-many-viewers', 'Too many pages watch this server; close some.'));
      return;
    }
    if (verdict.person.role === 'viewer' && !linesOf.mayOpen(verdict.person.id)) {
      turnAway(stream, 429, failure('too-many-pages', 'Your browser has too many pages of this open; close some.'));
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => serve(socket, stream, verdict.person));
  });

  function serve(socket: WebSocket, stream: Duplex, person: Person): void {
    const together = oneWriteATurn(stream);
    const viewer = new Viewer(
      {
        get bufferedAmount() {
          return socket.bufferedAmount;
        },
        send: (message) => {
          pulse.spoke(performance.now());
          together();
          socket.send(message, { binary: false }, () => undefined);
        },
      },
      finder,
      person,
    );
    const pulse = new Pulse(
      {
        get presents() {
          return viewer.presents;
        },
        ping: () => socket.ping(),
        beat: () => viewer.beat(),
        hush: (silent) => viewer.hush(silent),
      },
      performance.now(),
    );
    pulses.set(socket, pulse);
    answered.add(socket);
    // Not by ws itself: it would queue an answer for each ping of somebody who never reads.
    socket.on('ping', (data) => {
      if (socket.bufferedAmount <= MAX_BUFFERED) socket.pong(data);
    });
    socket.on('pong', () => {
      answered.add(socket);
      pulse.heard();
    });
    // ws closes by itself what breaks the protocol, with its code (1009: a message larger than maxPayload).
    socket.on('error', () => undefined);
    if (person.role === 'viewer') linesOf.opened(person.id);
    socket.on('close', () => {
      pulses.delete(socket);
      viewer.close();
      if (person.role === 'viewer') linesOf.closed(person.id);
    });
    socket.on('message', (data, isBinary) => {
      pulse.heard();
      if (isBinary) viewer.refuse(failure('bad-json', 'Send text, not bytes: one JSON object a message.'));
      else viewer.receive(Buffer.isBuffer(data) ? data.toString('utf8') : '');
    });
  }

  const heart = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!answered.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, PING_MS);
  heart.unref();
  const pulsing = setInterval(() => {
    for (const [socket, pulse] of pulses) if (socket.readyState === socket.OPEN) pulse.look(performance.now());
  }, PULSE_MS);
  pulsing.unref();

  return {
    close() {
      clearInterval(heart);
      clearInterval(pulsing);
      for (const socket of sockets.clients) socket.close(1001, 'The server is ending.');
      setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, GOODBYE_MS).unref();
      sockets.close();
    },
  };
}

/** Answers an upgrade that is not let through, in HTTP, as the guard answers everything else. */
function turnAway(stream: Duplex, status: number, { code, message }: { code: string; message: string }): void {
  const body = JSON.stringify({ code, message });
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
