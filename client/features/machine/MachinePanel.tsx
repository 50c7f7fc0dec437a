import { lazy, Suspense, useState, type JSX } from 'react';
import { counted } from '#shared/base/counted';
import type { StateMachine as Machine } from '#shared/machines/machine';
import type { LabState, SocketFacts } from '#shared/model/state';
import { populationOf, totalOf } from '#shared/machines/population';
import { shownMachine } from './marks.ts';
import { StateMachine } from './StateMachine.tsx';
import { Trails } from './Trails.tsx';
import { beyondFigure, machinesOf } from './trails.ts';

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
export function MachinePanel(props: {
  readonly state: LabState;
  /** The moment that the words tell, which may lag behind: see StateMachine. */
  readonly told: LabState;
}): JSX.Element {
  const { state, told } = props;
  const [chosen, choose] = useState<Machine['id'] | null>(null);
  const [linux, setLinux] = useState(false);
  const [times, setTimes] = useState(false);
  const [counts, setCounts] = useState(false);
  const machines = machinesOf(state);
  const machine = machines.find(({ id }) => id === chosen) ?? shownMachine(state);
  const population = counts ? populationOf(living(state)) : null;
  return (
    <div className="machine-panel">
      <div className="machine-head">
        {machines.length > 1 ? (
          <div className="machine-switches" role="group" aria-label="Which state machine">
            {machines.map(({ id }) => (
              <Switch key={id} on={id === machine.id} onPress={() => choose(chosen === id ? null : id)}>
                {NAMES[id]}
              </Switch>
            ))}
          </div>
        ) : (
          <h2 title={machine.reference}>{machine.title}</h2>
        )}
        <p data-sum={counts || undefined} title={machine.reference}>
          {population === null ? machine.reference : counted(totalOf(population, machine.id), 'socket')}
        </p>
        <div className="machine-switches" role="group" aria-label="What the state machine shows">
          {beyondFigure(machine).length > 0 && (
            <Switch
              on={linux}
              title="Edges that this kernel has and the book’s figure leaves out"
              onPress={() => setLinux(!linux)}
            >
              Linux’s edges
            </Switch>
          )}
          <Switch
            on={counts}
            title="How many sockets of this lab are in each state now"
            onPress={() => setCounts(!counts)}
          >
            counts
          </Switch>
          <Switch on={times} title="How long each socket was in each state" onPress={() => setTimes(!times)}>
            times
          </Switch>
        </div>
      </div>
      <div className="machine-figure">
        {population === null ? (
          <StateMachine state={state} told={told} lecture={false} machine={machine} linux={linux} titled={false} />
        ) : (
          <Suspense fallback={null}>
            <Population machine={machine} population={population} titled={false} />
          </Suspense>
        )}
      </div>
      {times ? <Trails state={told} machine={machine} /> : null}
    </div>
  );
}

function Switch(props: { on: boolean; title?: string; onPress: () => void; children: string }): JSX.Element {
  return (
    <button type="button" aria-pressed={props.on} title={props.title} onClick={props.onPress}>
      {props.children}
    </button>
  );
}
