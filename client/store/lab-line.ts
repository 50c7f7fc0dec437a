import { useEffect, useState } from 'react';
import { LabConnection } from '../connection/lab-connection.ts';
import { whyTurnedAway } from '../connection/rest.ts';
import { openSocket } from '../connection/address.ts';
import { wakes } from '../connection/wakes.ts';
import { Frame } from './frame.ts';
import { createLabStore } from './lab-store.ts';
import type { LabStore } from './lab-view.ts';

/** A lab's store and its line to the server: what a lab page is made of. */
export class LabLine {
  readonly store: LabStore;
  readonly #lab: string;
  #connection: LabConnection | null = null;

  constructor(lab: string, watching: boolean) {
    this.#lab = lab;
    const frame = new Frame(() => this.store.getState().flush(), { eager: true });
    this.store = createLabStore(
      () => this.#connection,
      () => frame.ask(),
      watching,
    );
  }

  start(): void {
    const { receive, resume, setConnection } = this.store.getState();
    this.#connection = new LabConnection({
      lab: this.#lab,
      open: openSocket,
      resume,
      whyNot: whyTurnedAway,
      wakes,
      onMessage: receive,
      onPhase: setConnection,
    });
  }

  /** Dials at once instead of waiting. */
  redial(): void {
    this.#connection?.redial();
  }

  stop(): void {
    this.#connection?.close();
    this.#connection = null;
    this.store.getState().dispose();
  }
}

/** A lab's line for as long as the component is there. `watching`: this page only looks. */
export function useLabLine(lab: string, watching = false): LabLine {
  const [line] = useState(() => new LabLine(lab, watching));
  useEffect(() => {
    line.start();
    return () => line.stop();
  }, [line]);
  return line;
}
