import { counted } from '#shared/base/counted';
import type { LabState } from '#shared/model/state';

/** What a lab holds back now, in words for the presenter: "client connect", "2 packets". */
export function heldWords({ gates, processes }: Pick<LabState, 'gates' | 'processes'>): string[] {
  const calls = gates.flatMap(({ pid, role, packet }) => {
    if (packet !== null || role === null) return [];
    const call = pid === null ? null : (processes[pid]?.call ?? null);
    return [call === null ? role : `${role} ${call.api}`];
  });
  const packets = gates.filter(({ packet }) => packet !== null).length;
  return packets === 0 ? calls : [...calls, counted(packets, 'packet')];
}
