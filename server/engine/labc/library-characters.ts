import type { Library, LibraryTable } from './library-host.ts';
import { size } from './library-host.ts';

/** ctype.h in the C locale, where a program begins: characters are those of ASCII, and no byte above 127 is anything. */
const classes: Readonly<Record<string, RegExp>> = {
  isalpha: /[A-Za-z]/,
  isdigit: /[0-9]/,
  isalnum: /[A-Za-z0-9]/,
  isxdigit: /[0-9A-Fa-f]/,
  isspace: /[ \t\n\v\f\r]/,
  isblank: /[ \t]/,
  isupper: /[A-Z]/,
  islower: /[a-z]/,
  ispunct: /[!-/:-@[-`{-~]/,
  isprint: /[ -~]/,
  isgraph: /[!-~]/,
  // oxlint-disable-next-line no-control-regex -- control characters are what iscntrl(3) is about
  iscntrl: /[\x00-\x1f\x7f]/,
};

const isOne =
  (pattern: RegExp): Library =>
  (_, [character]) => {
    const code = size(character);
    return code >= 0 && code < 128 && pattern.test(String.fromCharCode(code)) ? 1 : 0;
  };

/** Moves a letter by `by` where it lies from `first` to `last`; anything else stays as it is, EOF too. */
const moved =
  (first: number, last: number, by: number): Library =>
  (_, [character]) => {
    const code = size(character);
    return code >= first && code <= last ? code + by : code;
  };

export const characterFunctions: LibraryTable = {
  ...Object.fromEntries(Object.entries(classes).map(([name, pattern]) => [name, isOne(pattern)])),
  toupper: moved(97, 122, -32),
  tolower: moved(65, 90, 32),
};
