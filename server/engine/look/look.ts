import { populationOf } from '#shared/machines/population';
import { MAX_ROWS, type MachineSocket, type MachineSockets } from '#shared/protocol/sockets';
import type { Result } from '#shared/base/result';
import { DiagSocket } from '../netlink/diag-socket.ts';
import type { KernelSocket } from '../netlink/kernel-socket.ts';

/**
 * Looks at the sockets of the machine itself: those of the network namespace that this process was started in. No lab, no
 * tracing, no rights needed; the one thing done to the kernel is to ask it for its tables.
 */
export class MachineLook {
  readonly #diag: DiagSocket;

  private constructor(diag: DiagSocket) {
    this.#diag = diag;
  }

  static open(): Result<MachineLook> {
    const diag = DiagSocket.open();
    return diag.ok ? { ok: true, value: new MachineLook(diag.value) } : diag;
  }

  /**
   * One look at all TCP, UDP and Unix sockets, as `ss -tuxa` takes it: bound TCP sockets that neither listen nor connect
   * are left out, as there. Listeners come first, then connections by age; at most MAX_ROWS, counted are all.
   */
  take(): MachineSockets {
    const at = Date.now();
    const sockets = [...this.#diag.dumpTcp({ bound: false }), ...this.#diag.dumpUdp(), ...this.#diag.dumpUnix()];
    return {
      at,
      total: sockets.length,
      population: populationOf(sockets),
      sockets: sockets.sort(inOrder).slice(0, MAX_ROWS).map(row),
      missing: [...this.#diag.missing, ...this.#diag.takeFaults()],
    };
  }
}

const protocols = ['tcp', 'udp', 'unix'] as const;

/** By protocol; listeners first; then by cookie, which the kernel counts up: a row keeps its place from look to look. */
function inOrder(a: KernelSocket, b: KernelSocket): number {
  const byProtocol = protocols.indexOf(a.protocol) - protocols.indexOf(b.protocol);
  const byListening = Number(b.state === 'LISTEN') - Number(a.state === 'LISTEN');
  return byProtocol || byListening || a.cookie.length - b.cookie.length || (a.cookie < b.cookie ? -1 : 1);
}

const row = (socket: KernelSocket): MachineSocket => ({
  protocol: socket.protocol,
  family: socket.family,
  type: socket.type,
  state: socket.state,
  local: socket.local,
  remote: socket.remote,
  cookie: socket.cookie,
  inode: socket.inode,
  recvq: socket.recvq,
  sendq: socket.sendq,
  timer: socket.timer,
  ...(socket.peerInode === undefined ? {} : { peerInode: socket.peerInode }),
});
