import { gatesInOrder } from '#shared/model/next-gate';
import type { LabState } from '#shared/model/state';

/** The open gates in the order in which they are listed and numbered: the first is what STEP releases. */
export const releasable = (state: LabState): string[] => gatesInOrder(state).map((gate) => gate.id);
