import { failure, type Failure } from '#shared/base/result';
import { unreachable } from '#shared/base/exhaustive';
import { MOST_STROKES, type Drive, type PicturePoint } from '#shared/protocol/walk';

/** What the driver does to the picture that everybody sees, apart from the lab. */
export type PictureOrder = Extract<Drive, { do: 'blank' | 'lock' | 'point' | 'draw' | 'wipe' }>;

const doings: ReadonlySet<string> = new Set<PictureOrder['do']>(['blank', 'lock', 'point', 'draw', 'wipe']);

export const isPictureOrder = (order: Pick<Drive, 'do'>): order is PictureOrder => doings.has(order.do);

/** The shared picture: its moments, its pointer and its pen, whether it is blank, and whether all must look at it. */
export class Picture {
  /** The seqs that are looked at, by the ids of labs; a lab that is not here is shown where its scene is. */
  private readonly moments = new Map<string, number>();
  blank = false;
  locked = false;
  pointer: PicturePoint | null = null;
  strokes: readonly (readonly PicturePoint[])[] = [];

  /** Another scene: what was drawn on the last one, and the moment looked at, go with it. */
  turn(): void {
    this.moments.clear();
    this.strokes = [];
  }

  /** The moment of this lab that everybody looks at; null: where its scene is. */
  momentOf(lab: string): number | null {
    return this.moments.get(lab) ?? null;
  }

  /** Everybody looks at this moment of a lab; null: where its scene is. */
  lookAt(lab: string, seq: number | null): void {
    if (seq === null) this.moments.delete(lab);
    else this.moments.set(lab, seq);
  }

  /** Something happens: everybody looks at that. False where everybody did. */
  toPresent(): boolean {
    const back = this.moments.size > 0;
    this.moments.clear();
    return back;
  }

  carryOut(order: PictureOrder): Failure | null {
    switch (order.do) {
      case 'blank':
        this.blank = order.blank;
        return null;
      case 'lock':
        this.locked = order.locked;
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
