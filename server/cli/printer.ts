import { once } from 'node:events';
import { printable } from '#shared/base/text';
import type { LabEvent } from '#shared/events/event';
import { createLineWriter, type LogLine } from '#shared/model/log-line';

/** Puts a run's events on standard output. */
export interface Printer {
  print(event: LabEvent): void;
  /** Resolves when everything is written: null, or why it could not be (a full disk). */
  finish(): Promise<string | null>;
}

/** The log's events, one JSON object a line, and nothing else. */
export const jsonPrinter = (): Printer => printer((event) => [JSON.stringify(event)]);

/** One line for what strace(1) would print, and one for each state, packet and exit. */
export function straceLikePrinter(): Printer {
  const writer = createLineWriter();
  return printer((event) => {
    const line = writer.line(event);
    return line.essential ? [formatLine(line)] : [];
  });
}

/** Seconds since the lab started (as strace -r has them), who it is about, and what happened. */
const formatLine = ({ t, who, text }: LogLine): string =>
  printable(`${(t / 1e9).toFixed(6).padStart(10)} ${who.padEnd(8)} ${text}`);

function printer(format: (event: LabEvent) => readonly string[]): Printer {
  // A reader that has gone (`| head`) is no failure of the run: what follows is written to nobody.
  let failed: string | null = null;
  process.stdout.on('error', (error) => {
    if (!('code' in error) || error.code !== 'EPIPE') failed ??= error.message;
  });
  return {
    print(event) {
      for (const line of format(event)) process.stdout.write(`${line}\n`);
    },
    async finish() {
      // It may break while we wait.
      const written = process.stdout.writableLength === 0 || process.stdout.destroyed;
      if (!written) await once(process.stdout, 'drain').catch(() => undefined);
      return failed;
    },
  };
}
