import { TIER_WORDS } from '../../store/catalogue.ts';
import type { LabState } from '#shared/model/state';

/** The tier, and what joins the programs: the lab network's addresses, or that all of it is one machine. */
export function networkWords(state: LabState): string {
  const { lab } = state;
  if (lab === null) return '';
  const used = lab.hosts.filter((host) => lab.programs.some((program) => program.host === host.name));
  const { name } = TIER_WORDS[lab.tier];
  if (used.length > 1 && lab.wire !== 'none') return `${name}, network ${used.map((host) => host.address).join(' – ')}`;
  return `${name}, one machine, one kernel`;
}
