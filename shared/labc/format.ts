/** printf's formats as lab C has them: flags, width, precision, length and d i u x X o c s p %. */
export interface Directive {
  /** As written: %5ld. */
  readonly text: string;
  readonly flags: string;
  /** '*' takes it from an argument of its own. */
  readonly width: number | '*' | null;
  readonly precision: number | '*' | null;
  readonly length: '' | 'hh' | 'h' | 'l' | 'll' | 'z' | 'j' | 't';
  readonly conversion: 'd' | 'i' | 'u' | 'x' | 'X' | 'o' | 'c' | 's' | 'p' | '%';
}

const pattern = /^%([-+ #0]*)(\*|[0-9]*)(?:\.(\*|[0-9]*))?(hh|h|ll|l|z|j|t)?([diuxXocsp%])/;

/** Cuts a format into plain text and directives, one after the other. What is neither is kept as text, as glibc prints it. */
export function* parseFormat(format: string): Generator<string | Directive> {
  for (let at = 0; at < format.length;) {
    const percent = format.indexOf('%', at);
    if (percent !== at) {
      const end = percent < 0 ? format.length : percent;
      yield format.slice(at, end);
      at = end;
      continue;
    }
    const match = pattern.exec(format.slice(at, at + 64));
    if (match === null) {
      yield format.charAt(at);
      at += 1;
      continue;
    }
    const [text, flags = '', width = '', precision, length = '', conversion = ''] = match;
    yield {
      text,
      flags,
      width: amount(width),
      precision: precision === '' ? 0 : amount(precision ?? ''),
      length: length as Directive['length'],
      conversion: conversion as Directive['conversion'],
    };
    at += text.length;
  }
}

const amount = (text: string): number | '*' | null => (text === '' ? null : text === '*' ? '*' : Number(text));

/** Bytes of the integer that a length modifier tells: %d takes an int, %ld and %zd a long. */
export const lengthSize: Readonly<Record<Directive['length'], 4 | 8>> = {
  '': 4,
  hh: 4,
  h: 4,
  l: 8,
  ll: 8,
  z: 8,
  j: 8,
  t: 8,
};
