import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { LabState } from '#shared/model/state';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import { narration } from '#shared/model/narration';
import { peerWords } from './SocketRow.tsx';
import { Stage } from './Stage.tsx';
import { oneHostLog } from './testing/one-host-log.ts';
import { tcpEchoLog } from './testing/tcp-echo-log.ts';
import { unixEchoLog } from './testing/unix-echo-log.ts';

const tcp = tcpEchoLog();
const unix = unixEchoLog();

const draw = (state: LabState, options: { lecture?: boolean; compact?: boolean; canRelease?: boolean } = {}): string =>
  renderToStaticMarkup(
    <Stage
      state={state}
      lecture={options.lecture ?? false}
      compact={options.compact ?? false}
      canRelease={options.canRelease ?? true}
      onRelease={() => undefined}
    />,
  );

const at = (moment: string, log = tcp): LabState => {
  const state = log.moments.get(moment);
  if (state === undefined) throw new Error(`no moment ${moment}`);
  return state;
};

/** data-state by data-socket, as painted. */
const paintedSockets = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/data-socket="(\w+)" data-state="(\w+)"/g)].map((m) => [m[1] ?? '', m[2] ?? '']),
  );

const livingSockets = (state: LabState): Record<string, string> =>
  Object.fromEntries(
    Object.values(state.sockets)
      .filter((socket) => !socket.gone)
      .map((socket) => [socket.id, socket.state]),
  );

