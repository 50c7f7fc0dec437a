import { errnoText } from '../abi/errno.ts';
import { callerOn, peerOf } from './endpoints.ts';
import { enterClose, returnClose } from './narrate-close.ts';
import { readable } from './narrate-packet.ts';
import { byteWords, the, The, valueText } from './prose.ts';
import { isDatagram, other, sceneOf, type Scene } from './scene.ts';
import type { CurrentCall, LabState, ProcessState, SocketFacts } from './state.ts';

const argument = (call: CurrentCall, name: string): string =>
  valueText(call.args.find((candidate) => candidate.name === name)?.value);

/** A program stopped before a call: what it is about to ask for, and what the kernel has for it. */
export function narrateEnter(state: LabState, process: ProcessState, call: CurrentCall): string {
  const scene = sceneOf(state, process, call);
  const { Who, who, socket } = scene;
  const tcp = socket?.protocol === 'tcp';
  if (prints(scene)) return `${Who} is about to print ${argument(call, 'buf')}.`;
  switch (call.api) {
    case 'socket':
      return `${Who} is about to ask its kernel for a socket.`;
    case 'bind':
      return socket?.protocol === 'unix'
        ? `${Who} is about to give its socket the name ${argument(call, 'addr')}.`
        : `${Who} is about to claim the address ${argument(call, 'addr')} for its socket.`;
    case 'listen':
      return `${Who} is about to make its socket a listener: from then on the kernel accepts connections for it.`;
    case 'accept':
    case 'accept4':
      return (socket?.acceptQueue?.length ?? 0) > 0
        ? `A connection already waits in the accept queue; ${who} only has to fetch it with accept().`
        : `${Who} is about to call accept(), but no connection waits in its queue yet.`;
    case 'connect':
      if (isDatagram(socket) && argument(call, 'addr').includes('AF_UNSPEC'))
        return `${Who} is about to let its peer go: that is what connect() does with an address of AF_UNSPEC.`;
      if (isDatagram(socket))
        return `${Who} is about to name ${argument(call, 'addr')} as its peer: between datagram sockets connect() only notes that, and nothing is sent.`;
      if (tcp && socket.state !== 'CLOSED')
        return `${Who} is about to call connect() for a socket that is ${socket.state}.`;
      return tcp
        ? `${Who} is about to call connect(): its kernel will send a SYN to ${argument(call, 'addr')}.`
        : `${Who} is about to connect to ${argument(call, 'addr')}: one kernel holds both ends, so no packet is needed.`;
    case 'send':
    case 'sendto':
    case 'write':
      return `${Who} is about to hand ${sentBytes(call)} to its kernel${tcp ? ', which will send them by itself' : ''}.`;
    case 'recv':
    case 'recvfrom':
    case 'read':
      return socket === null ? plainEnter(scene) : enterRecv(scene, socket);
    case 'close':
      return socket === null ? plainEnter(scene) : enterClose(scene, socket);
    case 'fork':
      return `${Who} is about to fork: the child gets a copy of every descriptor, and each socket one more owner.`;
    case 'socketpair':
      return `${Who} is about to ask its kernel for two sockets that are joined from the start.`;
    case 'unlink':
      return `${Who} is about to remove the name ${argument(call, 'pathname')} from the file system.`;
    case 'sigaction':
    case 'signal':
      return `${Who} is about to say what the signal ${argument(call, 'signum')} shall do to it from now on.`;
    case 'rt_sigreturn':
      return `${Who}’s handler is over: rt_sigreturn() takes it back to where the signal came.`;
    case 'kill':
      return `${Who} is about to send the signal ${argument(call, 'sig')} to process ${argument(call, 'pid')}.`;
    case 'exit':
      return `${Who} is about to end, with exit status ${argument(call, 'status')}.`;
    default:
      return plainEnter(scene);
  }
}

/** printf, perror and write to what is no socket: all are one write(2) in the kernel. */
const prints = ({ call, socket }: Scene): boolean => call.call === 'write' && socket === null;

const plainEnter = ({ Who, call }: Scene): string => `${Who} is about to call ${call.api}().`;

const sentBytes = (call: CurrentCall): string => {
  const length = Number(argument(call, 'len') || argument(call, 'count'));
  return Number.isInteger(length) ? byteWords(length) : 'data';
};

/** What waits to be read. UDP's figure is the kernel's memory, not bytes (sk_rmem_alloc, net/ipv4/udp_diag.c). */
const arrivedWords = (socket: SocketFacts, bytes: number): string =>
  socket.protocol === 'udp' ? 'A datagram is' : `The ${byteWords(bytes)} ${bytes === 1 ? 'is' : 'are'}`;

function enterRecv({ state, Who, who, call, process }: Scene, socket: SocketFacts): string {
  const { bytes, closed } = readable(socket);
  const name = `${call.api}()`;
  if (bytes > 0) {
    return `${arrivedWords(socket, bytes)} already in ${who}’s receive queue, although ${who} has not called ${name} yet.`;
  }
  if (closed) return `${The(other(state, socket))} has closed, so ${name} has nothing left to fetch but the end: 0.`;
  const answered = process.results[call.line ?? -1]?.count;
  return `${Who} is about to call ${name}${answered === undefined ? '' : ' again'}, but nothing has arrived for it yet.`;
}

