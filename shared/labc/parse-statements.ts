import type { Integer } from './arithmetic.ts';
import { SyntaxFault } from './diagnostics.ts';
import { parseConstant, parseExpression } from './parse-expressions.ts';
import { initialiser, parseInitialValue } from './parse-initialisers.ts';
import { parseGoto, parseLabelled } from './parse-labels.ts';
import { missingType, parseDeclarator, parseSpecifiers, refuseUnsupported, startsType } from './parse-types.ts';
import type { Expression, Statement } from './tree.ts';
import { assignable, decay, poison, refuse, scalar } from './typing.ts';
import { isComplete, longType, typeText } from './types.ts';
import type { Frame, Unit } from './unit.ts';

type SwitchItem = Extract<Statement, { kind: 'switch' }>['body'][number];

function parseBlock(unit: Unit): Statement {
  return unit.scoped(() => ({ kind: 'block', at: unit.cursor.peek(), statements: parseBody(unit) }));
}

/** { … }, in the scope that is open: a function's body shares it with the parameters. */
export function parseBody(unit: Unit): Statement[] {
  const { cursor } = unit;
  const open = cursor.expect('{', 'to begin the block');
  const statements: Statement[] = [];
  while (!cursor.at('}')) {
    if (cursor.peek().kind === 'end')
      throw new SyntaxFault(cursor.peek().behind, `Write } here: the { on line ${String(open.line)} is not closed.`);
    statements.push(...parseItem(unit));
  }
  cursor.next();
  return statements;
}

/** A statement or a declaration, which may declare several variables. */
function parseItem(unit: Unit): Statement[] {
  unit.cursor.restart();
  return startsType(unit) ? parseDeclaration(unit) : [parseStatement(unit)];
}

/** `int fd, *p = &fd;` inside a function, with its semicolon. */
function parseDeclaration(unit: Unit): Statement[] {
  const { cursor } = unit;
  const at = cursor.peek();
  const { type, isStatic, isTypedef } = parseSpecifiers(unit);
  if (isTypedef) throw new SyntaxFault(at, 'Declare types above the functions: move this typedef there.');
  const statements: Statement[] = [];
  if (cursor.accept(';')) return [{ kind: 'empty', at }];
  do {
    const declared = parseDeclarator(unit, type);
    if (declared.name === null)
      throw new SyntaxFault(cursor.peek(), 'Write a name here: a declaration has a type and a name.');
    const { name } = declared;
    if (declared.type.kind === 'function')
      throw new SyntaxFault(name, `Declare the function ${name.text} above this one, not in it.`);
    // A name means its variable from here on, in its own first value too (C11 6.2.1): int *p = malloc(sizeof *p).
    const known = isComplete(declared.type) ? unit.declare(name.text, declared.type, name, isStatic) : null;
    const written = cursor.accept('=');
    const value = written ? parseInitialValue(unit, declared.type, name.text) : null;
    const whole = value?.type ?? declared.type;
    if (!isComplete(whole)) {
      const advice =
        whole.kind === 'array'
          ? `write how many values it holds, ${name.text}[16]`
          : 'write a pointer to it, or another type';
      unit.report.add(name, `${name.text} has no size: ${advice}.`);
    }
    const variable = known ?? unit.declare(name.text, whole, name, isStatic);
    const initial = value === null ? null : initialiser(unit, variable, value);
    if (isStatic) {
      if (initial !== null) unit.initialisers.push(initial);
    } else {
      statements.push({ kind: 'declare', at: statements.length === 0 ? at : name, variable, initialiser: initial });
    }
    cursor.restart();
  } while (cursor.accept(','));
  cursor.expect(';', 'at the end of the declaration');
  return statements;
}

export function parseStatement(unit: Unit): Statement {
  unit.cursor.restart();
  return unit.cursor.nested(() => readStatement(unit));
}

