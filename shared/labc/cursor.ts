import { SyntaxFault } from './diagnostics.ts';
import type { Token } from './lexer.ts';

/** Expression nodes in one statement: what bounds recursion here, in the emitter and in the machine. */
const longestStatement = 500;
const deepestNesting = 100;

/** Walks over the tokens of a program; the grammar's functions (parse-*.ts) share one. */
export class Cursor {
  private index = 0;
  private spent = 0;
  private nesting = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  /** The token `ahead` places on; behind the last one, the last one, which is of kind end. */
  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)];
    if (token === undefined) throw new Error('a token list has at least its end');
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.index++;
    return token;
  }

  at(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.text === text && (token.kind === 'punctuation' || token.kind === 'name');
  }

  accept(text: string): boolean {
    if (!this.at(text)) return false;
    this.index++;
    return true;
  }

  /** The next token, which must be `text`; otherwise the fault stands where it belongs, right behind the last token. */
  expect(text: string, purpose: string): Token {
    if (this.at(text)) return this.next();
    const found = this.peek();
    const before = found.kind === 'end' ? 'the file ends' : `${found.text} follows`;
    throw new SyntaxFault(found.behind, `Write ${text} here ${purpose}: ${before} instead.`);
  }

  /** A name that the program gives: of a variable, a member, a function. */
  expectName(what: string): Token {
    const token = this.peek();
    if (token.kind !== 'name') throw new SyntaxFault(token, `Write ${what} here instead of ${shown(token)}.`);
    return this.next();
  }

  mark(): number {
    return this.index;
  }

  rewind(mark: number): void {
    this.index = mark;
  }

  /** Counts one node of an expression. */
  spend(): void {
    if (++this.spent > longestStatement)
      throw new SyntaxFault(this.peek(), 'This statement is too long for lab C: make two of it.');
  }

  /** A new statement, or a new element of an initialiser, has its own count. */
  restart(): void {
    this.spent = 0;
  }

  /** Reads something that may hold itself. */
  nested<T>(read: () => T): T {
    if (++this.nesting > deepestNesting)
      throw new SyntaxFault(this.peek(), 'This is nested too deeply for lab C: make a function of the inner part.');
    try {
      return read();
    } finally {
      this.nesting--;
    }
  }
}

export const shown = (token: Token): string => (token.kind === 'end' ? 'the end of the file' : token.text);
