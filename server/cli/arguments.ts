import { parseArgs } from 'node:util';
import { unreachable } from '#shared/base/exhaustive';
import { fail, failure, ok, type Result } from '#shared/base/result';

interface Address {
  readonly port: number;
  readonly host: string;
  readonly open: boolean;
  /** Other machines of the network may follow. */
  readonly lan: boolean;
}

const exportFormats = ['html', 'slides', 'pcapng'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export type Command =
  | (Address & { readonly kind: 'serve'; readonly lessons: string | null })
  | { readonly kind: 'lint'; readonly folder: string }
  | { readonly kind: 'run'; readonly lesson: string; readonly json: boolean; readonly record: string | null }
  | { readonly kind: 'doctor'; readonly json: boolean }
  | { readonly kind: 'coverage'; readonly format: 'text' | 'json' | 'markdown' }
  | {
      readonly kind: 'export';
      readonly what: string;
      readonly format: ExportFormat;
      readonly notes: boolean;
      readonly out: string | null;
    }
  | (Address & { readonly kind: 'replay'; readonly file: string })
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };

export const DEFAULT_PORT = 4870;
export const DEFAULT_HOST = '127.0.0.1';

export const helpText = `sockscope: sockets as they really work

  sockscope [serve] [--port N] [--host ADDRESS] [--lan] [--lessons DIR] [--no-open]
      Start the server and print the address of the page. Defaults: ${DEFAULT_HOST}, port ${DEFAULT_PORT}
      (or the variables HOST and PORT). --port 0 takes any free port. --no-open, or BROWSER=none,
      opens no browser; BROWSER=program opens that one. --lan lets a class on the same network follow a
      walkthrough by its short link, read-only; the printed address drives it, on this machine alone. --lessons
      adds the lessons and walkthroughs in the folders below DIR, and reads them again when they change.
  sockscope run <lesson id | folder> [--json] [--record FILE]
      Run a lesson to its end without a browser and print what happens, as strace would.
      --json prints the log's events, one JSON object a line. --record writes the log as a recording.
  sockscope lint <folder>
      Check a lesson or a walkthrough of your own, scenes and programs included, and start nothing.
  sockscope replay FILE [--port N] [--host ADDRESS] [--no-open]
      Start the server with this recording opened. It needs no lab.
  sockscope export <recording | walkthrough | lesson id> --format html|slides|pcapng [--no-notes] [-o FILE]
      html: a recording (or a log that run --json printed), or a whole walkthrough, as one HTML file that
      plays in any browser, from disk, with nothing fetched. slides: a walkthrough as pages to print, a
      scene a page. --no-notes leaves the presenter's notes out, for a class. pcapng: a recording's
      packets as a capture file for Wireshark, each packet's fate as a comment. To standard output without -o.
  sockscope coverage [--json | --markdown]
      Run all lessons and say which states and edges of the state machines were observed, from which
      source and in which lesson, and which were not.
  sockscope doctor [--json]
      Say what this machine can do, why, and what would enable the rest.
  sockscope --help, sockscope --version

Exit status: 0 fine; 1 a program or the lab failed, or an expectation was not met;
2 wrong usage or a faulty lesson; 3 this machine lacks what it needs.
`;

