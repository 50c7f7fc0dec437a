import { lazy, Suspense, useState, type JSX } from 'react';
import type { StateMachine as Machine } from '#shared/machines/machine';
import type { LabState, SocketFacts } from '#shared/model/state';
import { populationOf } from '#shared/machines/population';
import { shownMachine } from './marks.ts';
import { StateMachine } from './StateMachine.tsx';
import { Trails } from './Trails.tsx';
import { machinesOf } from './trails.ts';

const Population = lazy(async () => ({ default: (await import('./Population.tsx')).Population }));

const NAMES: Readonly<Record<Machine['id'], string>> = {
  tcp: 'TCP',
  udp: 'UDP',
  'unix-stream': 'Unix stream',
  'unix-dgram': 'Unix datagram',
};

/** The sockets that the kernel has at this moment. */
const living = (state: LabState): readonly SocketFacts[] => Object.values(state.sockets).filter(({ gone }) => !gone);

/**
 * The state machine with its switches: which machine where sockets of several kinds live, this kernel's own edges beside
 * the book's, and the time that each socket spent in each state, or how
 * many of them are in each. Without a choice it is the machine of whoever acts.
 */
export function MachinePanel({ state }: { readonly state: LabState }): JSX.Element {
  const [chosen, choose] = useState<Machine['id'] | null>(null);
  const [linux, setLinux] = useState(false);
  const [times, setTimes] = useState(false);
  const [counts, setCounts] = useState(false);
  const machines = machinesOf(state);
  const machine = machines.find(({ id }) => id === chosen) ?? shownMachine(state);
  return (
    <div className="machine-panel">
      <div className="machine-switches" role="group" aria-label="What the state machine shows">
        {machines.length > 1 &&
          machines.map(({ id }) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === machine.id}
              onClick={() => choose(chosen === id ? null : id)}
            >
              {NAMES[id]}
            </button>
          ))}
        <span />
        <button
          type="button"
          aria-pressed={linux}
          title="Edges that this kernel has and the book’s figure leaves out"
          onClick={() => setLinux(!linux)}
        >
          Linux’s edges
        </button>
        <button
          type="button"
          aria-pressed={counts}
          title="How many sockets of this lab are in each state now"
          onClick={() => setCounts(!counts)}
        >
          counts
        </button>
        <button
          type="button"
          aria-pressed={times}
          title="How long each socket was in each state"
          onClick={() => setTimes(!times)}
        >
          times
        </button>
      </div>
      <div className="machine-figure">
        {counts ? (
          <Suspense fallback={null}>
            <Population machine={machine} population={populationOf(living(state))} />
          </Suspense>
        ) : (
          <StateMachine state={state} lecture={false} machine={machine} linux={linux} />
        )}
      </div>
      {times ? <Trails state={state} machine={machine} /> : null}
    </div>
  );
}
