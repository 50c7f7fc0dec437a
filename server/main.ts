import { unreachable } from '#shared/base/exhaustive';
import { helpText, parseCommand, type Command } from './cli/arguments.ts';
import { doctor } from './cli/doctor.ts';
import { exitStatus } from './cli/exit.ts';
import { run } from './cli/run.ts';
import { serve } from './cli/serve.ts';
import { productVersion } from './supervisor/root.ts';

/** Carries out one command and answers its exit status. */
async function perform(command: Command): Promise<number> {
  switch (command.kind) {
    case 'help':
      process.stdout.write(helpText);
      return exitStatus.fine;
    case 'version':
      process.stdout.write(`${productVersion()}\n`);
      return exitStatus.fine;
    case 'serve':
      return serve(command);
    case 'run':
      return run(command);
    case 'doctor':
      return doctor(command);
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
