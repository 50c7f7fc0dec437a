import { parseArgs } from 'node:util';
import { unreachable } from '#shared/base/exhaustive';
import { fail, failure, ok, type Result } from '#shared/base/result';

export type Command =
  | { readonly kind: 'serve'; readonly port: number; readonly host: string; readonly open: boolean }
  | { readonly kind: 'run'; readonly lesson: string; readonly json: boolean; readonly record: string | null }
  | { readonly kind: 'doctor'; readonly json: boolean }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };

export const DEFAULT_PORT = 4870;
export const DEFAULT_HOST = '127.0.0.1';

export const helpText = `sockscope: sockets as they really work

  sockscope [serve] [--port N] [--host ADDRESS] [--no-open]
      Start the server and print the address of the page. Defaults: ${DEFAULT_HOST}, port ${DEFAULT_PORT}
      (or the variables HOST and PORT). --port 0 takes any free port. --no-open, or BROWSER=none,
      opens no browser; BROWSER=program opens that one.
  sockscope run <lesson id | folder> [--json] [--record FILE]
      Run a lesson to its end without a browser and print what happens, as strace would.
      --json prints the log's events, one JSON object a line. --record writes the log as a recording.
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
  json: { type: 'boolean' },
  record: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const optionsOf = {
  serve: ['port', 'host', 'no-open'],
  run: ['json', 'record'],
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
  if (name !== 'serve' && name !== 'run' && name !== 'doctor') {
    return usage(`There is no command “${name}”; the commands are serve, run and doctor.`);
  }
  const allowed: readonly string[] = optionsOf[name];
  for (const option of Object.keys(values)) {
    if (!allowed.includes(option)) return usage(`sockscope ${name} has no option --${option}.`);
  }
  const json = values.json === true;

  switch (name) {
    case 'serve': {
      if (rest.length > 0) return usage(`sockscope serve takes no further word, but got “${rest.join(' ')}”.`);
      const port = parsePort(values.port ?? env['PORT']);
      if (port === null) return usage(`A port is a whole number from 0 to 65535, not “${values.port ?? env['PORT']}”.`);
      const host = values.host ?? nonEmpty(env['HOST']) ?? DEFAULT_HOST;
      if (host === '') return usage('--host wants an address or a name, such as 127.0.0.1.');
      return ok({ kind: 'serve', port, host, open: values['no-open'] !== true && env['BROWSER'] !== 'none' });
    }
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
