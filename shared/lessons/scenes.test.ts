import { describe, expect, it } from 'vitest';
import { parseScenes, type ReadScenes } from './scenes.ts';
import { isWalkthrough, parseWalkthrough } from './walkthrough.ts';

const roles = (lesson: string): readonly string[] | null =>
  ({ 'tcp-echo': ['server', 'client'], 'unix-echo': ['server', 'client'], pair: ['parent'] })[lesson] ?? null;

const read = (body: string, own: string | null = 'tcp-echo'): ReadScenes =>
  parseScenes('lesson.md', body, 10, own, roles);

const told = (body: string, own?: string | null): readonly string[] =>
  read(body, own).faults.map(({ line, column, message }) => `${line}:${column} ${message}`);

const handshake = `What stands before the first heading is not told.

## The handshake

\`\`\`scene
run:
  - until client is SYN_SENT
  - drop packet SYN from B to A
show: [machine, log]
focus: [client connect, kernel, wire, server]
expect: client reaches SYN_SENT
ask:
  question: What does the server know now?
  options: [nothing, SYN_RECV]
  answer: nothing
  because: Its SYN is still on the wire.
\`\`\`

The client calls \`connect()\`.

> Point at the gate.
> Wait.

It sleeps.

## Nothing more
`;

describe('scenes', () => {
  it('are headings with directives, narration and notes for the presenter alone', () => {
    const { scenes, faults } = read(handshake);
    expect(faults).toEqual([]);
    expect(scenes).toEqual([
      {
        title: 'The handshake',
        line: 12,
        narration: 'The client calls `connect()`.\n\nIt sleeps.',
        notes: 'Point at the gate.\nWait.',
        lab: 'tcp-echo',
        beside: null,
        run: [
          {
            kind: 'until',
            condition: { kind: 'is', role: 'client', state: 'SYN_SENT' },
            text: 'client is SYN_SENT',
          },
          {
            kind: 'packet',
            action: 'drop',
            what: { kind: 'packet', what: ['SYN'], from: 'B', to: 'A', fate: null, where: [] },
            text: 'drop packet SYN from B to A',
          },
        ],
        show: ['machine', 'log'],
        focus: [
          { kind: 'program', role: 'client', api: 'connect' },
          { kind: 'layer', layer: 'kernel' },
          { kind: 'wire' },
          { kind: 'program', role: 'server', api: null },
        ],
        expect: [
          { text: 'client reaches SYN_SENT', condition: { kind: 'reaches', role: 'client', state: 'SYN_SENT' } },
        ],
        ask: {
          text: 'What does the server know now?',
          options: ['nothing', 'SYN_RECV'],
          answer: 0,
          because: 'Its SYN is still on the wire.',
          shows: [null, null],
          reasons: ['', ''],
        },
        tryNext: [],
        minutes: null,
      },
      {
        title: 'Nothing more',
        line: 35,
        narration: '',
        notes: '',
        lab: null,
        beside: null,
        run: [],
        show: [],
        focus: [],
        expect: [],
        ask: null,
        tryNext: [],
        minutes: null,
      },
    ]);
  });

  it('go on in the lab of the scene before, whose roles they may name', () => {
    const body = '## One\n```scene\nlab: pair\n```\n## Two\n```scene\nfocus: [parent fork, client]\n```\n';
    const { scenes } = read(body, null);
    expect(scenes.map(({ lab }) => lab)).toEqual(['pair', null]);
    expect(told(body, null)).toEqual(['16:22 no program of pair has the role client; its roles are parent.']);
  });

  it.each([
    ['run: until server', '12:6 "server" is not a condition'],
    ['run: until client never reaches CLOSED', '12:6 only the end tells'],
    ['run: [step, jump]', '12:13 "jump" is nothing a scene can do; write it like "until client is SYN_SENT"'],
    ['run: release nobody accept', '12:6 no program of tcp-echo has the role nobody; its roles are server, client.'],
    [
      'run: drop packet SYN from B to A dropped',
      '12:6 "drop packet SYN from B to A dropped" decides about a packet that is held',
    ],
    ['show: [stage, film]', '12:15 there is no pane film; write one of stage, machine'],
    ['show: [stage, log, packets]', '12:7 a class can follow 2 panes at once'],
    ['focus: the whole kernel side', '12:8 no program of tcp-echo has the role the whole kernel'],
    ['expect: it works', '12:9 "it works" is not a condition'],
    ['lab: nowhere', '12:6 there is no lesson nowhere; name one by its id, such as lab: tcp-echo.'],
    ['sound: loud', '12:1 a scene has no key sound; the keys are lab, beside, run, show'],
    ['ask: why?', '12:6 ask has keys of its own: question, options and answer.'],
    ['ask: { question: Why?, options: [a, b], answer: c }', '12:49 the answer is none of the options; write a or b.'],
    ['ask: { question: Why?, options: [a], answer: a }', '12:33 a question has 2 to 6 different options.'],
    ['ask: { options: [a, b], answer: a }', '12:6 the question has no text; add question:'],
    [
      'ask: { question: Why?, options: [a, b, { when: step }], answer: a }',
      '12:40 an option has a text; write it like',
    ],
    ['ask: { question: Why?, options: [a, { text: b, hint: c }], answer: a }', '12:48 an option has no key hint'],
    [
      'ask: { question: Why?, options: [a, { text: b, when: server exits 0 }], answer: a }',
      '12:81 what decides for the answer is not said; add when: to that option, too.',
    ],
    [
      'ask: { question: Why?, options: [a, { text: b, when: server never exits 0 }], answer: b }',
      '12:54 only the end tells whether "server never exits 0" holds',
    ],
    ['ask: { question: Why?, options: [a, { text: b, when: nobody exits 0 }], answer: b }', '12:54 no program of'],
    ['beside: unix-echo', '12:9 two labs side by side start together; name the first one too'],
    ['beside: nowhere', '12:9 there is no lesson nowhere; name one by its id, such as beside: tcp-echo.'],
    ['run: in unix-echo until server blocked in accept', '12:6 no lab of unix-echo runs in this scene; add beside:'],
    ['try: [tcp-echo, nowhere]', '12:17 there is no lesson nowhere; name lessons by their ids'],
    ['minutes: soon', '12:10 minutes is how long the scene takes in a class, at most 60'],
    ['minutes: 90', '12:10 minutes is how long the scene takes in a class, at most 60'],
    ['run: until client prints "a: b"', '12:6 Nested mappings are not allowed'],
    ['- a list', '12:1 a scene is written in keys'],
  ])('%s: is told with its place in the file', (line, fault) => {
    const faults = told(`## One\n\`\`\`scene\n${line}\n\`\`\`\n`);
    expect(faults[0]).toContain(fault);
    expect(faults).toHaveLength(1);
  });

  it('may run in two labs side by side, and speak of one of them or of both', () => {
    const body = `## Two kinds
\`\`\`scene
lab: tcp-echo
beside: unix-echo
run: [until client connect returns 0, in tcp-echo until client is ESTABLISHED]
show: steps
expect: [server blocked in accept, in unix-echo client connect returns 0]
\`\`\`
## On with both
\`\`\`scene
run: in unix-echo at once to the end
minutes: 1.5
try: unix-echo
\`\`\`
## One again
\`\`\`scene
lab: pair
focus: parent
\`\`\`
`;
    const { scenes, faults } = read(body, null);
    expect(faults).toEqual([]);
    expect(scenes.map(({ lab, beside }) => [lab, beside])).toEqual([
      ['tcp-echo', 'unix-echo'],
      [null, null],
      ['pair', null],
    ]);
    expect(scenes[0]?.run.map(({ kind, only }) => [kind, only])).toEqual([
      ['until', undefined],
      ['until', 'tcp-echo'],
    ]);
    expect(scenes[0]?.expect.map(({ only }) => only)).toEqual([undefined, 'unix-echo']);
    expect(scenes[1]).toMatchObject({
      run: [{ kind: 'end', only: 'unix-echo', atOnce: true }],
      minutes: 1.5,
      tryNext: ['unix-echo'],
    });
  });

  it.each([
    ['run: release client fork', 'no fault'],
    ['run: release parent fork', 'no program of tcp-echo has the role parent; its roles are server, client.'],
    ['run: in pair step', 'no lab of pair runs in this scene; write in tcp-echo or in unix-echo.'],
    ['show: [stage, log]', 'each of two labs side by side has room for one view; name one.'],
  ])('in two labs, %s: %s', (line, fault) => {
    const faults = told(`## Two\n\`\`\`scene\nlab: tcp-echo\nbeside: unix-echo\n${line}\n\`\`\`\n`, null);
    expect(faults[0] ?? 'no fault').toContain(fault);
  });

  it('ask what the kernel decides: a condition for each option, and why the wrong ones are wrong', () => {
    const { scenes, faults } = read(`## One
\`\`\`scene
ask:
  question: Which packet leaves first?
  options:
    - { text: SYN, when: packet SYN from B to A }
    - { text: ACK, when: packet ACK from B to A, because: An ACK answers something. }
    - none
  answer: SYN
\`\`\`
`);
    expect(faults).toEqual([]);
    expect(scenes[0]?.ask).toMatchObject({
      options: ['SYN', 'ACK', 'none'],
      answer: 0,
      shows: [{ text: 'packet SYN from B to A' }, { text: 'packet ACK from B to A' }, null],
      reasons: ['', 'An ACK answers something.', ''],
    });
  });

  it('say where a block was not closed', () => {
    expect(told('## One\n\n```scene\nrun: step\n')).toEqual([
      '12:1 the block ```scene has no end; add a line of three backticks (```) after it.',
    ]);
  });
});

