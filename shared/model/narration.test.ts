import { describe, expect, test } from 'vitest';
import { canHappenNext } from './can-happen-next.ts';
import { describeNow } from './describe-now.ts';
import { narration } from './narration.ts';
import type { LabState } from './state.ts';
import { stopsOf } from './stops.ts';
import { Timeline } from './timeline.ts';
import { client, server, serverAddress, tcpEcho } from './testing/tcp-echo.ts';
import { Story } from './testing/story.ts';
import { unixEcho } from './testing/unix-echo.ts';

const possible = (state: LabState): readonly string[] =>
  canHappenNext(state).map((one) => (one.kind === 'gate' && one.next ? `> ${one.sentence}` : one.sentence));

describe('at a moment of tcp-echo', () => {
  test('SYN,ACK held: the whole picture in words', () => {
    const { state } = tcpEcho('syn,ack held');
    expect(narration(state)).toBe(
      'The server’s SYN,ACK is held on the wire, so connect() cannot return until the client receives it.',
    );
    expect(describeNow(state)).toMatchObject({
      title: 'SYN arrived while LISTEN',
      sentence: 'request created, SYN,ACK sent',
      where: 'RFC 9293 3.10.7.2',
    });
    expect(possible(state)).toEqual(['> packet SYN,ACK A → B', 'server waits in accept', 'client waits in connect']);
  });

  test('ACK held: the client is ahead of the server', () => {
    const { state } = tcpEcho('ack held');
    expect(possible(state)).toEqual(['> packet ACK B → A', 'client: connect returns 0', 'server waits in accept']);
    expect(describeNow(state)).toMatchObject({ title: 'SYN,ACK arrived while SYN_SENT', where: 'RFC 9293 3.10.7.3' });
  });

  test('nothing held: who sleeps, and for what', () => {
    const { state } = tcpEcho('accepting');
    expect(narration(state)).toBe(
      'The server sleeps in accept() until a client connects: the kernel has not answered yet.',
    );
    expect(possible(state)).toEqual(['server waits in accept']);
  });

  test('a packet that was repeated while it was held says so', () => {
    const story = tcpEcho('syn held');
    for (const id of ['c1', 'c2', 'c3']) {
      story.packet(id, 'B', 'SYN', [41532, 7000], { retransmitOf: 'p1', folded: true });
    }
    expect(narration(story.state)).toMatch(/^The client’s SYN is held .* Its sender has repeated it three times\.$/);
  });

  test('a SYN sent again because its answer is held: the accent stays, and nobody is said to know nothing', () => {
    const story = tcpEcho('syn,ack held');
    const { now } = story.state;
    story.packet('p1again', 'B', 'SYN', [41532, 7000], { retransmitOf: 'p1' });
    expect(story.state.now).toEqual(now);
    expect(narration(story.state)).toMatch(/^The server’s SYN,ACK is held on the wire/);
    story.deliver('p2');
    expect(narration(story.state)).toBe(
      'The client’s SYN is held on the wire a second time: the client has heard no answer and sent it again, though the server has it already.',
    );
  });

  test('every stop has its words, and none promises what a held packet prevents', () => {
    const { log } = tcpEcho();
    const timeline = new Timeline(log);
    expect(stopsOf(log).map((seq) => narration(timeline.stateAt(seq)))).toMatchInlineSnapshot(`
      [
        "The server is about to ask its kernel for a socket.",
        "The kernel has made a socket for the server, who will know it by the file descriptor 3.",
        "The server is about to claim the address 0.0.0.0:7000 for its socket.",
        "The socket now has the address 0.0.0.0:7000, but nobody can connect before the server listens.",
        "The server is about to make its socket a listener: from then on the kernel accepts connections for it.",
        "The socket is a listener now: the kernel takes connections for the server and queues them.",
        "The server is about to call accept(), but no connection waits in its queue yet.",
        "The client is about to ask its kernel for a socket.",
        "The kernel has made a socket for the client, who will know it by the file descriptor 3.",
        "The client is about to call connect(): its kernel will send a SYN to 10.0.0.1:7000.",
        "The client’s SYN is held on the wire: the server’s kernel knows nothing of a connection yet, and connect() waits for an answer.",
        "The server’s SYN,ACK is held on the wire, so connect() cannot return until the client receives it.",
        "connect() has returned 0 to the client, although the server has not received the ACK and knows only half a connection.",
        "accept() hands the server a new descriptor, 4, for this one client; the listener keeps listening.",
        "The server is about to call recv(), but nothing has arrived for it yet.",
        "connect() has returned 0 to the client: the connection is established.",
        "The client is about to hand five bytes to its kernel, which will send them by itself.",
        "The client’s five bytes are held on the wire, so recv() in the server goes on waiting.",
        "recv() has copied five bytes from the kernel’s receive queue to the server.",
        "The client is about to close: its kernel will send a FIN, the end of its data.",
        "The client’s FIN,ACK is held on the wire: the client has closed its half of the connection, and the server does not know it yet.",
        "recv() has copied five bytes from the kernel’s receive queue to the server.",
        "The client has closed its half; the server is about to close the other, with a FIN of its own.",
        "The server’s FIN,ACK is held on the wire: when it arrives, both halves are closed and the client waits in TIME_WAIT.",
        "The client’s ACK is held on the wire: until this last ACK arrives, the server stays in LAST_ACK.",
        "The server has closed its socket, and the kernel has nothing left of it.",
        "The client’s socket is in TIME_WAIT: it belongs to no program any more, only to the kernel.",
        "Both programs have ended, but the client’s kernel keeps the connection in TIME_WAIT for a minute.",
      ]
    `);
  });
});

