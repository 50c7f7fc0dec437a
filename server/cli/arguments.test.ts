import { describe, expect, it } from 'vitest';
import { parseCommand } from './arguments.ts';

const parse = (line: string, env: Record<string, string> = {}): unknown => {
  const command = parseCommand(line === '' ? [] : line.split(' '), env);
  return command.ok ? command.value : command.error.message;
};

describe('the command line', () => {
  it.each([
    ['', {}, { kind: 'serve', port: 4870, host: '127.0.0.1', open: true, lan: false, lessons: null }],
    ['serve', {}, { kind: 'serve', port: 4870, host: '127.0.0.1', open: true, lan: false, lessons: null }],
    ['--lessons mine', {}, { kind: 'serve', port: 4870, host: '127.0.0.1', open: true, lan: false, lessons: 'mine' }],
    ['lint mine', {}, { kind: 'lint', folder: 'mine' }],
    ['--lan', {}, { kind: 'serve', port: 4870, host: '0.0.0.0', open: true, lan: true, lessons: null }],
    [
      '--lan --host 10.1.2.3',
      {},
      { kind: 'serve', port: 4870, host: '10.1.2.3', open: true, lan: true, lessons: null },
    ],
    [
      '--port 5000 --no-open',
      {},
      { kind: 'serve', port: 5000, host: '127.0.0.1', open: false, lan: false, lessons: null },
    ],
    ['serve --port=0 --host ::1', {}, { kind: 'serve', port: 0, host: '::1', open: true, lan: false, lessons: null }],
    [
      '',
      { PORT: '6000', HOST: '0.0.0.0', BROWSER: 'none' },
      { kind: 'serve', port: 6000, host: '0.0.0.0', open: false, lan: false, lessons: null },
    ],
    [
      '--port 7000',
      { PORT: '6000' },
      { kind: 'serve', port: 7000, host: '127.0.0.1', open: true, lan: false, lessons: null },
    ],
    ['run tcp-echo', {}, { kind: 'run', lesson: 'tcp-echo', json: false, record: null }],
    ['run ./mine --json --record x.gz', {}, { kind: 'run', lesson: './mine', json: true, record: 'x.gz' }],
    ['doctor --json', {}, { kind: 'doctor', json: true }],
    ['coverage', {}, { kind: 'coverage', format: 'text' }],
    ['coverage --markdown', {}, { kind: 'coverage', format: 'markdown' }],
    ['export x.gz --format pcapng', {}, { kind: 'export', what: 'x.gz', format: 'pcapng', notes: true, out: null }],
    ['export x.gz --format html', {}, { kind: 'export', what: 'x.gz', format: 'html', notes: true, out: null }],
    ['export x.gz --format=pcapng -o y', {}, { kind: 'export', what: 'x.gz', format: 'pcapng', notes: true, out: 'y' }],
    [
      'export sockets --format slides --no-notes -o y',
      {},
      { kind: 'export', what: 'sockets', format: 'slides', notes: false, out: 'y' },
    ],
    [
      'replay x.gz --port 0',
      { BROWSER: 'none' },
      { kind: 'replay', file: 'x.gz', port: 0, host: '127.0.0.1', open: false, lan: false },
    ],
    ['--help', {}, { kind: 'help', about: null }],
    ['run --help', {}, { kind: 'help', about: 'run' }],
    ['export -h', {}, { kind: 'help', about: 'export' }],
    ['help', {}, { kind: 'help', about: null }],
    ['help doctor', {}, { kind: 'help', about: 'doctor' }],
    ['dance --help', {}, { kind: 'help', about: null }],
    ['--version', {}, { kind: 'version' }],
  ])('“%s” with %j', (line, env, command) => {
    expect(parse(line, env)).toEqual(command);
  });

  it.each([
    ['dance', 'There is no command “dance”'],
    ['--port many', 'not “many”'],
    ['--port 70000', 'not “70000”'],
    ['--port', '--port'],
    ['--loud', "'--loud'"],
    ['serve here', 'no further word'],
    ['serve --json', 'no option --json'],
    ['run', 'needs a lesson'],
    ['run a b', 'takes one lesson'],
    ['run tcp-echo --port 1', 'no option --port'],
    ['doctor --record x', 'no option --record'],
    ['coverage --json --markdown', 'not both'],
    ['coverage tcp-echo', 'no further word'],
    ['export', 'needs a recording'],
    ['export x.gz', 'needs --format html, --format slides or --format pcapng'],
    ['export x.gz --format pcap', 'needs --format html, --format slides or --format pcapng'],
    ['export x y --format html', 'takes one recording or walkthrough'],
    ['export x.gz --format pcapng --no-notes', 'A capture holds no notes'],
    ['replay', 'needs a recording'],
    ['replay x y', 'takes one recording'],
    ['replay x --port many', 'not “many”'],
  ])('“%s” is refused in one line', (line, words) => {
    const message = parse(line);
    expect(message).toContain(words);
    expect(message).toMatch(/^[^\n]*See sockscope (\w+ )?--help\.$/);
  });

  it('names the help of the command that was meant', () => {
    expect(parse('run a b')).toBe('run takes one lesson, but got 2. See sockscope run --help.');
    expect(parse('doctor --record x')).toBe('doctor has no option --record. See sockscope doctor --help.');
  });

  it('refuses a PORT that is no port', () => {
    expect(parse('', { PORT: 'x' })).toContain('not “x”');
  });
});