describe('a walkthrough', () => {
  const folder = (text: string) => ({ id: 'lecture', files: new Map([['lesson.md', text]]) });

  it('is a lesson.md with scenes and without programs', () => {
    expect(isWalkthrough(folder('---\ntitle: All\n---\n## One\n'))).toBe(true);
    expect(isWalkthrough(folder('---\nprograms: []\n---\n## One\n'))).toBe(false);
    expect(isWalkthrough(folder('---\ntitle: All\n---\n'))).toBe(false);
  });

  it('takes its scenes through the labs of lessons', () => {
    const text =
      '---\ntitle: All\n---\n## One\n```scene\nlab: tcp-echo\n```\n## Two\n## Three\n```scene\nlab: unix-echo\n```\n';
    const read_ = parseWalkthrough(folder(text), roles);
    expect(read_.ok && read_.value.scenes.map(({ title, lab }) => [title, lab])).toEqual([
      ['One', 'tcp-echo'],
      ['Two', null],
      ['Three', 'unix-echo'],
    ]);
  });

  it('has no other keys, and needs a first lab', () => {
    const read_ = parseWalkthrough(folder('---\nroom: 7\n---\n## One\n'), roles);
    expect(!read_.ok && read_.error.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '2 a walkthrough has no key room; the keys are id, title, summary.',
      '4 the first scene has no lab; name the lesson whose programs it runs, such as lab: tcp-echo.',
    ]);
  });
});
