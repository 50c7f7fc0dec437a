import { createInterface } from 'node:readline';
import { engineCommandSchema, type EngineCommand, type EngineMessage } from '#shared/protocol/engine';
import type { Failure } from '#shared/base/result';
import { exitNow } from './ffi/libc.ts';
import { writeAll } from './output.ts';
import { Lab } from './lab/lab.ts';
import { MachineLook } from './look/look.ts';
import { probe } from './probe/probe.ts';

/**
 * The engine: a process of its own, one a lab, started under unshare(1). Commands come as lines on standard input,
 * events and answers go as lines to standard output. End of input ends the lab: whoever held the other end is gone.
 */

const send = (message: EngineMessage): void => writeAll(`${JSON.stringify(message)}\n`);

let lab: Lab | null = null;

function leave(status: number): never {
  lab?.stop();
  return exitNow(status);
}

function fatal(error: Failure): never {
  lab?.journal.flush();
  send({ type: 'fatal', code: error.code, message: error.message });
  return leave(1);
}

function obey(command: EngineCommand): void {
  const refuse = (error: Failure): void => {
    send({ type: 'refused', n: command.n, code: error.code, message: error.message });
  };
  if (command.cmd === 'ping') {
    send({ type: 'pong', n: command.n });
    return;
  }
  if (command.cmd === 'start') {
    if (lab) return refuse({ code: 'STARTED', message: 'This engine runs a lab already: start another engine.' });
    const started = Lab.start(
      command,
      process.argv.includes('--root'),
      (events) => send({ type: 'events', events }),
      (n) => send({ type: 'quiet', n }),
    );
    if (!started.ok) fatal(started.error);
    lab = started.value;
    return;
  }
  if (!lab) return refuse({ code: 'NOT_STARTED', message: 'No lab runs in this engine: send start first.' });
  switch (command.cmd) {
    case 'spawn': {
      const error = lab.spawn(command.role);
      // A lesson without one of its programs would wait for it for ever, and say nothing of why.
      if (error) fatal(error);
      break;
    }
    case 'release': {
      const error = lab.release(command.gate, command.by, command.action, command.delayMs);
      if (error) refuse(error);
      break;
    }
    case 'destroy': {
      const error = lab.destroy(command.socket, command.by);
      if (error) refuse(error);
      break;
    }
    case 'hold':
      lab.setHold(command.hold);
      break;
    case 'end':
      lab.end(command.reason);
      leave(0);
  }
  lab.done(command.n);
}

function runLab(): void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const command = engineCommandSchema.safeParse(JSON.parse(line));
    if (!command.success) fatal({ code: 'COMMAND', message: `Not a command: ${command.error.message}` });
    obey(command.data);
  });
  lines.on('close', () => leave(0));
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    fatal({ code: 'BUG', message: `The engine failed: ${error.message}` });
  });
}

/**
 * A lab-less engine in the machine's own namespaces: each line on standard input asks for one look at the machine's
 * sockets, and each look is one line on standard output. There is no other command. End of input ends it.
 */
function runLook(): void {
  const look = MachineLook.open();
  if (!look.ok) {
    process.stderr.write(`${look.error.message}\n`);
    exitNow(1);
  }
  const lines = createInterface({ input: process.stdin });
  lines.on('line', () => writeAll(`${JSON.stringify(look.value.take())}\n`));
  lines.on('close', () => exitNow(0));
}

switch (process.argv[2]) {
  case 'lab':
    runLab();
    break;
  case 'look':
    runLook();
    break;
  case 'probe':
    writeAll(`${JSON.stringify(probe(process.argv.includes('--root')))}\n`);
    exitNow(0);
  default:
    process.stderr.write(
      'usage: engine lab|probe --root|--user (started by sockscope, under unshare), or engine look\n',
    );
    process.exitCode = 2;
}