/** A program stopped with the kernel's answer in hand. */
export function narrateReturn(state: LabState, process: ProcessState, call: CurrentCall): string {
  const scene = sceneOf(state, process, call);
  const { Who, who, socket } = scene;
  if (call.api === 'rt_sigreturn') return `${Who} goes on where the signal came, as if nothing had happened.`;
  if (call.errno !== null) return narrateError(scene, call.errno);
  if (prints(scene)) return `${Who} has printed ${argument(call, 'buf')}.`;
  const ret = call.ret ?? 0;
  switch (call.api) {
    case 'socket':
      return `The kernel has made a socket for ${who}, who will know it by the file descriptor ${ret}.`;
    case 'bind':
      if (isDatagram(socket))
        return `The socket now has the address ${argument(call, 'addr')}: datagrams that are sent there come to ${who}.`;
      return socket?.protocol === 'unix'
        ? `The socket now has the name ${argument(call, 'addr')}, but nobody can connect before ${who} listens.`
        : `The socket now has the address ${argument(call, 'addr')}, but nobody can connect before ${who} listens.`;
    case 'listen':
      return `The socket is a listener now: the kernel takes connections for ${who} and queues them.`;
    case 'accept':
    case 'accept4':
      return `accept() hands ${who} a new descriptor, ${ret}, for this one client; the listener keeps listening.`;
    case 'connect':
      return returnConnect(scene);
    case 'send':
    case 'sendto':
    case 'write':
      return returnSend(scene, ret);
    case 'recv':
    case 'recvfrom':
    case 'read':
      return ret === 0
        ? `${call.api}() has returned 0 to ${who}: the other side has closed, and there is no more to read.`
        : `${call.api}() has copied ${byteWords(ret)} from the kernel’s receive queue to ${who}.`;
    case 'close':
      return returnClose(scene);
    case 'unlink':
      return `The name ${argument(call, 'pathname')} is gone from the file system.`;
    default:
      return `The kernel has answered ${who}: ${call.api}() returns ${ret}.`;
  }
}

function narrateError({ call, who, socket }: Scene, errno: string): string {
  if (errno === 'ERESTARTSYS')
    return `A signal has interrupted ${call.api}(): ${who}’s handler runs first, and then the kernel makes the call again by itself.`;
  const text = errnoText(errno);
  const said = `${call.api}() fails for ${who} with ${errno}${text === undefined ? '' : ` (${text})`}`;
  if (call.api === 'connect' && errno === 'ECONNREFUSED')
    return `${said}: nobody listens at ${argument(call, 'addr')}.`;
  if (call.api === 'connect' && errno === 'ENOENT') return `${said}: there is no socket of that name.`;
  if (call.api === 'bind' && errno === 'EADDRINUSE') return `${said}: ${argument(call, 'addr')} is taken already.`;
  if (errno === 'EPIPE' && socket !== null) return `${said}: the other side will not take any more data.`;
  if (errno === 'ECONNRESET') return `${said}: the other side threw the connection away.`;
  if (errno === 'EINTR')
    return `${said}: a signal came while it slept, and its handler runs before the program sees that.`;
  return `${said}.`;
}

function returnConnect({ state, socket, who }: Scene): string {
  if (socket?.protocol === 'unix' && !isDatagram(socket)) {
    return `connect() has returned at once: one kernel holds both ends and has joined them, without a handshake.`;
  }
  if (socket?.protocol !== 'tcp')
    return `connect() has returned: ${who}’s socket remembers its peer, and nothing was sent.`;
  const peer = peerOf(state, socket);
  return peer?.state === 'SYN_RECV'
    ? `connect() has returned 0 to ${who}, although ${the(peer.role)} has not received the ACK and knows only half a connection.`
    : `connect() has returned 0 to ${who}: the connection is established.`;
}

function returnSend({ state, call, socket, who }: Scene, sent: number): string {
  const peer = socket === null ? null : peerOf(state, socket);
  if (socket?.protocol === 'unix' && peer !== null) {
    const waiting = readable(peer).bytes;
    const reader = callerOn(state, peer);
    const reading = reader?.call?.phase === 'returned' || reader?.call?.phase === 'kernel';
    if (waiting > 0 && !reading) {
      return `The ${byteWords(waiting)} ${waiting === 1 ? 'is' : 'are'} already in ${the(peer.role)}’s receive queue: the kernel copied them there itself.`;
    }
    return `The kernel has copied ${byteWords(sent)} straight to ${the(peer.role)}’s socket: nothing went over a wire.`;
  }
  const arrived = peer === null || peer.protocol === 'udp' ? 0 : readable(peer).bytes;
  if (peer !== null && arrived > 0) {
    const wait = arrived === 1 ? 'waits' : 'wait';
    return `${call.api}() has returned ${sent} to ${who}, and ${byteWords(arrived)} ${wait} in ${the(peer.role)}’s receive queue.`;
  }
  return `${call.api}() has returned ${sent} to ${who}: its kernel has the bytes, which does not mean that they have arrived.`;
}

/** A program asleep in the kernel: what it waits for. */
export function narrateBlocked(state: LabState, process: ProcessState, call: CurrentCall): string {
  const { Who, socket } = sceneOf(state, process, call);
  const sleeps = `${Who} sleeps in ${call.api}()`;
  switch (call.api) {
    case 'accept':
    case 'accept4':
      return `${sleeps} until a client connects: the kernel has not answered yet.`;
    case 'connect':
      return `${sleeps} until ${socket?.protocol === 'unix' ? 'the listener has room for it' : 'an answer to its SYN arrives'}.`;
    case 'recv':
    case 'recvfrom':
    case 'read':
      return `${sleeps} until ${isDatagram(socket) ? 'a datagram arrives' : 'data arrives or the other side closes'}.`;
    case 'send':
    case 'sendto':
    case 'write':
      return `${sleeps} until the kernel has room for its data.`;
    case 'pause':
    case 'sigsuspend':
    case 'sigwait':
      return `${sleeps} until a signal comes.`;
    default:
      return `${sleeps}: the kernel has not answered yet.`;
  }
}