test('every stop of unix-echo has its words, and none speaks of packets that would travel', () => {
  const said: string[] = [];
  unixEcho((story) => said.push(narration(story.state)));
  expect(said).toMatchInlineSnapshot(`
    [
      "The server is about to ask its kernel for a socket.",
      "The kernel has made a socket for the server, who will know it by the file descriptor 3.",
      "The server is about to give its socket the name echo.sock.",
      "The socket now has the name echo.sock, but nobody can connect before the server listens.",
      "The server is about to make its socket a listener: from then on the kernel accepts connections for it.",
      "The socket is a listener now: the kernel takes connections for the server and queues them.",
      "The server is about to call accept(), but no connection waits in its queue yet.",
      "The client is about to ask its kernel for a socket.",
      "The kernel has made a socket for the client, who will know it by the file descriptor 3.",
      "The client is about to connect to echo.sock: one kernel holds both ends, so no packet is needed.",
      "accept() hands the server a new descriptor, 4, for this one client; the listener keeps listening.",
      "The client is about to hand five bytes to its kernel.",
      "The five bytes are already in the server’s receive queue: the kernel copied them there itself.",
      "The five bytes are already in the server’s receive queue, although the server has not called recv() yet.",
      "recv() has copied five bytes from the kernel’s receive queue to the server.",
      "The client is about to call recv(), but nothing has arrived for it yet.",
      "The server is about to hand five bytes to its kernel.",
      "The kernel has copied five bytes straight to the client’s socket: nothing went over a wire.",
      "The client is about to close its end: the kernel will tell the server at once.",
      "send() has returned 5 to the server: its kernel has the bytes, which does not mean that they have arrived.",
      "The other side has closed, so recv() has nothing left to fetch but the end: 0.",
      "recv() has returned 0 to the server: the other side has closed, and there is no more to read.",
      "The server is about to close its end; the other end is closed already.",
      "The server has closed its socket, and the kernel has nothing left of it.",
      "The server is about to close its listener; connections it has accepted are sockets of their own and stay.",
      "The server has closed its listener: whoever connects now is refused, while accepted connections live on.",
      "The server is about to remove the name "echo.sock" from the file system.",
      "The name "echo.sock" is gone from the file system.",
      "The client is about to print "hello".",
      "The client has printed "hello".",
      "The client is about to end, with exit status 0.",
      "Both programs have ended, and the kernel has nothing left of their sockets.",
    ]
  `);
});

const refused = (): Story => {
  const story = new Story().start(['client']).spawn(client, 'B');
  story
    .enter(client, 'connect', 31, [
      ['sockfd', 3, 's2'],
      ['addr', serverAddress],
      ['addrlen', 16],
    ])
    .letIn(client);
  return story;
};

describe('when something goes wrong', () => {
  test('a refused connect() names the address', () => {
    const story = refused().returns(client, 'ECONNREFUSED');
    expect(narration(story.state)).toBe(
      'connect() fails for the client with ECONNREFUSED (Connection refused): nobody listens at 10.0.0.1:7000.',
    );
    expect(possible(story.state)).toEqual(['> client: connect fails with ECONNREFUSED']);
    expect(describeNow(story.state)).toMatchObject({ title: 'connect() failed' });
  });

  test('a RST on the wire, from nobody in particular', () => {
    const story = refused().blocked(client).packet('p1', 'A', 'RST,ACK', [7000, 41532]);
    expect(narration(story.state)).toBe(
      'A RST,ACK from host A is held on the wire: when it arrives, the connection ends at once and without a farewell.',
    );
  });

  test('a lab that broke off says why', () => {
    const story = new Story().start(['server']).spawn(server);
    story.add('lab.end', { reason: 'failed', message: 'The engine ended; start the lab again.' });
    expect(narration(story.state)).toBe('The lab broke off. The engine ended; start the lab again.');
  });
});

test('what could not be observed is said, until something else happens', () => {
  const story = tcpEcho('syn held');
  story.add('trace.gap', { source: 'wire', missed: 'packets from host B', count: 3, why: 'the queue was full' });
  expect(narration(story.state)).toMatch(/ Not observed: packets from host B \(3\), because the queue was full\.$/);
  expect(narration(story.deliver('p1').state)).not.toContain('Not observed');
});

describe('nothing is promised that will not happen', () => {
  const child = { pid: 103, role: 'server/1' } as const;
  const connected = (): Story => tcpEcho('connected');
  const closes = (story: Story): Story => story.enter(server, 'close', 44, [['fd', 4, 's3']]);

  test('close() of a descriptor that a child has too sends no FIN', () => {
    const story = connected().returns(server, 5).goOn(server).spawn(child, 'A', server.pid);
    story.add('fd.open', { source: 'ptrace', pid: child.pid, fd: 4, socket: 's3' });
    expect(narration(closes(story).state)).toBe(
      'The server is about to let its descriptor go; server/1 still names the same socket, so the kernel tells nobody.',
    );
  });

  test('close() over unread data sends a RST', () => {
    const story = connected().returns(server, 5).goOn(server);
    story.add('socket.queues', { source: 'sock_diag', socket: 's3', recvq: 7 });
    expect(narration(closes(story).state)).toBe(
      'The server is about to close although there is more to read: its kernel will throw that away and send a RST.',
    );
  });

  test('close() after setsockopt() may be the end without a FIN', () => {
    const story = connected().returns(server, 5).goOn(server);
    story
      .enter(server, 'setsockopt', 43, [['sockfd', 4, 's3']])
      .letIn(server)
      .returns(server, 0)
      .goOn(server);
    expect(narration(closes(story).state)).toBe(
      'The server is about to close: its kernel will send a FIN, or a RST where SO_LINGER says so.',
    );
  });
});
