import { createInterface } from 'node:readline';
import { engineCommandSchema, type EngineCommand, type EngineMessage } from '#shared/protocol/engine';
import { exitNow } from '../../ffi/libc.ts';
import { writeAll } from '../../output.ts';
import { CompiledLab } from './compiled-lab.ts';

/** An engine (engine/engine.ts) whose programs are compiled: the same commands, answers and events. `argv[2]`: its folder. */

const send = (message: EngineMessage): void => writeAll(`${JSON.stringify(message)}\n`);

let lab: CompiledLab | null = null;

function leave(status: number): never {
  lab?.end();
  return exitNow(status);
}

function fatal(code: string, message: string): never {
  lab?.journal.flush();
  send({ type: 'fatal', code, message });
  return leave(1);
}

function obey(command: EngineCommand): void {
  const { n } = command;
  if (command.cmd === 'ping') {
    send({ type: 'pong', n });
    return;
  }
  if (command.cmd === 'start') {
    const started = CompiledLab.start(
      command,
      process.argv[2] ?? '',
      (events) => send({ type: 'events', events }),
      (quiet) => send({ type: 'quiet', n: quiet }),
    );
    if (!started.ok) fatal(started.error.code, started.error.message);
    lab = started.value;
    return;
  }
  if (!lab) throw new Error('start comes first');
  if (command.cmd === 'spawn') lab.spawn(command.role);
  if (command.cmd === 'release') {
    const refused = lab.release(command.gate, command.by, command.action, command.delayMs);
    if (refused !== null) send({ type: 'refused', n, code: 'GATE', message: refused });
  }
  if (command.cmd === 'end') {
    lab.journal.tell({ kind: 'lab.end', source: 'lab', reason: command.reason });
    lab.journal.flush();
    leave(0);
  }
  lab.done(n);
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => obey(engineCommandSchema.parse(JSON.parse(line))));
lines.on('close', () => leave(0));
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  fatal('BUG', `The engine of the compiled programs failed: ${error.message}`);
});
