import type { LabState } from '#shared/model/state';

/** What joins the programs, in a few words: the lab network's addresses, or that all of it is one machine. */
export function networkWords(state: LabState): string {
  const { lab } = state;
  if (lab === null) return '';
  const used = lab.hosts.filter((host) => lab.programs.some((program) => program.host === host.name));
  if (used.length > 1) return `lab network ${used.map((host) => host.address).join(' – ')}`;
  return 'one machine, one kernel';
}
