/**
 * One table: the kernel's state number, our name, and the word that ss prints. Numbers from include/net/tcp_states.h;
 * ss's words from iproute2's misc/ss.c (sstate_name). UDP and Unix sockets use the same numbers for fewer states.
 */

export type StateName =
  | 'CLOSED'
  | 'LISTEN'
  | 'SYN_SENT'
  | 'SYN_RECV'
  | 'ESTABLISHED'
  | 'FIN_WAIT1'
  | 'FIN_WAIT2'
  | 'CLOSING'
  | 'TIME_WAIT'
  | 'CLOSE_WAIT'
  | 'LAST_ACK'
  | 'UNCONN';

export type DiagProtocol = 'tcp' | 'udp' | 'unix';

interface StateRow {
  readonly number: number;
  readonly name: StateName;
  readonly ss: string;
}

const tcpStates: readonly StateRow[] = [
  { number: 1, name: 'ESTABLISHED', ss: 'ESTAB' },
  { number: 2, name: 'SYN_SENT', ss: 'SYN-SENT' },
  { number: 3, name: 'SYN_RECV', ss: 'SYN-RECV' },
  { number: 4, name: 'FIN_WAIT1', ss: 'FIN-WAIT-1' },
  { number: 5, name: 'FIN_WAIT2', ss: 'FIN-WAIT-2' },
  { number: 6, name: 'TIME_WAIT', ss: 'TIME-WAIT' },
  { number: 7, name: 'CLOSED', ss: 'UNCONN' },
  { number: 8, name: 'CLOSE_WAIT', ss: 'CLOSE-WAIT' },
  { number: 9, name: 'LAST_ACK', ss: 'LAST-ACK' },
  { number: 10, name: 'LISTEN', ss: 'LISTEN' },
  { number: 11, name: 'CLOSING', ss: 'CLOSING' },
  // TCP_NEW_SYN_RECV: a half-open request, not yet a full socket (since 4.1).
  { number: 12, name: 'SYN_RECV', ss: 'SYN-RECV' },
  // TCP_BOUND_INACTIVE: only a bit to ask for (since 6.8); the answers say 7.
  { number: 13, name: 'CLOSED', ss: 'UNCONN' },
];

const otherStates: readonly StateRow[] = [
  { number: 7, name: 'UNCONN', ss: 'UNCONN' },
  { number: 1, name: 'ESTABLISHED', ss: 'ESTAB' },
  { number: 10, name: 'LISTEN', ss: 'LISTEN' },
];

/** Rows in the kernel's numbering; where two rows share a name, the first is the one to speak of. */
export const stateTable: Readonly<Record<DiagProtocol, readonly StateRow[]>> = {
  tcp: tcpStates,
  udp: otherStates,
  unix: otherStates,
};

const byNumber = (rows: readonly StateRow[]): readonly (StateName | undefined)[] => {
  const names: (StateName | undefined)[] = [];
  for (const row of rows) names[row.number] = row.name;
  return names;
};

const namesByNumber: Readonly<Record<DiagProtocol, readonly (StateName | undefined)[]>> = {
  tcp: byNumber(tcpStates),
  udp: byNumber(otherStates),
  unix: byNumber(otherStates),
};

/** Our name for a kernel state number, or undefined where the table has none. */
export function stateName(protocol: DiagProtocol, number: number): StateName | undefined {
  return namesByNumber[protocol][number];
}

/** Every kernel number that we call by this name: SYN_RECV is 3 and 12. */
export function stateNumbers(protocol: DiagProtocol, name: StateName): readonly number[] {
  return stateTable[protocol].filter((row) => row.name === name).map((row) => row.number);
}

/** The word in ss's State column, or undefined where this protocol has no such state. */
export function ssWord(protocol: DiagProtocol, name: StateName): string | undefined {
  return stateTable[protocol].find((row) => row.name === name)?.ss;
}

/** Our name for a word in ss's State column; ss prints CLOSE for state 7 in older versions. */
export function stateFromSs(protocol: DiagProtocol, word: string): StateName | undefined {
  const wanted = word === 'CLOSE' ? 'UNCONN' : word;
  return stateTable[protocol].find((row) => row.ss === wanted)?.name;
}
