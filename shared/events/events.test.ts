import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eventSchema } from './event.ts';
import { valueSchema } from './value.ts';

const page = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');
const kinds: readonly string[] = eventSchema.options.map((option) => option.shape.kind.value);
const headings = [...page.matchAll(/^### (\S+)$/gm)].map((match) => match[1] ?? '');
const examples = [...page.matchAll(/^\{"seq".*$/gm)].map((match) => match[0]);

describe('docs/events.md', () => {
  test('describes every kind of event once, and nothing else', () => {
    expect(headings).toHaveLength(kinds.length);
    expect(new Set(headings)).toEqual(new Set(kinds));
  });

  test('has an example of every kind', () => {
    const shown = new Set(examples.map((line) => (JSON.parse(line) as { kind: string }).kind));
    expect(kinds.filter((kind) => !shown.has(kind))).toEqual([]);
  });

  test.each(examples)('example %s survives the schema unchanged', (line) => {
    const example: unknown = JSON.parse(line);
    expect(eventSchema.parse(example)).toEqual(example);
  });

  test('names every field of every kind', () => {
    const fields = new Set(eventSchema.options.flatMap((option) => Object.keys(option.shape)));
    // Plain enough by name; each stands in an example.
    const shown = new Set(examples.flatMap((line) => Object.keys(JSON.parse(line) as object)));
    expect([...fields].filter((field) => !page.includes(`\`${field}\``) && !shown.has(field))).toEqual([]);
  });

  test('shows values that the schema knows', () => {
    const section = page.slice(page.indexOf('## Values'));
    const values = [...section.matchAll(/`(\{[^`]+\})`/g)].map((match) => match[1] ?? '');
    expect(values.length).toBeGreaterThan(8);
    for (const text of values) expect(valueSchema.parse(JSON.parse(text))).toEqual(JSON.parse(text));
  });
});

describe("the schema, on the design's own examples", () => {
  const common = { pid: 4132, tid: 4132, role: 'client', call: 'connect', api: 'connect' };
  test.each([
    {
      seq: 41,
      t: 183204511,
      kind: 'syscall.enter',
      source: 'ptrace',
      sources: { api: 'program', line: 'program' },
      ...common,
      line: 15,
      args: [
        { name: 'sockfd', value: 3, socket: 's2' },
        { name: 'addr', value: { family: 'AF_INET', addr: '10.0.0.1', port: 7000 } },
        { name: 'addrlen', value: 16 },
      ],
    },
    { seq: 42, t: 183210000, kind: 'gate.open', source: 'lab', gate: 'g9', holds: 'syscall.enter', ref: 41 },
    { seq: 43, t: 191000000, kind: 'gate.release', source: 'user', gate: 'g9', by: 'presenter' },
    {
      seq: 45,
      t: 191520044,
      kind: 'socket.state',
      source: 'sock_diag',
      socket: 's2',
      from: 'CLOSED',
      to: 'SYN_SENT',
      cause: 41,
    },
    {
      seq: 61,
      t: 240233871,
      kind: 'syscall.exit',
      source: 'ptrace',
      ...common,
      ret: 0,
      kernelNs: 49029360,
      heldNs: 7789489,
      cause: 58,
    },
  ])('$kind', (event) => {
    expect(eventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  test.each([
    ['an unknown kind', { seq: 1, t: 0, kind: 'socket.opened', source: 'lab' }],
    ['a seq of 0', { seq: 0, t: 0, kind: 'marker', source: 'user', label: 'x' }],
    ['an unknown source', { seq: 1, t: 0, kind: 'marker', source: 'rumour', label: 'x' }],
    ['an unknown state', { seq: 1, t: 0, kind: 'socket.gone', source: 'lab', socket: 's1', from: 'ESTAB' }],
    ['a call without args', { seq: 1, t: 0, kind: 'syscall.enter', source: 'ptrace', ...common }],
  ])('%s is refused', (_name, event) => {
    expect(eventSchema.safeParse(event).success).toBe(false);
  });
});
