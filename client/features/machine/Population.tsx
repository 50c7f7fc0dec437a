import type { SocketState } from '#shared/events/socket';
import type { StateMachine } from '#shared/machines/machine';
import { totalOf, type Population as Counts } from '#shared/machines/population';
import { useId, type JSX } from 'react';
import { counted } from '#shared/base/counted';
import { arrowHead, shortened } from '../../ui/arrow.ts';
import { roundedPath } from '../../ui/geometry.ts';
import type { Figure, FigureEdge, FigureNode } from './figure.ts';
import { plateOf } from './plate.ts';
import './machine.css';

interface PopulationProps {
  readonly machine: StateMachine;
  readonly population: Counts;
  /** Whether the figure names itself and tells their sum; not where its title stands above it. */
  readonly titled?: boolean;
}

/**
 * A state machine with the number of sockets in each of its states: all of a lab, or all of a machine, at once. A pure
 * function of the counts; what is no state of the kernel's has none.
 */
export function Population({ machine, population, titled = true }: PopulationProps): JSX.Element {
  const id = useId();
  const figure = plateOf(machine);
  const counts = population[machine.id] ?? {};
  const total = totalOf(population, machine.id);
  const top = titled ? 0 : (figure.plate?.top ?? 0);
  return (
    <svg
      className="machine population"
      viewBox={`0 ${top} ${figure.width} ${bottomOf(figure) - top}`}
      preserveAspectRatio="xMidYMin"
      role="img"
      aria-labelledby={`${id}title ${id}desc`}
      data-machine={machine.id}
      data-total={total}
    >
      <title id={`${id}title`}>{`${machine.title}: sockets by state`}</title>
      <desc id={`${id}desc`}>{inWords(counts)}</desc>
      {titled && (
        <>
          <text className="machine-title" x={24} y={29} fontSize={18}>
            {machine.title}
          </text>
          <text className="machine-reference" x={512} y={29} fontSize={13.5} textAnchor="end">
            {counted(total, 'socket')}
          </text>
        </>
      )}
      {figure.edges.map((edge) => (
        <Edge key={edge.key} edge={edge} />
      ))}
      {[...figure.nodes.values()].map((node) => (
        <Node key={node.id} node={node} count={countOf(node, counts)} text={figure.nodeText} />
      ))}
    </svg>
  );
}

/** The figure's own height without the room for the last transition's reason. */
const bottomOf = (figure: Figure): number =>
  Math.max(...[...figure.nodes.values()].map(({ box }) => box.y + box.height)) + 24;

type ByState = Readonly<Partial<Record<SocketState, number>>>;

const countOf = ({ id, mark }: FigureNode, counts: ByState): number =>
  mark || id === 'peer closed' || id === 'closed' ? 0 : (counts[id] ?? 0);

function Edge({ edge }: { readonly edge: FigureEdge }): JSX.Element {
  return (
    <g className="machine-edge" data-edge={edge.key} data-light={edge.light}>
      <path className="machine-line" d={roundedPath(shortened(edge.points, 7), 10)} />
      <polygon className="machine-head" points={arrowHead(edge.points, 7)} />
    </g>
  );
}

/** A state with its number at the right; one without sockets stands back. */
function Node(props: { readonly node: FigureNode; readonly count: number; readonly text: number }): JSX.Element {
  const { node, count, text } = props;
  const { box } = node;
  const middle = box.y + box.height / 2 + text * 0.36;
  const peopled = count > 0;
  return (
    <g
      className="machine-node"
      data-state={node.id}
      data-count={count}
      data-mark={node.mark}
      data-tokens={peopled ? 'counted' : ''}
      data-role-kind={peopled ? 'nobody' : 'none'}
    >
      <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={8} />
      <text
        x={peopled ? box.x + 9 : box.x + box.width / 2}
        y={middle}
        fontSize={peopled ? text * 0.88 : text}
        textAnchor={peopled ? 'start' : 'middle'}
      >
        {node.id}
      </text>
      {peopled && (
        <text className="machine-count" x={box.x + box.width - 9} y={middle + 0.5} fontSize={15} textAnchor="end">
          {shortNumber(count)}
        </text>
      )}
    </g>
  );
}

/** Three digits fit beside the longest name; more are told in thousands. */
const shortNumber = (count: number): string => (count < 1000 ? String(count) : `${Math.floor(count / 1000)}k`);

function inWords(counts: ByState): string {
  const told = Object.entries(counts).map(([state, count]) => `${count} in ${state}`);
  return told.length === 0 ? 'No socket is there.' : `${told.join(', ')}.`;
}
