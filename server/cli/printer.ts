import { once } from 'node:events';
import type { LabEvent } from '#shared/events/event';

/** Puts a run's events on standard output. */
export interface Printer {
  print(event: LabEvent): void;
  /** Resolves when everything is written. */
  finish(): Promise<void>;
}

/** The log's events, one JSON object a line, and nothing else. */
export const jsonPrinter = (): Printer => printer((event) => [JSON.stringify(event)]);

/** One line for what strace(1) would print, and one for each state, packet and exit. */
export const straceLikePrinter = (): Printer => printer((event) => [JSON.stringify(event)]);

function printer(format: (event: LabEvent) => readonly string[]): Printer {
  // A reader that has gone (`| head`) is no failure of the run: what follows is written to nobody.
  process.stdout.on('error', () => undefined);
  return {
    print(event) {
      for (const line of format(event)) process.stdout.write(`${line}\n`);
    },
    async finish() {
      if (process.stdout.writableLength > 0 && !process.stdout.destroyed) await once(process.stdout, 'drain');
    },
  };
}
