import { describe, expect, it } from 'vitest';
import { CauseIndex } from '#shared/model/causes';
import { tcpEcho } from '#shared/model/testing/tcp-echo';
import { linkCss, linkedBy } from './link-css.ts';
import { eventNamed } from './named.ts';
import { eventSelected } from './selected.ts';

const story = tcpEcho('connected');
const { state } = story;
const connect = story.log.find((event) => event.kind === 'syscall.enter' && event.api === 'connect')?.seq ?? 0;
const delivered = (packet: string): number =>
  story.log.find((event) => event.kind === 'packet.delivered' && event.packet === packet)?.seq ?? 0;
/** What sent each packet, which the story leaves out. */
const senders: Readonly<Record<string, number>> = { p1: connect, p2: delivered('p1'), p3: delivered('p2') };
const log = story.log.map((event) =>
  event.kind === 'packet.held' ? { ...event, cause: senders[event.packet] ?? 1 } : event,
);
const index = new CauseIndex();
for (const event of log) index.add(event);
const eventOf = (seq: number) => log[seq - 1];
const held = (packet: string): number =>
  log.find((event) => event.kind === 'packet.held' && event.packet === packet)?.seq ?? 0;

describe('what a drawn thing stands for', () => {
  it('the event it names; a packet’s last; a transition; the socket’s last transition', () => {
    expect(eventNamed({ at: '12', socket: 's1' }, state)).toBe(12);
    expect(eventOf(eventNamed({ packet: 'p1' }, state) ?? 0)).toMatchObject({ kind: 'packet.delivered', packet: 'p1' });
    expect(eventOf(eventNamed({ edge: 'CLOSED->SYN_SENT' }, state) ?? 0)).toMatchObject({ socket: 's2' });
    expect(eventOf(eventNamed({ socket: 's3' }, state) ?? 0)).toMatchObject({ to: 'ESTABLISHED', socket: 's3' });
    expect(eventSelected({ kind: 'socket', id: 's3' }, state)).toBe(eventNamed({ socket: 's3' }, state));
  });

  it('nothing, where the model knows no such thing', () => {
    for (const named of [{ packet: 'p99' }, { socket: 's99' }, { edge: 'LISTEN->CLOSING' }, {}]) {
      expect(eventNamed(named, state)).toBeNull();
    }
    expect(eventSelected({ kind: 'call', name: 'bind' }, state)).toBeNull();
  });
});

describe('what is lit for connect()', () => {
  const chain = index.chainOf(connect);

  it('at the end: its packets, the sockets of both hosts and their transitions', () => {
    const { self, effect } = linkedBy(chain, log.length, eventOf);
    expect(self.events).toEqual([`[data-at="${connect}"]`]);
    expect(self.things).toEqual(['[data-socket="s2"]']);
    expect(effect.things).toEqual([
      '[data-packet="p1"]',
      '[data-socket="s3"]',
      '[data-packet="p2"]',
      '[data-packet="p3"]',
    ]);
    expect(effect.edges).toEqual([
      '[data-edge="CLOSED->SYN_SENT"]',
      '[data-edge="SYN_SENT->ESTABLISHED"]',
      '[data-edge="SYN_RECV->ESTABLISHED"]',
    ]);
  });

  it('while the SYN is held: the lists know what is to come, the picture only what was', () => {
    const { effect } = linkedBy(chain, held('p1'), eventOf);
    expect(effect.things).toEqual(['[data-packet="p1"]']);
    expect(effect.edges).toEqual(['[data-edge="CLOSED->SYN_SENT"]']);
    expect(effect.events).toContain(`[data-at="${held('p3')}"]`);
  });

  it('is said with lines of three kinds, not with colours', () => {
    const css = linkCss(linkedBy(index.chainOf(held('p2')), log.length, eventOf));
    expect(css).toContain('outline:4px double');
    expect(css).toContain('outline:2px dashed');
    expect(css).toContain("--link:'cause'");
    expect(css).toContain("--link:'effect'");
  });

  it('no name can break out of its selector', () => {
    const event = { ...log[held('p1') - 1], packet: 'p1"] *{x' } as (typeof log)[number];
    const chain = { seq: event.seq, causes: [], effects: [] };
    expect(linkedBy(chain, log.length, () => event).self.things).toEqual(['[data-packet="p1\\"] *{x"]']);
  });
});
