import { failure, type Failure } from '#shared/base/result';
import { unreachable } from '#shared/base/exhaustive';
import { MOST_STROKES, type Drive, type PicturePoint } from '#shared/protocol/walk';

/** What the driver does to the picture that everybody sees, apart from the lab. */
export type PictureOrder = Extract<Drive, { do: 'blank' | 'lock' | 'moment' | 'point' | 'draw' | 'wipe' }>;

const doings: ReadonlySet<string> = new Set<PictureOrder['do']>(['blank', 'lock', 'moment', 'point', 'draw', 'wipe']);

export const isPictureOrder = (order: Pick<Drive, 'do'>): order is PictureOrder => doings.has(order.do);

/** The shared picture: its moment, its pointer and its pen, whether it is blank, and whether all must look at it. */
export class Picture {
  /** A seq of the lab's log, or null where the present is shown. */
  moment: number | null = null;
  blank = false;
  locked = false;
  pointer: PicturePoint | null = null;
  strokes: readonly (readonly PicturePoint[])[] = [];

  /** Another scene: what was drawn on the last one, and the moment looked at, go with it. */
  turn(): void {
    this.moment = null;
    this.strokes = [];
  }

  carryOut(order: PictureOrder): Failure | null {
    switch (order.do) {
      case 'blank':
        this.blank = order.blank;
        return null;
      case 'lock':
        this.locked = order.locked;
        return null;
      case 'moment':
        this.moment = order.seq;
        return null;
      case 'point':
        this.pointer = order.at;
        return null;
      case 'draw':
        if (this.strokes.length >= MOST_STROKES) return failure('too-many', 'Wipe the pen’s lines first.');
        this.strokes = [...this.strokes, order.stroke];
        return null;
      case 'wipe':
        this.strokes = [];
        return null;
      default:
        return unreachable(order);
    }
  }
}
