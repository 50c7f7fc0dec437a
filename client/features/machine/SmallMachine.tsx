import type { EventOf } from '#shared/events/event';
import type { SocketState } from '#shared/events/socket';
import { machineFor } from '#shared/machines/machine-for';
import { memo, type JSX } from 'react';
import { RoleGlyph } from '../../ui/RoleGlyph.tsx';
import { roleStyle } from '../../ui/roles.ts';
import { plateOf } from './plate.ts';
import './machine.css';

type Kind = Pick<EventOf<'socket.open'>, 'protocol' | 'type'>;

interface SmallMachineProps {
  readonly sockets: readonly (Kind & {
    readonly id: string;
    readonly role: string | null;
    readonly state: SocketState;
  })[];
  /** Names the machine, also where no socket is left. */
  readonly newest: Kind;
  readonly programs: readonly { readonly role: string }[];
}

/** Signs in one node beside each other; of more the first ones stand for all. */
const MOST_SIGNS = 3;

/**
 * A state machine so small that its names are not read: which boxes are lit tells whoever knows the figure where the
 * sockets are. The machine of the newest socket; the names stand in words beside it.
 */
export const SmallMachine = memo(function SmallMachine({ sockets, newest, programs }: SmallMachineProps): JSX.Element {
  const machine = machineFor(newest.protocol, newest.type);
  const shown = sockets.filter(({ protocol, type }) => machineFor(protocol, type).id === machine.id);
  const figure = plateOf(machine);
  const nodes = [...figure.nodes.values()].filter(({ mark }) => !mark);
  const isDrawn = new Set(nodes.map(({ id }) => id));
  const top = Math.min(...nodes.map(({ box }) => box.y)) - 8;
  const bottom = Math.max(...nodes.map(({ box }) => box.y + box.height)) + 8;
  return (
    <svg
      className="machine small-machine"
      viewBox={`0 ${top} ${figure.width} ${bottom - top}`}
      aria-hidden="true"
      focusable="false"
      data-machine={machine.id}
    >
      {figure.edges
        .filter(({ from, to, light }) => !light && isDrawn.has(from) && isDrawn.has(to))
        .map(({ key, points }) => (
          <polyline key={key} points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        ))}
      {nodes.map(({ id, box }) => {
        const here = shown.filter(({ state }) => state === id);
        const styles = here.slice(0, MOST_SIGNS).map(({ role, state }) => {
          const style = roleStyle(role, programs);
          return state === 'LISTEN' ? { ...style, shape: 'ring' as const } : style;
        });
        return (
          <g key={id} data-state={id} data-lit={here.length > 0} data-role-kind={styles[0]?.kind ?? 'none'}>
            <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={8} />
            {styles.map((style, i) => (
              <RoleGlyph
                key={i}
                style={style}
                x={box.x + (box.width * (i + 1)) / (styles.length + 1)}
                y={box.y + box.height / 2}
                size={40}
              />
            ))}
          </g>
        );
      })}
    </svg>
  );
});
