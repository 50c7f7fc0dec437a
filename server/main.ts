import { unreachable } from '#shared/base/exhaustive';
import { parseCommand } from './cli/arguments.ts';
import type { Command } from './cli/commands.ts';
import { exitStatus } from './cli/exit.ts';
import { helpText } from './cli/help.ts';
import { refuse, say, unwritten } from './cli/say.ts';
import { productVersion } from './supervisor/root.ts';

/** Carries out one command and answers its exit status. Each loads only what it needs. */
async function perform(command: Command): Promise<number> {
  switch (command.kind) {
    case 'help':
      process.stdout.write(helpText(command.about));
      return exitStatus.fine;
    case 'version':
      process.stdout.write(`${productVersion()}\n`);
      return exitStatus.fine;
    case 'serve':
      return (await import('./cli/serve.ts')).serve(command);
    case 'run':
      return (await import('./cli/run.ts')).run(command);
    case 'lint':
      return (await import('./cli/lint.ts')).lint(command);
    case 'replay':
      return (await import('./cli/serve.ts')).replay(command);
    case 'export':
      return (await import('./cli/export.ts')).exportLog(command);
    case 'coverage':
      return (await import('./cli/coverage.ts')).coverage(command);
    case 'doctor':
      return (await import('./cli/doctor.ts')).doctor(command);
    default:
      return unreachable(command);
  }
}

// Whoever started this may stop reading (`| head -1`, a closed terminal): no reason for a server to end with its labs.
process.stderr.on('error', () => undefined);
let lost: string | null = null;
process.stdout.on('error', (error) => {
  if (!('code' in error) || error.code !== 'EPIPE') lost = error.message;
});
process.on('exit', () => {
  if (lost === null || process.exitCode !== exitStatus.fine) return;
  say(unwritten(lost));
  process.exitCode = exitStatus.failed;
});

const command = parseCommand(process.argv.slice(2), process.env);
if (command.ok) {
  process.exitCode = await perform(command.value);
} else {
  process.exitCode = refuse(command.error.message, exitStatus.usage);
}
