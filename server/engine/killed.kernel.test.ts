import { expect, it } from 'vitest';
import { HeldLab, whyNoLab } from './testing/open-lab.ts';

const noLab = await whyNoLab();

it('tells that a program which stands at a gate was killed from outside, and opens the gate', async (context) => {
  if (noLab !== null) context.skip(noLab);
  const lab = await HeldLab.open('tcp-echo');
  try {
    await lab.until((state) => state.gates.length > 0);
    const [gate] = lab.state.gates;
    const [program] = Object.values(lab.state.processes);
    process.kill(program?.pid ?? 0, 'SIGKILL');
    await lab.until((state) => state.gates.length === 0);
    const [release] = lab.eventsOf('gate.release');
    expect(release).toMatchObject({ gate: gate?.id, source: 'lab', by: 'the end of its process' });
    const [exit] = lab.eventsOf('process.exit');
    expect(exit).toMatchObject({ pid: program?.pid, signal: 'SIGKILL', source: 'ptrace' });
    expect(exit).not.toHaveProperty('cause');
  } finally {
    lab.close();
    await lab.session.ended();
  }
});
