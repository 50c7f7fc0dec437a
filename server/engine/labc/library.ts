import { foldable } from '#shared/labc/folding';
import { characterFunctions } from './library-characters.ts';
import { heapFunctions } from './library-heap.ts';
import type { Library, LibraryTable } from './library-host.ts';
import { internetFunctions } from './library-internet.ts';
import { messageFunctions } from './library-messages.ts';
import { numberFunctions } from './library-numbers.ts';
import { outputFunctions } from './library-output.ts';
import { processFunctions } from './library-process.ts';
import { selectFunctions } from './library-select.ts';
import { textFunctions } from './library-text.ts';
import { timeFunctions } from './library-time.ts';

/** The C library, by name; prototypes are in shared/labc/library-functions.ts. */
export const library: LibraryTable = {
  ...textFunctions,
  ...characterFunctions,
  ...numberFunctions,
  ...internetFunctions,
  ...outputFunctions,
  ...timeFunctions,
  ...selectFunctions,
  ...processFunctions,
  ...messageFunctions,
  ...heapFunctions,
  ...Object.fromEntries(
    Object.entries(foldable).map(([name, work]): [string, Library] => [name, (_, [value = 0]) => work(value)]),
  ),
};
