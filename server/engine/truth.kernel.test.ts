import { describe, expect, it, type TestContext } from 'vitest';
import type { EventOf } from '#shared/events/event';
import type { LabState } from '#shared/model/state';
import { HeldLab, whyNoLab } from './testing/open-lab.ts';
import { ssTcp, ssUnix, whyNot } from './testing/peers.ts';

const noLab = await whyNoLab();
const notRoot = process.getuid?.() === 0 ? null : 'strace and ss look into namespaces that only root may enter';

const unless = (context: TestContext, ...reasons: readonly (string | null)[]): void => {
  for (const reason of reasons) if (reason !== null) context.skip(reason);
};

const pidOf = (state: LabState, role: string): number =>
  Object.values(state.processes).find((process) => process.role === role)?.pid ?? 0;

const end = (address: unknown): string => {
  const { addr, port } = address as { addr: string; port: number };
  return `${addr}:${port}`;
};

/** TCP sockets of a host as ss would print them. It asks for idle ones, only bound or fresh, nowhere (or since 6.8 only). */
function ownTcp(state: LabState, host: 'A' | 'B'): string[] {
  return Object.values(state.sockets)
    .filter((socket) => socket.host === host && socket.protocol === 'tcp' && !socket.gone && socket.state !== 'CLOSED')
    .map(({ state: name, local, remote }) => `${name} ${end(local)} ${remote ? end(remote) : '0.0.0.0:*'}`)
    .sort();
}

describe('held moments, beside ss', () => {
  it('tcp-echo: both hosts show what ss shows, at every step', { timeout: 120_000 }, async (context) => {
    unless(context, noLab, notRoot, whyNot('ss', 'nsenter'));
    const lab = await HeldLab.open('tcp-echo');
    const seen = new Set<string>();
    try {
      await lab.stepUntil((state) => {
        for (const [host, role] of [
          ['A', 'server'],
          ['B', 'client'],
        ] as const) {
          const process = Object.values(state.processes).find((one) => one.role === role);
          if (process?.phase !== 'running') continue;
          const ours = ownTcp(state, host);
          expect(ours, `${role} at seq ${state.seq}`).toEqual(ssTcp(process.pid));
          for (const line of ours) seen.add(line.split(' ')[0] as string);
        }
        return Object.values(state.processes).some(({ phase }) => phase === 'exited');
      });
    } finally {
      lab.close();
    }
    const must = ['LISTEN', 'SYN_SENT', 'SYN_RECV', 'ESTABLISHED', 'FIN_WAIT1', 'CLOSE_WAIT', 'FIN_WAIT2', 'TIME_WAIT'];
    expect([...seen]).toEqual(expect.arrayContaining([...must, 'LAST_ACK']));
  });

  it('unix-echo: the same states as ss -x, and no packet', { timeout: 60_000 }, async (context) => {
    unless(context, noLab, notRoot, whyNot('ss', 'nsenter'));
    const lab = await HeldLab.open('unix-echo');
    try {
      await lab.stepUntil((state) => {
        const server = Object.values(state.processes).find(({ role }) => role === 'server');
        if (server === undefined) return false;
        if (server.phase !== 'running') return true;
        const ours = Object.values(state.sockets)
          .filter(({ gone }) => !gone)
          .map((socket) => socket.state)
          .sort();
        // Before accept() the server's half has no entry of its own (unix_diag lists it with its listener).
        expect(ours, `at seq ${state.seq}`).toEqual(ssUnix(pidOf(state, 'server')));
        return false;
      });
      expect(lab.events.filter(({ kind }) => kind.startsWith('packet.'))).toEqual([]);
      const states = lab.events.filter((event): event is EventOf<'socket.state'> => event.kind === 'socket.state');
      expect(states.length).toBeGreaterThan(0);
      expect(new Set(states.map(({ source }) => source))).toEqual(new Set(['sock_diag']));
    } finally {
      lab.close();
    }
  });
});

describe('holding', () => {
  it(
    'a held SYN,ACK keeps connect() blocked for 30 s, and its copies are folded into it',
    { timeout: 60_000 },
    async (context) => {
      unless(context, noLab);
      const lab = await HeldLab.open('tcp-echo');
      try {
        const synAck = (state: LabState): boolean =>
          Object.values(state.packets).some(
            ({ phase, event }) => phase === 'held' && event.tcp?.flags.join() === 'SYN,ACK',
          );
        await lab.stepUntil(synAck);
        await new Promise((resolve) => setTimeout(resolve, 30_000));
        const { state } = lab;
        const sockets = Object.values(state.sockets);
        const client = Object.values(state.processes).find(({ role }) => role === 'client');
        expect(client?.call).toMatchObject({ api: 'connect', phase: 'blocked' });
        expect(sockets.find(({ host }) => host === 'B')?.state).toBe('SYN_SENT');
        expect(sockets.find((socket) => socket.state === 'SYN_RECV')).toMatchObject({
          host: 'A',
          owners: [],
          inode: 0,
        });
        expect(synAck(state)).toBe(true);
        const held = Object.values(state.packets).filter(({ phase }) => phase === 'held');
        // Both kernels have asked again meanwhile, and nothing piled up: the SYN,ACK, and the client's second SYN.
        expect(held.length).toBeLessThanOrEqual(2);
        expect(held.reduce((sum, { copies }) => sum + copies, 0)).toBeGreaterThan(1);
        await lab.stepUntil((now) => Object.values(now.sockets).some((socket) => socket.state === 'TIME_WAIT'));
      } finally {
        lab.close();
      }
    },
  );

  it('gates open in any order: the client is let run far ahead of the server', { timeout: 60_000 }, async (context) => {
    unless(context, noLab);
    const lab = await HeldLab.open('tcp-echo');
    try {
      await lab.stepUntil(
        (state) =>
          Object.values(state.processes).some(
            ({ role, call }) => role === 'client' && call?.api === 'recv' && call.phase === 'blocked',
          ),
        (gates) =>
          gates.find(({ holds }) => holds === 'packet.held') ?? gates.find(({ role }) => role === 'client') ?? gates[0],
      );
      // The server's accept() has its result in hand and has not gone on: the bytes wait in its kernel.
      const child = Object.values(lab.state.sockets).find(({ host, state }) => host === 'A' && state === 'ESTABLISHED');
      expect(child?.recvq).toBe(5);
    } finally {
      lab.close();
    }
  });
});
