import { unreachable } from '#shared/base/exhaustive';
import { helpText, parseCommand, type Command } from './cli/arguments.ts';
import { exitStatus } from './cli/exit.ts';
import { productVersion } from './supervisor/root.ts';

/** Carries out one command and answers its exit status. Each loads only what it needs. */
async function perform(command: Command): Promise<number> {
  switch (command.kind) {
    case 'help':
      process.stdout.write(helpText);
      return exitStatus.fine;
    case 'version':
      process.stdout.write(`${productVersion()}\n`);
      return exitStatus.fine;
    case 'serve':
      return (await import('./cli/serve.ts')).serve(command);
    case 'run':
      return (await import('./cli/run.ts')).run(command);
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

const command = parseCommand(process.argv.slice(2), process.env);
if (command.ok) {
  process.exitCode = await perform(command.value);
} else {
  process.stderr.write(`sockscope: ${command.error.message}\n`);
  process.exitCode = exitStatus.usage;
}
