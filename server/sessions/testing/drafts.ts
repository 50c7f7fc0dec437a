import type { Lesson } from '#shared/lessons/lesson';

/** Drafts as an engine would tell them, one line each, for tests that read like a timeline. */

let now = 0;
const at = (): number => (now += 1000);
const pids: Readonly<Record<string, number>> = { server: 100, client: 200 };
const who = (role: string): { pid: number; tid: number; role: string } => {
  const pid = pids[role] ?? 300;
  return { pid, tid: pid, role };
};

const program = (role: string, after: string | null): Lesson['programs'][number] => ({
  role,
  file: `${role}.c`,
  host: role === 'server' ? 'A' : 'B',
  args: [],
  after,
  text: 'int main(void) { return 0; }\n',
});

/** A lesson with a server, and a client that starts when the server is blocked in accept. */
export const pair: Lesson = {
  id: 'pair',
  title: 'A pair',
  summary: '',
  programs: [program('server', null), program('client', 'server blocked in accept')],
  settings: { kernel: 'hold' },
  expect: [],
  scenes: [],
};

export const labStart = (): unknown => ({
  t: at(),
  kind: 'lab.start',
  source: 'lab',
  lesson: { id: pair.id, title: pair.title },
  tier: 'lab',
  hosts: [],
  kernel: '6.0',
  arch: 'x86_64',
  versions: {},
  settings: pair.settings,
  programs: pair.programs.map(({ role, file, host, args, text }) => ({ role, file, host, args, text })),
});

export const labReady = (): unknown => ({ t: at(), kind: 'lab.ready', source: 'lab', wire: 'tun', missing: [] });

export const started = (role: string): unknown => ({
  t: at(),
  kind: 'process.start',
  source: 'lab',
  pid: who(role).pid,
  host: role === 'server' ? 'A' : 'B',
  role,
  argv: [role],
});

export const exited = (role: string, status = 0): unknown => ({
  t: at(),
  kind: 'process.exit',
  source: 'ptrace',
  pid: who(role).pid,
  role,
  status,
});

/** A call that is stopped at a gate: two drafts. */
export const heldCall = (id: number, role: string, call: string, gate: string): unknown[] => [
  { t: at(), id, kind: 'syscall.enter', source: 'ptrace', ...who(role), call, api: call, args: [] },
  { t: at(), kind: 'gate.open', source: 'lab', gate, holds: 'syscall.enter', ref: id, pid: who(role).pid, role },
];

export const released = (gate: string): unknown => ({
  t: at(),
  kind: 'gate.release',
  source: 'user',
  gate,
  by: 'presenter',
});

export const blocked = (role: string, call: string): unknown => ({
  t: at(),
  kind: 'syscall.blocked',
  source: 'proc',
  ...who(role),
  call,
  api: call,
  since: now,
});

export const returned = (role: string, call: string, ret: number): unknown => ({
  t: at(),
  kind: 'syscall.exit',
  source: 'ptrace',
  ...who(role),
  call,
  api: call,
  ret,
  kernelNs: 10,
  heldNs: 0,
});

/** A SYN from B to A that the wire holds: two drafts. */
export const heldPacket = (id: number, packet: string, gate: string): unknown[] => [
  { t: at(), id, kind: 'packet.held', source: 'wire', packet, from: 'B', to: 'A', bytes: '' },
  { t: at(), kind: 'gate.open', source: 'lab', gate, holds: 'packet.held', ref: id, packet },
];

export const delivered = (packet: string): unknown => ({
  t: at(),
  kind: 'packet.delivered',
  source: 'wire',
  packet,
  from: 'B',
  to: 'A',
  bytes: '',
});

export const marker = (label: string): unknown => ({ t: at(), kind: 'marker', source: 'user', label });