function readStatement(unit: Unit): Statement {
  const { cursor } = unit;
  const at = cursor.peek();
  refuseUnsupported(at);
  if (cursor.at('{')) return parseBlock(unit);
  if (cursor.accept(';')) return { kind: 'empty', at };
  if (startsType(unit)) throw new SyntaxFault(at, 'A declaration cannot stand here alone: put it in braces.');
  if (at.kind === 'name') {
    switch (at.text) {
      case 'if':
        return parseIf(unit);
      case 'while':
        return parseWhile(unit);
      case 'do':
        return parseDo(unit);
      case 'for':
        return unit.scoped(() => parseFor(unit));
      case 'switch':
        return parseSwitch(unit);
      case 'return':
        return parseReturn(unit);
      case 'break':
      case 'continue':
        return parseJump(unit, at.text);
      case 'goto':
        return parseGoto(unit, frameOf(unit));
      case 'else':
        throw new SyntaxFault(at, 'This else has no if: remove a ; or a } before it, or write the if.');
      case 'case':
      case 'default':
        throw new SyntaxFault(at, `${at.text} stands directly in the braces of a switch: move it there.`);
      default:
    }
    if (cursor.at(':', 1) && !cursor.at(':', 2)) return parseLabelled(unit, frameOf(unit));
    const isForeign = cursor.at(':', 1) || (cursor.peek(1).kind === 'name' && at.text !== 'sizeof');
    if (isForeign) throw new SyntaxFault(at, missingType(unit, at));
    if (/^(elif|elsif|elseif)$/.test(at.text) && cursor.at('(', 1))
      throw new SyntaxFault(at, `C has no ${at.text}: write else if.`);
  }
  const expression = parseExpression(unit);
  cursor.expect(';', 'at the end of the statement');
  return { kind: 'expression', at, expression };
}

/** ( condition ); an = in it is told, unless it has parentheses of its own, as cc -Wall wants them. */
function parseCondition(unit: Unit, word: string): Expression {
  const { cursor } = unit;
  cursor.expect('(', `behind ${word}`);
  const expression = parseExpression(unit);
  cursor.expect(')', 'behind the condition');
  if (expression.kind === 'assign' && !unit.parenthesised.has(expression))
    return refuse(
      unit,
      expression.at,
      'One = assigns: write == to compare, or put the assignment in parentheses of its own.',
    );
  return scalar(unit, expression);
}

function parseIf(unit: Unit): Statement {
  const { cursor } = unit;
  const at = cursor.next();
  const condition = parseCondition(unit, 'if');
  const yes = parseStatement(unit);
  const no = cursor.accept('else') ? parseStatement(unit) : null;
  return { kind: 'if', at, condition, yes, no };
}

function loopBody(unit: Unit): Statement {
  unit.loops++;
  unit.breakable++;
  const body = parseStatement(unit);
  unit.loops--;
  unit.breakable--;
  return body;
}

function parseWhile(unit: Unit): Statement {
  const at = unit.cursor.next();
  const condition = parseCondition(unit, 'while');
  return { kind: 'while', at, condition, body: loopBody(unit) };
}

function parseDo(unit: Unit): Statement {
  const { cursor } = unit;
  cursor.next();
  const body = loopBody(unit);
  const at = cursor.expect('while', 'behind the block of do');
  const condition = parseCondition(unit, 'while');
  cursor.expect(';', 'at the end of do … while');
  return { kind: 'do', at, condition, body };
}

function parseFor(unit: Unit): Statement {
  const { cursor } = unit;
  const at = cursor.next();
  cursor.expect('(', 'behind for');
  const start = forStart(unit);
  cursor.restart();
  const condition = cursor.at(';') ? null : scalar(unit, parseExpression(unit));
  cursor.expect(';', "behind for's condition");
  cursor.restart();
  const step = cursor.at(')') ? null : parseExpression(unit);
  cursor.expect(')', "behind for's step");
  return { kind: 'for', at, start, condition, step, body: loopBody(unit) };
}

