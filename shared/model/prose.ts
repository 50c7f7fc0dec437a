import type { Value } from '../events/value.ts';
import { straceValue } from './strace-value.ts';
import { addressText } from './words.ts';

const commonNouns = new Set(['server', 'client', 'sender', 'receiver', 'parent', 'child', 'peer', 'worker', 'proxy']);

/** A role inside a sentence: "the server"; a proper name (client 2) stands by itself. null: "a program". */
export const the = (role: string | null): string =>
  role === null ? 'a program' : commonNouns.has(role) ? `the ${role}` : role;

/** A role at the head of a sentence: "The server". */
export const The = (role: string | null): string => capital(the(role));

/** The text with its first letter a capital. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** A number as running text has it: five, 13. */
export const numberWord = (count: number): string => words[count] ?? String(count);

/** "five bytes", "one byte". */
export const byteWords = (count: number): string => `${numberWord(count)} ${count === 1 ? 'byte' : 'bytes'}`;

/** An argument as running text has it: an address as people write it, all else as C does. */
export const valueText = (value: Value | undefined): string => {
  if (value === undefined) return '';
  if (typeof value === 'object' && value !== null && 'family' in value) return addressText(value);
  // strace's sign for a text that was cut reads like a slip before a full stop.
  return straceValue(value).replace(/"\.\.\.$/, '…"');
};
