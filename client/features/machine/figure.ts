import type { SocketState } from '#shared/events/socket';
import type { Point, Rect } from '../../ui/geometry.ts';

/** What a node stands for: a state, or something worth a place of its own that is no state of the kernel's. */
export type NodeId = SocketState | 'peer closed' | 'closed';

export type EdgeKey = `${NodeId}->${NodeId}`;

export interface FigureNode {
  readonly id: NodeId;
  readonly box: Rect;
  /** Drawn without its name: far from what happens, in a lecture. */
  readonly small: boolean;
  /** No state of the kernel's: drawn with a thinner outline. */
  readonly mark: boolean;
}

export interface EdgeLabel {
  readonly x: number;
  /** Baseline of the first line. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** The event, and the action below it. */
  readonly lines: readonly string[];
}

export interface FigureEdge {
  readonly key: EdgeKey;
  readonly from: NodeId;
  readonly to: NodeId;
  /** Orthogonal, from the border of one node to the border of the other. */
  readonly points: readonly Point[];
  readonly label: EdgeLabel | null;
  /** Real, but not in the figure this one is drawn after: lighter. */
  readonly light: boolean;
}

/** A state machine laid out on a pane. */
export interface Figure {
  readonly width: number;
  readonly height: number;
  /** Where the nodes begin, below the room for a title, and where the reason of the last transition stands; null in lectures. */
  readonly plate: { readonly top: number; readonly why: number } | null;
  readonly nodes: ReadonlyMap<NodeId, FigureNode>;
  readonly edges: readonly FigureEdge[];
  readonly nodeText: number;
  readonly labelText: number;
  /** Words under a group of small nodes, where there is one. */
  readonly caption: { readonly x: number; readonly y: number; readonly text: string } | null;
}

export const centred = (x: number, y: number, width: number, height: number): Rect => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});
