import { describe, expect, it } from 'vitest';
import { eventSchema } from '#shared/events/event';
import { isEventKind } from '#shared/events/kinds';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { parseServerMessage } from './server-message.ts';

const welcome = { type: 'welcome', protocol: PROTOCOL_VERSION, lab: 'l1', log: 'a', head: 0, mode: 'live' };
const parse = (message: unknown) => parseServerMessage(JSON.stringify(message));

describe('what the server says', () => {
  it('is taken as it is', () => {
    const events = [{ seq: 1, t: 0, kind: 'lab.ready', source: 'lab', wire: 'tun', missing: [] }];
    for (const message of [welcome, { type: 'events', events }, { type: 'history', events: [] }]) {
      expect(parse(message)).toEqual(message);
    }
  });

  it.each([
    ['no text', 7],
    ['no JSON', '{'],
  ])('is nothing where it is %s', (_, data) => {
    expect(parseServerMessage(data)).toBeNull();
  });

  it.each([
    ['a poem', { type: 'poem' }],
    ['a welcome without a log', { ...welcome, log: undefined }],
    ['events without a list', { type: 'events' }],
    ['an event of a kind that is not known', { type: 'events', events: [{ seq: 1, kind: 'poem' }] }],
    ['an event whose kind is a word of the language', { type: 'events', events: [{ seq: 1, kind: 'constructor' }] }],
    ['an event without a seq', { type: 'history', events: [{ kind: 'marker' }] }],
    ['an event that is none', { type: 'events', events: [null] }],
  ])('is nothing where it is %s', (_, message) => {
    expect(parse(message)).toBeNull();
  });

  it('may be of every kind that the schema has', () => {
    const kinds = eventSchema.options.map((option) => option.shape.kind.value);
    expect(kinds.every(isEventKind)).toBe(true);
  });
});
