import { useId, useMemo, useState, type CSSProperties, type JSX } from 'react';
import type { LabState } from '#shared/model/state';
import { sidesOf, tabPlaces } from './actors.ts';
import { ActorTabs } from './ActorTabs.tsx';
import { Application } from './Application.tsx';
import { Calls } from './Calls.tsx';
import { columnsOf, isOneHost, wireMode, type Column } from './columns.ts';
import { Copied } from './Copied.tsx';
import type { Inspect, Release } from './GateButton.tsx';
import { stageGrid, type Arrangement } from './grid.ts';
import { Gutter, observersIn } from './Gutter.tsx';
import { Header } from './Header.tsx';
import { Kernel } from './Kernel.tsx';
import { kernelScene } from './kernel-scene.ts';
import { Loopback, UnusedWire } from './OtherWires.tsx';
import { SharedFds } from './SharedFds.tsx';
import { Strata } from './Strata.tsx';
import { slotNames } from './wall.ts';
import { Wire } from './Wire.tsx';
import './stage.css';

export interface StageProps {
  readonly state: LabState;
  readonly lecture: boolean;
  /** For a narrow screen: one host under the other. */
  readonly compact?: boolean;
  /** Gates can be released: this is the live end of a log that somebody here may drive. */
  readonly canRelease: boolean;
  readonly onRelease: Release;
  /** Ends a socket in TIME_WAIT from outside. */
  readonly onDestroy?: (socket: string) => void;
  /** Shows what is known of a call, a socket or a packet. */
  readonly onInspect?: Inspect;
}

/** Somebody wants to see this role, as long as nobody else than `instead` would be shown. */
interface Choice {
  readonly role: string;
  readonly instead: string;
}

/** Whoever acts is in front; a choice holds until somebody else of that side acts. */
function shownColumns(state: LabState, chosen: Choice | null): readonly Column[] {
  const columns = columnsOf(state);
  if (chosen === null || !columns.some((column) => column.role === chosen.instead)) return columns;
  return columnsOf(state, [chosen.role]);
}

/**
 * The stage: two processes side by side and four strata across both; more processes share a side, one in front. A pure
 * function of the state; only the choices between several held packets and between the actors of a side are its own.
 */
export function Stage(props: StageProps): JSX.Element {
  const { state, lecture, canRelease, onRelease } = props;
  const id = useId();
  const arrangement: Arrangement = props.compact === true ? 'compact' : lecture ? 'lecture' : 'plate';
  const [chosen, choose] = useState<Choice | null>(null);
  const columns = shownColumns(state, chosen);
  const sides = sidesOf(state).length;
  const tabs = tabPlaces(state);
  const grid = useMemo(() => stageGrid(arrangement, sides, tabs), [arrangement, sides, tabs]);
  const { metrics } = grid;
  const big = arrangement === 'lecture';
  const scenes = columns.flatMap((column, i) => {
    const place = grid.columns[i];
    return place === undefined ? [] : [kernelScene(state, column, place, metrics, big)];
  });
  const mode = wireMode(state);
  const inspect = big ? null : (props.onInspect ?? null);
  const wireProps = { state, columns, scenes, grid, canRelease, onRelease, onInspect: inspect };
  const hatch = `${id}hatch`;
  return (
    <svg
      className="stage"
      viewBox={`0 0 ${grid.width} ${grid.height}`}
      role="group"
      aria-label="The stage: applications, system call interface, kernel and wire"
      data-arrangement={arrangement}
      data-wire={mode}
      data-seq={state.seq}
      style={{ '--stage-stroke': big ? 1.5 : 1 } as CSSProperties}
    >
      <defs>
        <pattern id={hatch} width={8} height={8} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className="stage-hatch" x1={0} x2={0} y1={0} y2={8} />
        </pattern>
      </defs>
      <Strata grid={grid} oneKernel={isOneHost(state)} />
      <Gutter grid={grid} observers={observersIn(state)} />
      {columns.map((column, i) => {
        const place = grid.columns[i];
        const scene = scenes[i];
        if (place === undefined || scene === undefined) return null;
        const now = state.now !== null && state.now.pid !== null && state.now.pid === column.process?.pid;
        const names = slotNames(column.text, column.process);
        return (
          <g
            key={column.side[0]?.role ?? column.role}
            className="stage-column"
            data-role={column.role}
            data-host={column.host}
          >
            <Header
              column={column}
              grid={place}
              metrics={metrics}
              lecture={big}
              now={now}
              networked={mode !== 'unused'}
              t={state.t}
            />
            {place.tabs === null || column.side.length < 2 ? null : (
              <ActorTabs
                column={column}
                box={place.tabs}
                width={place.tabWidth}
                metrics={metrics}
                t={state.t}
                onShow={(role) => {
                  const instead = columnsOf(state)[i]?.role;
                  choose(instead === undefined || instead === role ? null : { role, instead });
                }}
              />
            )}
            <Application
              column={column}
              grid={place}
              metrics={metrics}
              lecture={big}
              calls={names}
              t={state.t}
              now={now && (state.now?.kind === 'line' || state.now?.kind === 'process')}
              canRelease={canRelease}
              onRelease={onRelease}
            />
            <Kernel
              state={state}
              column={column}
              scene={scene}
              grid={place}
              metrics={metrics}
              lecture={big}
              compact={arrangement === 'compact'}
              onInspect={inspect}
              onDestroy={canRelease ? (props.onDestroy ?? null) : null}
            />
            <Calls
              column={column}
              names={names}
              grid={place}
              metrics={metrics}
              kernel={scene.layout}
              lecture={big}
              now={now && (state.now?.kind === 'call' || state.now?.kind === 'return')}
              onInspect={inspect}
              canRelease={canRelease}
              onRelease={onRelease}
            />
          </g>
        );
      })}
      {mode === 'wire' ? <Wire {...wireProps} /> : null}
      {mode === 'loopback' ? <Loopback {...wireProps} /> : null}
      {mode === 'unused' ? (
        <UnusedWire
          grid={grid}
          hatch={hatch}
          words={big ? 'not used: one machine' : 'not used: both processes are on this machine'}
        />
      ) : null}
      {mode === 'unobserved' ? (
        <UnusedWire grid={grid} hatch={hatch} words="packets cannot be seen on this machine" />
      ) : null}
      <SharedFds scenes={scenes} grid={grid} oneKernel={isOneHost(state)} />
      <Copied state={state} scenes={scenes} grid={grid} />
    </svg>
  );
}
