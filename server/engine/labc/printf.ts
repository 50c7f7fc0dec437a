import { convert, type Integer } from '#shared/labc/arithmetic';
import { type Directive, lengthSize, parseFormat } from '#shared/labc/format';
import { MemoryLimitFault } from './faults.ts';
import { mostMemory } from './heap.ts';
import { bytesOf, latin } from './library-host.ts';
import type { Memory } from './memory.ts';

/** A width beyond this would be a way to fill the engine's memory, not a program's. */
const widest = 0x10000;

/** What printf(3) makes of a format and its values. */
export function formatted(memory: Memory, format: Integer, values: readonly Integer[]): Uint8Array {
  let next = 0;
  const take = (): Integer => values[next++] ?? 0;
  let text = '';
  for (const piece of parseFormat(latin(memory.string(format)))) {
    if (typeof piece === 'string') text += piece;
    else if (piece.conversion === '%') text += '%';
    else text += directive(memory, piece, take);
    if (text.length > mostMemory) throw new MemoryLimitFault(mostMemory);
  }
  return bytesOf(text);
}

function directive(
  memory: Memory,
  { flags, width, precision, length, conversion }: Directive,
  take: () => Integer,
): string {
  const asked = width === '*' ? Number(convert(take(), 4, true)) : (width ?? 0);
  const digits = precision === '*' ? Number(convert(take(), 4, true)) : precision;
  const least = digits !== null && digits >= 0 ? Math.min(digits, widest) : null;
  const left = flags.includes('-') || asked < 0;
  const room = Math.min(Math.abs(asked), widest);
  const value = take();
  let sign = '';
  let body = '';
  switch (conversion) {
    case 'c':
      body = String.fromCharCode(Number(value) & 0xff);
      break;
    case 's':
      body = value === 0 ? '(null)' : boundedString(memory, value, least);
      break;
    case 'p':
      body = value === 0 ? '(nil)' : `0x${value.toString(16)}`;
      break;
    case 'd':
    case 'i': {
      const number = narrow(value, length, true);
      sign = number < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
      body = padded(String(number).replace('-', ''), least);
      break;
    }
    case 'u':
    case 'x':
    case 'X':
    case 'o':
    case '%': {
      const base = conversion === 'o' ? 8 : conversion === 'u' ? 10 : 16;
      const number = narrow(value, length, false);
      body = padded(number.toString(base), least);
      if (flags.includes('#') && base === 16 && number !== 0) sign = '0x';
      if (flags.includes('#') && base === 8 && !body.startsWith('0')) body = `0${body}`;
      if (conversion === 'X') [sign, body] = [sign.toUpperCase(), body.toUpperCase()];
    }
  }
  const isNumber = conversion !== 'c' && conversion !== 's' && conversion !== 'p';
  if (flags.includes('0') && !left && isNumber && least === null) body = body.padStart(room - sign.length, '0');
  const whole = sign + body;
  return left ? whole.padEnd(room) : whole.padStart(room);
}

const padded = (digits: string, least: number | null): string => {
  if (least === 0 && digits === '0') return '';
  return least === null ? digits : digits.padStart(least, '0');
};

function narrow(value: Integer, length: Directive['length'], signed: boolean): Integer {
  const small = { hh: 1, h: 2 }[length as string];
  return convert(value, small ?? lengthSize[length], signed);
}

/** With a precision, %s reads no further than that: the text needs no NUL. */
function boundedString(memory: Memory, address: Integer, most: number | null): string {
  if (most === null) return latin(memory.string(address));
  if (most === 0) return '';
  const part = memory.readUpTo(address, most);
  const end = part.indexOf(0);
  if (end < 0 && part.length < most) return latin(memory.string(address));
  return latin(end < 0 ? part : part.subarray(0, end));
}