function forStart(unit: Unit): Statement {
  const { cursor } = unit;
  const at = cursor.peek();
  if (startsType(unit)) return { kind: 'block', at, statements: parseDeclaration(unit) };
  if (cursor.accept(';')) return { kind: 'empty', at };
  const expression = parseExpression(unit);
  cursor.expect(';', "behind for's start");
  return { kind: 'expression', at, expression };
}

function parseSwitch(unit: Unit): Statement {
  const { cursor } = unit;
  const at = cursor.next();
  const value = parseCondition(unit, 'switch');
  if (value.type.kind !== 'integer')
    refuse(unit, value.at, `switch wants a number, this is ${typeText(value.type)}: use if.`);
  const keep = unit.temporary(longType, at);
  cursor.expect('{', 'to begin the cases');
  const seen = new Set<Integer | null>();
  const body: SwitchItem[] = [];
  unit.breakable++;
  unit.scoped(() => {
    while (!cursor.accept('}')) {
      const token = cursor.peek();
      if (cursor.at('case') || cursor.at('default')) {
        const label = parseLabel(unit);
        if (seen.has(label)) unit.report.add(token, 'This case is there already: remove one of the two.');
        seen.add(label);
        body.push({ kind: 'case', at: token, value: label });
      } else if (body.length === 0) {
        throw new SyntaxFault(token, 'Write case and a number first: nothing before it would ever run.');
      } else {
        body.push(...parseItem(unit));
      }
    }
  });
  unit.breakable--;
  return { kind: 'switch', at, value, keep, body };
}

function parseLabel(unit: Unit): Integer | null {
  const { cursor } = unit;
  const isCase = cursor.next().text === 'case';
  cursor.restart();
  const value = isCase ? parseConstant(unit, 'A case') : null;
  cursor.expect(':', `behind ${isCase ? "the case's number" : 'default'}`);
  return value;
}

function parseJump(unit: Unit, kind: 'break' | 'continue'): Statement {
  const at = unit.cursor.next();
  unit.cursor.expect(';', `behind ${kind}`);
  if ((kind === 'break' ? unit.breakable : unit.loops) === 0)
    unit.report.add(at, `${kind} stands in a loop${kind === 'break' ? ' or a switch' : ''}: remove it here.`);
  return { kind, at };
}

function parseReturn(unit: Unit): Statement {
  const { cursor } = unit;
  const at = cursor.next();
  const { symbol } = frameOf(unit);
  const { result } = symbol.type;
  if (cursor.accept(';')) {
    if (result.kind === 'void') return { kind: 'return', at, value: null };
    unit.report.add(at, `${symbol.name} returns ${typeText(result)}: write a value behind return.`);
    return { kind: 'return', at, value: poison(at) };
  }
  const given = parseExpression(unit);
  cursor.expect(';', 'behind the value');
  if (result.kind === 'void') {
    unit.report.add(
      at,
      `${symbol.name} is void and returns nothing: write return; alone, or give ${symbol.name} a type.`,
    );
    return { kind: 'return', at, value: null };
  }
  const local = localBehind(given);
  if (local !== null && result.kind === 'pointer')
    return { kind: 'return', at, value: refuse(unit, given.at, goneWith(symbol.name, local)) };
  return { kind: 'return', at, value: assignable(unit, result, given, `${symbol.name}'s result`) };
}

const goneWith = (callee: string, local: string): string =>
  `${local} ends with ${callee}, and its address then leads nowhere: make it static, or let the caller pass its own.`;

/** The local variable whose address this is: an array of the function's own, or & before one. Null for anything else. */
function localBehind(given: Expression): string | null {
  const value = decay(given);
  if (value.kind !== 'address') return null;
  let place: Expression = value.of;
  while (place.kind === 'member') place = place.object;
  return place.kind === 'variable' && place.variable.storage === 'local' ? place.variable.name : null;
}

function frameOf(unit: Unit): Frame {
  if (unit.frame === null) throw new Error('a statement outside a function');
  return unit.frame;
}
