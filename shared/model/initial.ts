import type { LabState } from './state.ts';

/** Before the first event: nothing is known. */
export const initialState: LabState = {
  seq: 0,
  t: 0,
  lab: null,
  processes: {},
  sockets: {},
  packets: {},
  gates: [],
  findings: [],
  gaps: [],
  now: null,
  scene: null,
};
