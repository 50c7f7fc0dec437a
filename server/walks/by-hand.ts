import { unreachable } from '#shared/base/exhaustive';
import { failure, type Failure } from '#shared/base/result';
import type { Drive } from '#shared/protocol/walk';
import { shownLab, type SceneStage } from './scene-stage.ts';

/** What the driver lets happen in the lab besides the scene. */
export type HandOrder = Extract<Drive, { do: 'step' | 'release' | 'destroy' }>;

const doings: ReadonlySet<string> = new Set<HandOrder['do']>(['step', 'release', 'destroy']);

export const isHandOrder = (order: Drive): order is HandOrder => doings.has(order.do);

/**
 * Does it in the lab that it names, if that is shown now. Resolves when the lab is quiet again. Failures: `not-shown`, and those of
 * a lab.
 */
export async function byHand(stage: SceneStage | null, order: HandOrder): Promise<Failure | null> {
  const session = shownLab(stage, order.lab)?.session ?? null;
  // Labs change places with the scenes: what was meant for the one before must not happen in the next one.
  if (session === null) return notShown;
  switch (order.do) {
    case 'step':
      return session.step(false);
    case 'release':
      return session.release(order.gate, order.action ?? 'release', order.delayMs);
    case 'destroy':
      return session.destroy(order.socket);
    default:
      return unreachable(order);
  }
}

export const notShown = failure('not-shown', 'That lab is not shown any more; look at what is held now.');
