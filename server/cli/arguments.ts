import { parseArgs, type ParseArgsConfig } from 'node:util';
import { fail, failure, ok, type Result } from '#shared/base/result';
import { commandNames, exportFormats, type Address, type Command, type CommandName } from './commands.ts';
import { DEFAULT_HOST, DEFAULT_PORT } from './help.ts';

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
} as const satisfies ParseArgsConfig['options'];

type Values = ReturnType<typeof parseArgs<{ options: typeof optionTypes }>>['values'];

/** What was written behind a command's name, and the variables that have a say. */
interface Given {
  readonly words: readonly string[];
  readonly values: Values;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a command line can lack, or have too much of: one sentence. */
type Reading = Result<Command, string>;

interface Form {
  /** Its options; any other is refused before it is read. */
  readonly options: readonly (keyof Values)[];
  read(given: Given): Reading;
}

const forms: Readonly<Record<CommandName, Form>> = {
  serve: { options: ['port', 'host', 'lan', 'lessons', 'no-open'], read: readServe },
  run: { options: ['json', 'record'], read: readRun },
  lint: { options: [], read: readLint },
  replay: { options: ['port', 'host', 'no-open'], read: readReplay },
  export: { options: ['format', 'no-notes', 'out'], read: readExport },
  coverage: { options: ['json', 'markdown'], read: readCoverage },
  doctor: { options: ['json'], read: readDoctor },
};

/**
 * The command line as a value. `argv` is without node and script; `env` gives PORT, HOST and BROWSER their say.
 * Wrong usage is a failure with code `usage`, whose message says what is wrong and which help tells how it is written.
 */
export function parseCommand(argv: readonly string[], env: Given['env']): Result<Command> {
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options: optionTypes, allowPositionals: true, strict: true });
  } catch (error) {
    return usage(error instanceof Error ? firstSentence(error.message) : 'These options are not understood.');
  }
  const { values, positionals } = parsed;
  const [name = 'serve', ...words] = positionals;
  if (values.help === true || name === 'help') {
    const about = name === 'help' ? words[0] : positionals[0];
    return ok({ kind: 'help', about: about !== undefined && isCommand(about) ? about : null });
  }
  if (values.version === true) return ok({ kind: 'version' });
  if (!isCommand(name)) return usage(`There is no command “${name}”; the commands are ${commandNames.join(', ')}.`);

  const form = forms[name];
  const strange = Object.keys(values).find((option) => !form.options.some((known) => known === option));
  if (strange !== undefined) return usage(`${name} has no option --${strange}.`, name);
  const command = form.read({ words, values, env });
  return command.ok ? command : usage(command.error, name);
}

const usage = (message: string, about: CommandName | null = null): Result<never> =>
  fail(failure('usage', `${message} See sockscope ${about === null ? '' : `${about} `}--help.`));

const isCommand = (name: string): name is CommandName => commandNames.some((known) => known === name);

/** parseArgs explains itself at length; its first sentence says what is wrong. */
const firstSentence = (message: string): string => message.split(/\.\s|\n/)[0]?.replace(/\.?$/, '.') ?? message;

function readServe({ words, values, env }: Given): Reading {
  if (words.length > 0) return noFurtherWord('serve', words);
  if (values.lessons === '') return fail('--lessons wants a folder that holds lessons.');
  const address = readAddress(values, env);
  return address.ok ? ok({ kind: 'serve', ...address.value, lessons: values.lessons ?? null }) : address;
}

function readRun({ words, values }: Given): Reading {
  const lesson = oneWord(words, {
    lacking: 'run needs a lesson id or a folder, such as tcp-echo.',
    tooMany: 'run takes one lesson',
  });
  if (!lesson.ok) return lesson;
  if (values.record === '') return fail('--record wants the name of a file to write.');
  return ok({ kind: 'run', lesson: lesson.value, json: values.json === true, record: values.record ?? null });
}

function readLint({ words }: Given): Reading {
  const folder = oneWord(words, {
    lacking: 'lint needs the folder of a lesson, such as ./my-lesson.',
    tooMany: 'lint takes one folder',
  });
  return folder.ok ? ok({ kind: 'lint', folder: folder.value }) : folder;
}

function readReplay({ words, values, env }: Given): Reading {
  const file = oneWord(words, {
    lacking: 'replay needs a recording, such as mine.ndjson.gz.',
    tooMany: 'replay takes one recording',
  });
  if (!file.ok) return file;
  const address = readAddress(values, env);
  return address.ok ? ok({ kind: 'replay', file: file.value, ...address.value }) : address;
}

function readExport({ words, values }: Given): Reading {
  const what = oneWord(words, {
    lacking: 'export needs a recording or a walkthrough, such as sockets.',
    tooMany: 'export takes one recording or walkthrough',
  });
  if (!what.ok) return what;
  const format = exportFormats.find((name) => name === values.format);
  if (format === undefined) return fail('export needs --format html, --format slides or --format pcapng.');
  const notes = values['no-notes'] !== true;
  if (!notes && format === 'pcapng') return fail('A capture holds no notes; leave out --no-notes.');
  if (values.out === '') return fail('-o wants the name of a file to write.');
  return ok({ kind: 'export', what: what.value, format, notes, out: values.out ?? null });
}

function readCoverage({ words, values: { json, markdown } }: Given): Reading {
  if (words.length > 0) return noFurtherWord('coverage', words);
  if (json === true && markdown === true) return fail('coverage writes --json or --markdown, not both.');
  return ok({ kind: 'coverage', format: json === true ? 'json' : markdown === true ? 'markdown' : 'text' });
}

function readDoctor({ words, values }: Given): Reading {
  if (words.length > 0) return noFurtherWord('doctor', words);
  return ok({ kind: 'doctor', json: values.json === true });
}

const noFurtherWord = (name: CommandName, words: readonly string[]): Reading =>
  fail(`${name} takes no further word, but got “${words.join(' ')}”.`);

/** The one word that a command is about. */
function oneWord(
  words: readonly string[],
  { lacking, tooMany }: { readonly lacking: string; readonly tooMany: string },
): Result<string, string> {
  const [word, ...more] = words;
  if (word === undefined) return fail(lacking);
  return more.length === 0 ? ok(word) : fail(`${tooMany}, but got ${words.length}.`);
}

/** Where a server listens: --port and --host, else PORT and HOST, else the defaults. */
function readAddress(values: Values, env: Given['env']): Result<Address, string> {
  const port = parsePort(values.port ?? env['PORT']);
  if (port === null) return fail(`A port is a whole number from 0 to 65535, not “${values.port ?? env['PORT']}”.`);
  const lan = values.lan === true;
  const host = values.host ?? nonEmpty(env['HOST']) ?? (lan ? '0.0.0.0' : DEFAULT_HOST);
  if (host === '') return fail('--host wants an address or a name, such as 127.0.0.1.');
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