const optionTypes = {
  port: { type: 'string' },
  host: { type: 'string' },
  'no-open': { type: 'boolean' },
  lan: { type: 'boolean' },
  lessons: { type: 'string' },
  json: { type: 'boolean' },
  record: { type: 'string' },
  markdown: { type: 'boolean' },
  format: { type: 'string' },
  'no-notes': { type: 'boolean' },
  out: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const optionsOf = {
  serve: ['port', 'host', 'lan', 'lessons', 'no-open'],
  lint: [],
  run: ['json', 'record'],
  replay: ['port', 'host', 'no-open'],
  export: ['format', 'no-notes', 'out'],
  coverage: ['json', 'markdown'],
  doctor: ['json'],
} as const satisfies Record<string, readonly (keyof typeof optionTypes)[]>;

const usage = (message: string): ReturnType<typeof fail<ReturnType<typeof failure>>> =>
  fail(failure('usage', `${message} See sockscope --help.`));

/**
 * The command line as a value. `argv` is without node and script; `env` gives PORT, HOST and BROWSER their say.
 * Wrong usage is a failure with code `usage` and one sentence.
 */
export function parseCommand(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<Command> {
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options: optionTypes, allowPositionals: true, strict: true });
  } catch (error) {
    return usage(error instanceof Error ? firstSentence(error.message) : 'These options are not understood.');
  }
  const { values, positionals } = parsed;
  if (values.help === true) return ok({ kind: 'help' });
  if (values.version === true) return ok({ kind: 'version' });

  const [name = 'serve', ...rest] = positionals;
  if (!isCommand(name)) {
    return usage(`There is no command “${name}”; the commands are ${Object.keys(optionsOf).join(', ')}.`);
  }
  const allowed: readonly string[] = optionsOf[name];
  for (const option of Object.keys(values)) {
    if (!allowed.includes(option)) return usage(`sockscope ${name} has no option --${option}.`);
  }
  const json = values.json === true;

  switch (name) {
    case 'serve': {
      if (rest.length > 0) return usage(`sockscope serve takes no further word, but got “${rest.join(' ')}”.`);
      const address = readAddress(values, env);
      if (values.lessons === '') return usage('--lessons wants a folder that holds lessons.');
      return address.ok ? ok({ kind: 'serve', ...address.value, lessons: values.lessons ?? null }) : address;
    }
    case 'lint': {
      const [folder, ...more] = rest;
      if (folder === undefined) return usage('sockscope lint needs the folder of a lesson, such as ./my-lesson.');
      if (more.length > 0) return usage(`sockscope lint takes one folder, but got ${rest.length}.`);
      return ok({ kind: 'lint', folder });
    }
    case 'replay': {
      const [file, ...more] = rest;
      if (file === undefined) return usage('sockscope replay needs a recording, such as mine.ndjson.gz.');
      if (more.length > 0) return usage(`sockscope replay takes one recording, but got ${rest.length}.`);
      const address = readAddress(values, env);
      return address.ok ? ok({ kind: 'replay', file, ...address.value }) : address;
    }
    case 'export': {
      const [what, ...more] = rest;
      if (what === undefined) return usage('sockscope export needs a recording or a walkthrough, such as sockets.');
      if (more.length > 0) return usage(`sockscope export takes one recording or walkthrough, but got ${rest.length}.`);
      const format = exportFormats.find((name) => name === values.format);
      if (format === undefined)
        return usage('sockscope export needs --format html, --format slides or --format pcapng.');
      const notes = values['no-notes'] !== true;
      if (!notes && format === 'pcapng') return usage('A capture holds no notes; leave out --no-notes.');
      if (values.out === '') return usage('-o wants the name of a file to write.');
      return ok({ kind: 'export', what, format, notes, out: values.out ?? null });
    }
    case 'coverage':
      if (rest.length > 0) return usage(`sockscope coverage takes no further word, but got “${rest.join(' ')}”.`);
      if (json && values.markdown === true) return usage('sockscope coverage writes --json or --markdown, not both.');
      return ok({ kind: 'coverage', format: json ? 'json' : values.markdown === true ? 'markdown' : 'text' });
    case 'run': {
      const [lesson, ...more] = rest;
      if (lesson === undefined) return usage('sockscope run needs a lesson id or a folder, such as tcp-echo.');
      if (more.length > 0) return usage(`sockscope run takes one lesson, but got ${rest.length}.`);
      if (values.record === '') return usage('--record wants the name of a file to write.');
      return ok({ kind: 'run', lesson, json, record: values.record ?? null });
    }
    case 'doctor':
      if (rest.length > 0) return usage(`sockscope doctor takes no further word, but got “${rest.join(' ')}”.`);
      return ok({ kind: 'doctor', json });
    default:
      return unreachable(name);
  }
}

const isCommand = (name: string): name is keyof typeof optionsOf => Object.hasOwn(optionsOf, name);

/** Where a server listens: --port and --host, else PORT and HOST, else the defaults. */
function readAddress(
  values: { readonly port?: string; readonly host?: string; readonly lan?: boolean; readonly 'no-open'?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Result<Address> {
  const port = parsePort(values.port ?? env['PORT']);
  if (port === null) return usage(`A port is a whole number from 0 to 65535, not “${values.port ?? env['PORT']}”.`);
  const lan = values.lan === true;
  const host = values.host ?? nonEmpty(env['HOST']) ?? (lan ? '0.0.0.0' : DEFAULT_HOST);
  if (host === '') return usage('--host wants an address or a name, such as 127.0.0.1.');
  return ok({ port, host, open: values['no-open'] !== true && env['BROWSER'] !== 'none', lan });
}

function parsePort(text: string | undefined): number | null {
  const given = nonEmpty(text);
  if (given === undefined) return text === '' ? null : DEFAULT_PORT;
  if (!/^\d{1,5}$/.test(given)) return null;
  const port = Number(given);
  return port <= 65535 ? port : null;
}

const nonEmpty = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

/** parseArgs explains itself at length; its first sentence says what is wrong. */
const firstSentence = (message: string): string => message.split(/\.\s|\n/)[0]?.replace(/\.?$/, '.') ?? message;
