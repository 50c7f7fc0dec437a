import type { Card } from './card.ts';
import { connectionCards } from './connection-cards.ts';
import { dataCards } from './data-cards.ts';
import { processCards } from './process-cards.ts';
import { waitingCards } from './waiting-cards.ts';

const byName = new Map(
  [...connectionCards, ...dataCards, ...waitingCards, ...processCards].map((card) => [card.name, card]),
);

/** What the kernel calls it, where the source says something else (FACTS: glibc's names). */
const kernelNames: Readonly<Record<string, string>> = {
  pselect6: 'select',
  pselect: 'select',
  ppoll: 'poll',
  clone: 'fork',
  wait4: 'wait',
  clock_nanosleep: 'sleep',
  nanosleep: 'sleep',
  exit_group: 'exit',
  epoll_pwait: 'epoll_wait',
  printf: 'write',
  fprintf: 'write',
  puts: 'write',
  fputs: 'write',
  putchar: 'write',
  perror: 'write',
};

/** The card of a call, by the source's name or the kernel's; undefined where there is none. */
export const cardOf = (name: string): Card | undefined => byName.get(name) ?? byName.get(kernelNames[name] ?? '');

export const allCards: readonly Card[] = [...byName.values()];
