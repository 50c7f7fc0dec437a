import type { Source } from '#shared/events/common';
import type { LabEvent } from '#shared/events/event';
import type { SocketState } from '#shared/events/socket';
import { udp, unixDgram } from '#shared/machines/datagram';
import type { StateMachine, Transition } from '#shared/machines/machine';
import { tcp } from '#shared/machines/tcp';
import { unixStream } from '#shared/machines/unix-stream';
import { differences, type Difference } from './book.ts';
import { sightingsIn, type EdgeSighting, type Sightings } from './sightings.ts';

/** One lesson's run, as far as coverage asks. */
export interface CoveredRun {
  readonly id: string;
  readonly title: string;
  readonly events: readonly LabEvent[];
  /** What went wrong in it, a sentence each. */
  readonly faults: readonly string[];
}

/** Where something was seen: the first event of this lesson that told it by this source, and how many did. */
export interface Place {
  readonly lesson: string;
  readonly source: Source;
  readonly seq: number;
  readonly count: number;
}

interface StateCoverage {
  readonly state: SocketState;
  readonly seen: readonly Place[];
  /** Passed between two looks: concluded from the table, counted apart. */
  readonly inferred: readonly Place[];
}

export interface EdgeCoverage {
  readonly row: Transition;
  readonly seen: readonly Place[];
  readonly inferred: readonly Place[];
  /** An edge of the book's that this kernel has not, and where a log shows what it does instead. */
  readonly instead: { readonly difference: Difference; readonly evidence: readonly EvidencePlace[] } | null;
}

interface EvidencePlace {
  readonly lesson: string;
  readonly seq: number;
  readonly what: string;
}

/** An edge seen that no single row tells: several fit and the log does not say which, or a person ended the socket. */
export interface OtherEdge {
  readonly from: SocketState;
  readonly to: SocketState;
  readonly why: 'cause not seen' | 'ended from outside (SOCK_DESTROY)' | 'not in the table';
  readonly seen: readonly Place[];
}

export interface MachineCoverage {
  readonly machine: StateMachine;
  readonly states: readonly StateCoverage[];
  /** In the table's order: the figure's own rows, then the others. */
  readonly edges: readonly EdgeCoverage[];
  readonly others: readonly OtherEdge[];
}

const machines: readonly StateMachine[] = [tcp, unixStream, unixDgram, udp];

/** What of each state machine the runs have shown, state by state and edge by edge. */
export function coverageOf(runs: readonly CoveredRun[]): readonly MachineCoverage[] {
  const seen = runs.map((run) => ({ run, sightings: sightingsIn(run.events) }));
  return machines.map((machine) => ({
    machine,
    states: machine.states.map((state) => {
      const places = (inferred: boolean): readonly Place[] =>
        placesOf(seen, ({ states }) =>
          states.filter((one) => one.machine === machine.id && one.state === state && one.inferred === inferred),
        );
      return { state, seen: places(false), inferred: places(true) };
    }),
    edges: machine.transitions.map((row) => {
      const places = (inferred: boolean): readonly Place[] =>
        placesOf(seen, ({ edges }) =>
          edges.filter((edge) => edge.row === row && !edge.fromOutside && edge.inferred === inferred),
        );
      return { row, seen: places(false), inferred: places(true), instead: insteadOf(machine, row, seen) };
    }),
    others: othersOf(machine, seen),
  }));
}

/** The figure's edges that were not seen and that nothing explains: what is still to be shown. */
export const missingEdges = ({ edges }: MachineCoverage): readonly EdgeCoverage[] =>
  edges.filter(({ row, seen, instead }) => row.figure && seen.length === 0 && instead === null);

type Seen = readonly { readonly run: CoveredRun; readonly sightings: Sightings }[];

function placesOf(
  seen: Seen,
  choose: (sightings: Sightings) => readonly { readonly seq: number; readonly source: Source }[],
): readonly Place[] {
  return seen.flatMap(({ run, sightings }) => {
    const places = new Map<Source, Place>();
    for (const { seq, source } of choose(sightings)) {
      const known = places.get(source);
      places.set(source, { lesson: run.id, source, seq: known?.seq ?? seq, count: (known?.count ?? 0) + 1 });
    }
    return [...places.values()];
  });
}

function insteadOf(machine: StateMachine, row: Transition, seen: Seen): EdgeCoverage['instead'] {
  const difference = differences.find(({ from, to }) => machine === tcp && row.from === from && row.to === to);
  if (difference === undefined) return null;
  const evidence = seen.flatMap(({ run, sightings }) =>
    difference.evidenceIn(run.events, sightings.edges).map((one) => ({ lesson: run.id, ...one })),
  );
  return { difference, evidence };
}

function othersOf(machine: StateMachine, seen: Seen): readonly OtherEdge[] {
  const keys = new Map<string, Pick<OtherEdge, 'from' | 'to' | 'why'>>();
  for (const { sightings } of seen) {
    for (const edge of sightings.edges) {
      const why = edge.machine === machine.id ? whyOther(machine, edge) : null;
      if (why !== null) keys.set(`${edge.from} ${edge.to} ${why}`, { from: edge.from, to: edge.to, why });
    }
  }
  return [...keys.values()].map((key) => ({
    ...key,
    seen: placesOf(seen, ({ edges }) =>
      edges.filter(
        (edge) =>
          edge.machine === machine.id &&
          edge.from === key.from &&
          edge.to === key.to &&
          whyOther(machine, edge) === key.why,
      ),
    ),
  }));
}

function whyOther({ transitions }: StateMachine, edge: EdgeSighting): OtherEdge['why'] | null {
  if (edge.fromOutside) return 'ended from outside (SOCK_DESTROY)';
  if (edge.row !== null) return null;
  const known = transitions.some(({ from, to }) => from === edge.from && to === edge.to);
  return known ? 'cause not seen' : 'not in the table';
}
