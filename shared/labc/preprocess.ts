import { nearest, SyntaxFault } from './diagnostics.ts';
import { headerMacros } from './header-macros.ts';
import { type Token, tokenize } from './lexer.ts';
import { refusedHeaders } from './refusals.ts';

/** Headers of POSIX that a program may include. Lab C knows what they declare, whether they are included or not. */
const knownHeaders: ReadonlySet<string> = new Set(
  [
    'arpa/inet.h assert.h ctype.h errno.h fcntl.h inttypes.h limits.h linux/sockios.h netdb.h netinet/in.h',
    'netinet/ip.h netinet/tcp.h poll.h signal.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h strings.h',
    'sys/epoll.h sys/eventfd.h sys/ioctl.h sys/select.h sys/sendfile.h sys/signalfd.h sys/socket.h sys/stat.h',
    'sys/time.h sys/timerfd.h sys/types.h sys/uio.h sys/un.h sys/wait.h time.h unistd.h',
  ].flatMap((line) => line.split(' ')),
);

const withoutEnd = (tokens: readonly Token[]): readonly Token[] => tokens.filter((one) => one.kind !== 'end');

const mostTokens = 50_000;
/** Macros that stand for nothing, or for each other, make work without making tokens: it has an end too. */
const mostReplacements = 50_000;
const deepestMacro = 200;

/** The tokens of a program as the parser wants them: directives carried out, macros replaced, neighbouring strings joined. */
export function preprocess(text: string): Token[] {
  const tokens = tokenize(text);
  const macros = new Map(Object.entries(headerMacros).map(([name, body]) => [name, withoutEnd(tokenize(body))]));
  const result: Expansion = { macros, busy: new Set(), out: [], replacements: 0 };
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.text === '#' && token.first) {
      i = directive(text, tokens, i, macros);
    } else {
      expand(token, token, result);
      i++;
    }
  }
  return joinStrings(result.out);
}

interface Expansion {
  readonly macros: ReadonlyMap<string, readonly Token[]>;
  /** The macros being replaced: inside itself a macro's name stands for itself. */
  readonly busy: Set<string>;
  readonly out: Token[];
  replacements: number;
}

/** Carries out the directive whose # is at `start`; returns the index behind its line. */
function directive(
  text: string,
  tokens: readonly Token[],
  start: number,
  macros: Map<string, readonly Token[]>,
): number {
  let end = start + 1;
  while (end < tokens.length && tokens[end]?.first === false) end++;
  const [hash, keyword, ...rest] = tokens.slice(start, end).filter((token) => token.kind !== 'end');
  if (tokens[end - 1]?.kind === 'end') end--;
  if (hash === undefined || keyword === undefined) return end;
  switch (keyword.text) {
    case 'include':
      include(keyword, rest);
      break;
    case 'define':
      define(text, keyword, rest, macros);
      break;
    default:
      throw new SyntaxFault(
        hash,
        `Lab C does not know #${keyword.text}: remove the line; #include and #define are there.`,
      );
  }
  return end;
}

function include(keyword: Token, rest: readonly Token[]): void {
  const name = rest.map((token) => token.text).join('');
  const header = /^<(.*)>$/.exec(name)?.[1];
  if (header === undefined) {
    const own = name.startsWith('"');
    const advice = own
      ? 'A program in lab C is one file: copy what you need into it.'
      : 'Write #include <stdio.h>, say.';
    throw new SyntaxFault(rest[0] ?? keyword, advice);
  }
  if (knownHeaders.has(header)) return;
  const refused = refusedHeaders.get(header);
  if (refused !== undefined) throw new SyntaxFault(rest[0] ?? keyword, `Lab C has no <${header}>: ${refused}.`);
  const near = nearest(header, knownHeaders);
  const advice = near === undefined ? 'remove the line' : `write <${near}>`;
  throw new SyntaxFault(rest[0] ?? keyword, `Lab C does not know the header <${header}>: ${advice}.`);
}

function define(text: string, keyword: Token, rest: readonly Token[], macros: Map<string, readonly Token[]>): void {
  const [name, ...body] = rest;
  if (name === undefined || name.kind !== 'name')
    throw new SyntaxFault(name ?? keyword, 'A #define needs a name and a value: write #define PORT 7000, say.');
  if (body[0]?.text === '(' && text.charAt(name.offset + name.text.length) === '(')
    throw new SyntaxFault(name, `Lab C has no macros with parameters: write ${name.text} as a function.`);
  const last = body.at(-1);
  if (last?.text === ';')
    throw new SyntaxFault(
      last,
      `A #define has no ; at its end: remove it, or it stands wherever ${name.text} is used.`,
    );
  if (body[0]?.text === '=')
    throw new SyntaxFault(body[0], `A #define has no = sign: write #define ${name.text} and then the value.`);
  macros.set(name.text, body);
}

/** Puts a token, or what its macro stands for, behind `out`. Replaced tokens stand where the macro's name is written. */
function expand(token: Token, site: Token, result: Expansion): void {
  const { macros, busy, out } = result;
  const body = token.kind === 'name' && !busy.has(token.text) ? macros.get(token.text) : undefined;
  if (body !== undefined) {
    result.replacements += 1;
    if (result.replacements > mostReplacements || busy.size >= deepestMacro)
      throw new SyntaxFault(site, `Here #define leads to #define too often: write what ${site.text} stands for.`);
    busy.add(token.text);
    for (const part of body) expand(part, site, result);
    busy.delete(token.text);
    return;
  }
  if (out.length >= mostTokens)
    throw new SyntaxFault(site, `The program has more than ${String(mostTokens)} words and signs: shorten it.`);
  const { line, column, behind, offset } = site;
  out.push(token === site ? token : { ...token, line, column, behind, offset });
}

/** "a" "b" is "ab" (C11 5.1.1.2, phase 6). */
function joinStrings(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (const token of tokens) {
    const last = out.at(-1);
    if (token.kind === 'string' && last?.kind === 'string')
      out[out.length - 1] = { ...last, value: (last.value ?? '') + (token.value ?? '') };
    else out.push(token);
  }
  return out;
}
