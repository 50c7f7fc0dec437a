import type { Capability, Machine } from '#shared/protocol/rest';
import { preflight } from '../supervisor/preflight.ts';
import { exitStatus } from './exit.ts';

/** `sockscope doctor`: what this machine can do. Exit status 3 where it can run no lab at all. */
export async function doctor({ json }: { json: boolean }): Promise<number> {
  const machine = await preflight();
  process.stdout.write(json ? `${JSON.stringify(machine)}\n` : report(machine));
  return machine.tier === 'replay' ? exitStatus.lacking : exitStatus.fine;
}

/** What doctor prints: the tier and why, then each thing that was tried, with what would enable it where it failed. */
export function report({ tier, why, version, capabilities }: Machine): string {
  const lines = [`sockscope ${version}`, `tier ${tier}: ${why}`, ...capabilities.flatMap(describeOne)];
  return `${lines.join('\n')}\n`;
}

function describeOne({ ok, name, why, enable }: Capability): string[] {
  const line = `  ${ok ? 'yes' : 'no '}  ${name}: ${why}`;
  return enable === undefined ? [line] : [line, `       to enable it: ${enable}`];
}
