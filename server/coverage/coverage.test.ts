import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { check, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import type { SocketState } from '#shared/events/socket';
import { tcpFigure } from '#shared/machines/tcp-figure';
import { tcp } from '#shared/machines/tcp';
import { Story } from '#shared/model/testing/story';
import { server, tcpEcho } from '#shared/model/testing/tcp-echo';
import { unixEcho } from '#shared/model/testing/unix-echo';
import { projectRoot } from '../supervisor/root.ts';
import { coverageOf, missingEdges, type CoveredRun } from './coverage.ts';
import { coverageMarkdown } from './markdown.ts';
import { reportText } from './report.ts';

const run = (id: string, story: Story, faults: readonly string[] = []): CoveredRun => ({
  id,
  title: `The ${id} lesson`,
  events: story.log,
  faults,
});

const runs = [
  run('echo', tcpEcho()),
  run('again', tcpEcho()),
  run(
    'unix',
    unixEcho(() => undefined),
  ),
];

/** A socket of the server's in this state. */
function socketIn(state: SocketState): Story {
  const story = new Story().start(['server']).spawn(server);
  story.add('socket.open', {
    source: 'sock_diag',
    socket: 's1',
    host: 'A',
    family: 'AF_INET',
    type: 'SOCK_STREAM',
    protocol: 'tcp',
    state,
    owners: [{ pid: server.pid, fd: 3 }],
    cookie: '1',
  });
  return story;
}

/** send() fails on a socket in this state. */
const refused = (state: SocketState): Story =>
  socketIn(state)
    .enter(server, 'send/sendto', 9, [['sockfd', 3, 's1']])
    .letIn(server)
    .returns(server, 'EPIPE');

/** A half-open request that a RST ends. */
function resetInSynRecv(): Story {
  const story = tcpEcho('syn,ack held').packet('p8', 'B', 'RST', [41532, 7000]);
  return story.deliver('p8', () => {
    story.add('socket.gone', { source: 'sock_diag', socket: 's3', from: 'SYN_RECV', cause: story.log.length });
  });
}

const ofTcp = (...covered: readonly CoveredRun[]) => {
  const [first] = coverageOf(covered);
  if (first?.machine !== tcp) throw new Error('TCP comes first');
  return first;
};

describe('coverage', () => {
  test('names where each state was seen: lesson, source, first event, how often', () => {
    const established = ofTcp(...runs).states.find(({ state }) => state === 'ESTABLISHED');
    expect(established?.seen).toEqual(
      ['echo', 'again'].map((lesson) => ({ lesson, source: 'sock_diag', seq: expect.any(Number) as number, count: 2 })),
    );
    const { seq } = established?.seen[0] ?? { seq: 0 };
    expect(runs[0]?.events[seq - 1]).toMatchObject({ kind: 'socket.state', to: 'ESTABLISHED' });
  });

  test('never takes what was not seen for seen', () => {
    const none = ofTcp(run('nothing', new Story().start(['server'])));
    expect(none.states.every(({ seen }) => seen.length === 0)).toBe(true);
    expect(missingEdges(none).map(({ row }) => `${row.from}>${row.to}`)).toHaveLength(tcpFigure.length - 2);
    const missing = missingEdges(ofTcp(...runs)).map(({ row }) => `${row.from}>${row.to}`);
    expect(missing).toEqual([
      'FIN_WAIT1>CLOSING',
      'CLOSING>TIME_WAIT',
      'TIME_WAIT>CLOSED',
      'SYN_SENT>CLOSED',
      'SYN_SENT>SYN_RECV',
      'SYN_RECV>FIN_WAIT1',
    ]);
  });

  test('takes no edge for the kernel’s that a person brought about', () => {
    const story = socketIn('LISTEN');
    const cause = story.add('marker', { source: 'user', label: 'presenter ends s1 (SOCK_DESTROY)' });
    story.add('socket.gone', { source: 'sock_diag', socket: 's1', from: 'LISTEN', cause });
    const { edges, others } = ofTcp(run('ended', story));
    expect(edges.filter(({ seen }) => seen.length > 0)).toEqual([]);
    expect(others).toMatchObject([{ from: 'LISTEN', to: 'CLOSED', why: 'ended from outside (SOCK_DESTROY)' }]);
  });

  test('shows what this kernel does instead of the book', () => {
    const insteadOf = (from: string, ...covered: readonly CoveredRun[]) =>
      ofTcp(...covered).edges.find(({ row, instead }) => row.from === from && instead !== null)?.instead?.evidence;
    expect(insteadOf('LISTEN', ...runs)).toEqual([]);
    expect(insteadOf('LISTEN', run('send', refused('LISTEN')))).toEqual([
      { lesson: 'send', seq: expect.any(Number) as number, what: 'send() on a listener failed with EPIPE' },
    ]);
    expect(insteadOf('LISTEN', run('send', refused('CLOSE_WAIT')))).toEqual([]);
    expect(insteadOf('SYN_RECV', ...runs)).toEqual([]);
    expect(insteadOf('SYN_RECV', run('reset', resetInSynRecv()))).toMatchObject([{ lesson: 'reset' }]);
  });
});

describe('the report', () => {
  const text = reportText([...runs, run('broken', new Story(), ['It broke.'])], coverageOf(runs));

  test('says how much of the figure was observed', () => {
    expect(text).toContain(
      'TCP state machine (RFC 9293, figure 5): 10 of 11 states, 12 of 20 edges observed, 2 that this kernel has not, 6 not observed',
    );
  });

  test('says where, and what was not', () => {
    const seq = tcpEcho().log.find((event) => event.kind === 'socket.state' && event.to === 'LISTEN')?.seq;
    expect(text).toMatch(
      new RegExp(`CLOSED -> LISTEN +passive OPEN / create TCB +sock_diag +echo ${seq}, again ${seq}\n`),
    );
    expect(text).toMatch(/FIN_WAIT1 -> CLOSING +rcv FIN \/ snd ACK +not observed\n/);
  });

  test('names the lessons that failed', () => {
    expect(text).toContain('4 lessons run, 1 not as expected\n  broken: It broke.\n');
  });
});

describe('docs/coverage.md', () => {
  test('is written as prettier would', async () => {
    const page = coverageMarkdown([...runs, run('broken', new Story(), ['It broke.'])], coverageOf(runs));
    const config = await resolveConfig(join(projectRoot(), 'docs/coverage.md'));
    expect(await check(page, { ...config, parser: 'markdown' })).toBe(true);
    expect(page).toContain('- `broken` did not run as it expects: It broke.');
  });

  test('names every state and every edge of the tables', () => {
    const page = readFileSync(join(projectRoot(), 'docs/coverage.md'), 'utf8');
    for (const { machine } of coverageOf([])) {
      expect(page).toContain(`## ${machine.title}`);
      for (const state of machine.states) expect(page).toContain(`| ${state} `);
      for (const { from, to } of machine.transitions) expect(page).toContain(`| ${from} → ${to} `);
    }
  });
});
