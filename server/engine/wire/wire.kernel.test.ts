import { release } from 'node:os';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { buildScenarios, runScenario, whyNotAs, type Way } from './testing/unshared.ts';

interface Probed {
  readonly tier: string;
  readonly why: string;
  readonly capabilities: readonly { readonly id: string; readonly ok: boolean; why: string; enable?: string }[];
}

const ways = (['root', 'user'] as const).map((way) => ({ way, whyNot: whyNotAs(way) }));
const probed = new Map<Way, Probed>();

beforeAll(async () => {
  await buildScenarios();
  for (const { way, whyNot } of ways) if (whyNot === null) probed.set(way, runScenario(way, 'probe', way) as Probed);
});

/** Skips a test, with the reason, where this machine lacks what it is about. */
function need(context: TestContext, { way, whyNot }: (typeof ways)[number], ...ids: readonly string[]): void {
  if (whyNot !== null) context.skip(whyNot);
  for (const { id, ok, why } of probed.get(way)?.capabilities ?? []) if (ids.includes(id) && !ok) context.skip(why);
}

/** TCP_BOUND_INACTIVE: from Linux 6.8 on a dump lists sockets that are bound and nothing more. */
const [major = 0, minor = 0] = release().split('.').map(Number);
const listsBound = major > 6 || (major === 6 && minor >= 8);

const wires = ways.flatMap((way) => (['tun', 'veth'] as const).map((kind) => ({ ...way, kind })));

describe.each(wires)('a wire of $kind, as $way', ({ way, kind, whyNot }) => {
  it('carries a connection that is held at each packet, and ss agrees at each', (context) => {
    need(context, { way, whyNot }, kind);
    const { timeline, disagreements, asked, ...rest } = runScenario(way, 'connection', kind) as {
      timeline: string[];
      disagreements: string[];
      asked: number;
    };
    expect(timeline).toEqual([
      'A: LISTEN | B: SYN_SENT',
      'B sends SYN 0',
      'A: LISTEN SYN_RECV | B: SYN_SENT',
      'A sends SYN,ACK 0/1',
      'A: LISTEN SYN_RECV | B: ESTABLISHED',
      'B sends ACK 1/1',
      'A: ESTABLISHED LISTEN | B: ESTABLISHED',
      'B sends PSH,ACK 1/1 (5)',
      'A sends ACK 1/6',
      'A received hello',
      'A: ESTABLISHED LISTEN | B: FIN_WAIT1',
      'B sends FIN,ACK 6/1',
      'A: CLOSE_WAIT LISTEN | B: FIN_WAIT1',
      'A sends ACK 1/7',
      'A: CLOSE_WAIT LISTEN | B: FIN_WAIT2',
      'A: LAST_ACK LISTEN | B: FIN_WAIT2',
      'A sends FIN,ACK 1/7',
      'A: LAST_ACK LISTEN | B: TIME_WAIT',
      'B sends ACK 7/2',
      'A: LISTEN | B: TIME_WAIT',
      'ends TIME_WAIT: 0',
      'A: LISTEN | B:',
    ]);
    expect(rest).toEqual({ lost: [0, 0], missing: [], faults: [] });
    expect(disagreements).toEqual([]);
    if (asked === 0) context.skip('all but the comparison passed: there is no ss here');
    expect(asked).toBe(22);
  });

  it('shows both opens crossing, and both closes', (context) => {
    need(context, { way, whyNot }, kind);
    const { timeline, disagreements } = runScenario(way, 'crossing', kind) as {
      timeline: string[];
      disagreements: string[];
    };
    expect(timeline.filter((line) => line.includes('|'))).toEqual([
      'A: SYN_SENT | B: SYN_SENT',
      'A: SYN_RECV | B: SYN_RECV',
      'A: ESTABLISHED | B: ESTABLISHED',
      'A: FIN_WAIT1 | B: FIN_WAIT1',
      'A: CLOSING | B: CLOSING',
      'A: TIME_WAIT | B: TIME_WAIT',
    ]);
    expect(disagreements).toEqual([]);
  });

  it('carries half a megabyte with complete checksums in packets of at most 1500 bytes', (context) => {
    need(context, { way, whyNot }, kind);
    expect(runScenario(way, 'bulk', kind)).toEqual({ same: true, received: 512 * 1024, bad: [] });
  });

  it('leaves no descriptor open to programs', (context) => {
    need(context, { way, whyNot }, kind);
    expect(runScenario(way, 'descriptors', kind)).toEqual([]);
  });
});

describe.each(ways)('a host, as $way', ({ way, whyNot }) => {
  it('is joined by veth where /dev/net/tun is missing, and says so', (context) => {
    need(context, { way, whyNot }, 'veth');
    expect(runScenario(way, 'withoutTun')).toEqual({
      kind: 'veth',
      tunRefused: expect.stringContaining('no /dev/net/tun') as string,
    });
  });

  it('shows each loopback packet once, and its UDP and Unix sockets', (context) => {
    need(context, { way, whyNot }, 'loopback', 'udp_diag', 'unix_diag');
    expect(runScenario(way, 'inside')).toEqual({
      packets: [3, 5],
      lost: 0,
      udp: [
        { state: 'ESTABLISHED', waiting: false },
        { state: 'UNCONN', waiting: true },
      ],
      listener: { local: { family: 'AF_UNIX', path: 'echo.sock' }, queue: { length: 1, limit: 5 } },
      pendingIsClient: true,
      names: expect.arrayContaining([
        { family: 'AF_UNIX', path: 'echo.sock' },
        { family: 'AF_UNIX', abstract: 'lamp' },
      ]) as unknown,
      connection: true,
      peers: 2,
      received: 5,
      left: { state: 'ESTABLISHED', peer: 0 },
      bound: listsBound ? [{ state: 'CLOSED', local: { family: 'AF_INET', addr: '127.0.0.1', port: 7777 } }] : [],
    });
  });

  it('has its timers stretched, by settings and by its route', (context) => {
    need(context, { way, whyNot });
    const { missing, values, locked, route } = runScenario(way, 'settings') as {
      missing: string[];
      values: Record<string, string>;
      locked: number;
      route: string | null;
    };
    for (const sentence of missing) expect(sentence).toMatch(/^This kernel has no net\.ipv4\.\w+ /);
    expect(values).toMatchObject({ tcp_syn_retries: '127', tcp_retries2: '255', tcp_timestamps: '0' });
    expect(values['tcp_rto_min_us']).toBe(
      missing.some((sentence) => sentence.includes('tcp_rto_min_us')) ? 'absent' : '1000000',
    );
    expect(values['tcp_congestion_control']).toBe('reno');
    expect(locked).toBe(0);
    if (route === null) context.skip('all but the route passed: there is no ip here');
    expect(route).toContain('rto_min lock 1s');
  });

  it('is probed: what it can do adds up to its tier, and what it cannot says what to do', (context) => {
    need(context, { way, whyNot });
    const { tier, why, capabilities } = probed.get(way) as Probed;
    const has = (id: string): boolean => capabilities.some((found) => found.id === id && found.ok);
    const expected = has('tun') || has('veth') ? 'lab' : 'loopback';
    expect(tier, why).toBe(has('namespaces') && has('ptrace') ? expected : 'replay');
    for (const id of ['koffi', 'namespaces', 'ptrace', 'pidfd_getfd', 'tcp_diag', 'unix_diag'])
      expect(has(id), id).toBe(true);
    for (const { id, ok, enable } of capabilities) expect(enable === undefined, id).toBe(ok);
  });
});
