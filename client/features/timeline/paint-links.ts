import type { Chain } from '#shared/model/causes';
import type { Bar } from './bars.ts';
import type { Palette } from './palette.ts';
import type { Scene } from './scene.ts';

/** How a bar is related to what is pointed at, wherever in the page that is. */
export type Relation = 'self' | 'cause' | 'effect';

/** A chain as sets, for the many bars that are asked about. */
export interface Links {
  readonly self: number;
  readonly causes: ReadonlySet<number>;
  readonly effects: ReadonlySet<number>;
}

export const linksOf = (chain: Chain): Links => ({
  self: chain.seq,
  causes: new Set(chain.causes),
  effects: new Set(chain.effects),
});

/** A bar belongs to a chain with its beginning or with its end. */
export function relationOf(bar: Pick<Bar, 'from' | 'to' | 'kind'>, { self, causes, effects }: Links): Relation | null {
  // A state ends where the next one begins: that event is the next bar's.
  const seqs = [bar.from, bar.kind === 'state' ? null : bar.to].filter((seq) => seq !== null);
  if (seqs.includes(self)) return 'self';
  if (seqs.some((seq) => causes.has(seq))) return 'cause';
  return seqs.some((seq) => effects.has(seq)) ? 'effect' : null;
}

/** Frames what belongs to the chain, as on the stage: dashed before, solid after, twice around the thing itself. */
export function paintLinks(to: CanvasRenderingContext2D, scene: Scene, links: Links, palette: Palette): void {
  to.strokeStyle = palette.ink;
  for (const { bar, x1, x2, y, height } of scene.bars) {
    const relation = relationOf(bar, links);
    if (relation === null) continue;
    to.setLineDash(relation === 'cause' ? [4, 3] : []);
    to.lineWidth = 2;
    to.strokeRect(x1 - 1, y - 1, x2 - x1 + 2, height + 2);
    if (relation !== 'self') continue;
    to.lineWidth = 1;
    to.strokeRect(x1 + 2.5, y + 2.5, Math.max(1, x2 - x1 - 5), height - 5);
  }
  to.setLineDash([]);
}
