import { type Position, SyntaxFault } from './diagnostics.ts';
import { unescape } from './escapes.ts';

/** One token of C. `text` is as written; `value` is what a character or string constant stands for, a character a byte. */
export interface Token extends Position {
  readonly kind: 'name' | 'number' | 'char' | 'string' | 'punctuation' | 'end';
  readonly text: string;
  readonly value?: string;
  /** 0-based offset into the text. */
  readonly offset: number;
  /** First token of its line: a # here starts a directive. */
  readonly first: boolean;
  /** Line and column just behind the previous token: where a missing ; belongs. */
  readonly behind: Position;
}

/** Longest first, so that the first match is the right one. */
const punctuation =
  '... <<= >>= -> ++ -- << >> <= >= == != && || += -= *= /= %= &= ^= |= ## [ ] ( ) { } . & * + - ~ ! / % < > ^ | ? : ; = , #'.split(
    ' ',
  );

const longestText = 200_000;

/** Cuts a program's text into tokens; comments and white space fall away. Throws SyntaxFault at what is no token of C. */
export function tokenize(text: string): Token[] {
  if (text.length > longestText)
    throw new SyntaxFault(
      { line: 1, column: 1 },
      `The program is longer than ${String(longestText)} characters: shorten it.`,
    );
  const tokens: Token[] = [];
  const lineStarts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lineStarts.push(i + 1);
  let line = 1;
  let at = 0;
  let first = true;
  let behind: Position = { line: 1, column: 1 };

  const position = (offset: number): Position => {
    while (line < lineStarts.length && (lineStarts[line] ?? 0) <= offset) line++;
    return { line, column: offset - (lineStarts[line - 1] ?? 0) + 1 };
  };
  const push = (kind: Token['kind'], end: number, value?: string): void => {
    const here = position(at);
    const tokenText = text.slice(at, end);
    tokens.push({
      kind,
      text: tokenText,
      offset: at,
      first,
      behind,
      ...here,
      ...(value === undefined ? {} : { value }),
    });
    behind = { line: here.line, column: here.column + tokenText.length };
    first = false;
    at = end;
  };

  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\n') {
      first = true;
      at++;
    } else if (character === '\\' && /^\\[ \t\r]*\n/.test(text.slice(at, at + 80))) {
      at = text.indexOf('\n', at) + 1;
    } else if (/\s/.test(character)) {
      at++;
    } else if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) throw new SyntaxFault(position(at), 'This comment never ends: write */ behind it.');
      at = end + 2;
    } else if (/[A-Za-z_]/.test(character)) {
      push('name', at + matched(/^[A-Za-z0-9_]+/, text.slice(at, at + 4096)));
    } else if (/[0-9]/.test(character) || (character === '.' && /[0-9]/.test(text.charAt(at + 1)))) {
      push('number', at + matched(/^(?:[eEpP][+-]|[A-Za-z0-9_.])+/, text.slice(at, at + 4096)));
    } else if (character === '"' || character === "'") {
      const end = closingQuote(text, at, position(at));
      const value = unescape(text.slice(at + 1, end), (offset, message) => {
        throw new SyntaxFault(position(at + 1 + offset), message);
      });
      push(character === '"' ? 'string' : 'char', end + 1, value);
    } else {
      const mark = punctuation.find((one) => text.startsWith(one, at));
      if (mark === undefined)
        throw new SyntaxFault(position(at), strange(String.fromCodePoint(text.codePointAt(at) ?? 0)));
      push('punctuation', at + mark.length);
    }
  }
  push('end', at);
  return tokens;
}

const matched = (pattern: RegExp, text: string): number => pattern.exec(text)?.[0].length ?? 1;

/** Quotation marks and dashes that word processors put in place of the plain ones. */
const lookalikes: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '−': '-',
  '；': ';',
};

function strange(character: string): string {
  const plain = lookalikes[character];
  if (plain !== undefined) return `C does not know the character ${character}: write ${plain} instead.`;
  return `C does not know the character ${JSON.stringify(character)} here: remove it.`;
}

/** Offset of the quote that closes the one at `start`; a constant ends on its own line. */
function closingQuote(text: string, start: number, at: Position): number {
  const quote = text.charAt(start);
  for (let i = start + 1; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\n') break;
    if (character === '\\') i++;
    else if (character === quote) return i;
  }
  const what = quote === '"' ? 'string' : 'character constant';
  throw new SyntaxFault(at, `This ${what} never ends: write ${quote} behind it, on the same line.`);
}
