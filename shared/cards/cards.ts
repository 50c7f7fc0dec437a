import type { Card } from './card.ts';
import { connectionCards } from './connection-cards.ts';
import { dataCards } from './data-cards.ts';
import { eventCards } from './event-cards.ts';
import { processCards } from './process-cards.ts';
import { signalCards } from './signal-cards.ts';
import { waitingCards } from './waiting-cards.ts';

const byName = new Map(
  [...connectionCards, ...dataCards, ...waitingCards, ...eventCards, ...signalCards, ...processCards].map((card) => [
    card.name,
    card,
  ]),
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
  fputc: 'write',
  putc: 'write',
  dprintf: 'write',
  perror: 'write',
  rt_sigaction: 'sigaction',
  rt_sigprocmask: 'sigprocmask',
  rt_sigsuspend: 'sigsuspend',
  rt_sigpending: 'sigpending',
  rt_sigtimedwait: 'sigwait',
  tgkill: 'raise',
  mremap: 'realloc',
  eventfd2: 'eventfd',
  signalfd4: 'signalfd',
  pipe2: 'pipe',
};

/** The card of a call, by the source's name or the kernel's; undefined where there is none. */
export const cardOf = (name: string): Card | undefined => byName.get(name) ?? byName.get(kernelNames[name] ?? '');

export const allCards: readonly Card[] = [...byName.values()];
