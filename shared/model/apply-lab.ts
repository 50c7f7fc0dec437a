import type { EventOf } from '../events/event.ts';
import type { LabState } from './state.ts';

export function applyLabStart(state: LabState, event: EventOf<'lab.start'>): LabState {
  return {
    ...state,
    lab: {
      lesson: event.lesson,
      began: event.began ?? null,
      tier: event.tier,
      hosts: event.hosts,
      kernel: event.kernel,
      arch: event.arch,
      settings: event.settings,
      versions: event.versions,
      programs: event.programs,
      wire: null,
      missing: [],
      phase: 'starting',
      end: null,
    },
  };
}

export function applyLabReady(state: LabState, event: EventOf<'lab.ready'>): LabState {
  if (state.lab === null) return state;
  return { ...state, lab: { ...state.lab, wire: event.wire, missing: event.missing, phase: 'ready' } };
}

export function applyLabEnd(state: LabState, event: EventOf<'lab.end'>): LabState {
  if (state.lab === null) return state;
  const end = { reason: event.reason, ...(event.message === undefined ? {} : { message: event.message }) };
  // Whatever was held is held no longer: the lab's processes and wire are gone.
  return { ...state, lab: { ...state.lab, phase: 'ended', end }, gates: [] };
}