describe('the stage', () => {
  it.each(['plate', 'lecture', 'compact'])(
    '%s: paints the state of every socket at every moment of whole runs',
    (name) => {
      for (const state of [tcp, unix, oneHostLog()].flatMap((log) => [...log.moments.values()])) {
        const html = draw(state, { lecture: name === 'lecture', compact: name === 'compact' });
        expect(paintedSockets(html)).toEqual(livingSockets(state));
        expect(html).not.toContain('NaN');
        expect(html).not.toContain('undefined');
      }
    },
  );

  it('is drawn before anything is known', () => {
    expect(draw(initialState)).toContain('data-arrangement="plate"');
  });

  it('opens the gate of the call that is in the kernel, and outlines the one that is held', () => {
    const html = draw(at('server waits in accept'));
    expect(html).toMatch(/class="stage-gate" data-phase="blocked" data-call="accept"/);
    expect(html).toContain('blocked 2.1 s');
    expect(draw(at('client at connect'))).toMatch(/class="stage-gate" data-phase="gate" data-call="connect"/);
  });

  it('makes every open gate a button, where gates can be released', () => {
    const state = at('two packets one way');
    const gates = [...draw(state).matchAll(/role="button"[^>]*data-gate="(\w+)"/g)].map((m) => m[1]);
    const packets = state.gates.filter((gate) => gate.packet !== null);
    const calls = state.gates.filter((gate) => gate.packet === null).map((gate) => gate.id);
    expect(packets).toHaveLength(2);
    for (const id of calls) expect(gates).toContain(id);
    expect(draw(state, { canRelease: false })).not.toContain('role="button"');
  });

  it('offers what can be done with the held packet', () => {
    const html = draw(at('SYN,ACK held'));
    expect([...html.matchAll(/data-action="(\w+)"(?: data-delay="(\d+)")?/g)].map((m) => [m[1], m[2]])).toEqual([
      ['release', undefined],
      ['drop', undefined],
      ['duplicate', undefined],
      ['corrupt', undefined],
      ['delay', '200'],
      ['delay', '1000'],
      ['delay', '5000'],
      ['inspect', undefined],
    ]);
  });

  it('shows a packet that was let go to wait with a clock, and offers nothing more for it', () => {
    const held = at('SYN,ACK held');
    const gate = held.gates.find(({ packet }) => packet === 'p2');
    const event = { seq: held.seq + 1, t: held.t, kind: 'gate.release', source: 'user', by: 'presenter' } as const;
    const state = applyEvent(held, { ...event, gate: gate?.id ?? '', action: 'delay', delayMs: 5000 });
    const html = draw(state);
    expect(html).toContain('class="stage-clock" data-delay="5000"');
    expect(html).not.toContain('data-action');
    expect(narration(state)).toContain('goes on by itself after 5 s');
  });

  it.each([
    [
      'dropped',
      { kind: 'packet.dropped', source: 'lab', why: 'drop the first SYN' },
      'SYN,ACK lost: drop the first SYN',
    ],
    ['corrupted', { kind: 'packet.delivered', source: 'wire', corrupted: 319 }, 'SYN,ACK corrupted: bit 319 flipped'],
    ['delivered', { kind: 'packet.delivered', source: 'wire', rule: 'release every ACK' }, 'rule: release every ACK'],
  ] as const)('says of a packet what was done to it: %s', (fate, how, words) => {
    const held = at('SYN,ACK held');
    const packet = held.packets['p2']?.event;
    if (packet?.kind !== 'packet.held') throw new Error('p2 is not held');
    const html = draw(applyEvent(held, { ...packet, ...how, seq: held.seq + 1 }));
    expect(html).toContain(`data-fate="${fate}"`);
    expect(html).toContain(words);
    expect(html.includes('data-corrupted="true"')).toBe(fate === 'corrupted');
  });

  it('offers to end TIME_WAIT, where that can be asked for, and says what it is', () => {
    const state = at('client TIME_WAIT');
    expect(draw(state)).not.toContain('data-destroy');
    const html = renderToStaticMarkup(
      <Stage state={state} lecture={false} canRelease onRelease={() => undefined} onDestroy={() => undefined} />,
    );
    expect(html).toContain('aria-label="end it now: SOCK_DESTROY, a fast-forward, not what a network does"');
    expect(html).toContain('data-destroy="s2"');
  });

  it('shows how many copies of a held packet came', () => {
    expect(draw(at('SYN,ACK copies'))).toContain('×3');
    expect(draw(at('SYN,ACK held'))).not.toContain('×');
  });

  it('gives the accent to one thing: the held packet, softly to the socket it came from', () => {
    const html = draw(at('SYN,ACK held'));
    expect(html).toMatch(/data-packet="p2" data-phase="held"[^>]*data-now="true"/);
    expect(html).toMatch(/data-socket="s3" data-state="SYN_RECV" data-phase="half-open"[^>]*data-now="soft"/);
    expect(html).not.toContain('data-now="strong"');
  });

  it('draws what belongs to nobody without a descriptor', () => {
    const html = draw(at('client TIME_WAIT'));
    expect(html).toMatch(/data-socket="s2" data-state="TIME_WAIT" data-phase="ownerless"/);
    expect(html).toContain('belongs to nobody · ends in 60 s');
  });

  it('keeps delivered packets as ghosts', () => {
    expect(draw(at('SYN,ACK held'))).toMatch(/data-packet="p1" data-phase="delivered"/);
  });

  it('shows bytes that move inside one kernel in the queue of the peer', () => {
    const html = draw(at('hello copied', unix));
    expect(html).toContain('copied inside');
    expect([...html.matchAll(/class="stage-byte"/g)]).toHaveLength(5);
    expect(draw(at('accepted', unix))).not.toContain('copied inside');
  });

  it('shows the bytes that the calls say are in a queue, as concluded', () => {
    const known = [...tcp.moments.values()].map((state) => draw(state)).filter((html) => html.includes('stage-byte'));
    expect(known.length).toBeGreaterThan(0);
    for (const html of known) {
      expect(html).toMatch(/“hello”, concluded from the calls/);
      expect(html).not.toMatch(/class="stage-byte"(?! data-inferred="true")/);
    }
  });

  it('does not call the peer of a datagram socket gone that never had one', () => {
    const state = at('hello copied', unix);
    const socket = Object.values(state.sockets).find(({ state: name }) => name === 'ESTABLISHED');
    if (socket === undefined) throw new Error('nothing is connected');
    const alone = { ...socket, peer: null };
    expect(peerWords(state, alone)).toBe('peer: gone');
    expect(peerWords(state, { ...alone, type: 'SOCK_DGRAM' })).toBe('no peer: takes from anybody');
  });

  it('says that the hardware is not used for Unix sockets', () => {
    expect(draw(at('ready', unix))).toContain('not used: both processes are on this machine');
    expect(draw(at('ready'))).not.toContain('not used');
  });
});
