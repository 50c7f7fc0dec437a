import { useEffect, useState } from 'react';
import type { ClientMessage } from '#shared/protocol/browser';
import { LabConnection } from '../connection/lab-connection.ts';
import { whyTurnedAway } from '../connection/rest.ts';
import { openSocket } from '../connection/address.ts';
import { wakes } from '../connection/wakes.ts';
import { Frame } from './frame.ts';
import { createLabStore } from './lab-store.ts';
import type { LabStore } from './lab-view.ts';

/** Takes what goes to the lab by another way; false: it goes by the lab's own line. */
export type OtherWay = (message: ClientMessage) => boolean;

/** A lab's store and its line to the server: what a lab page is made of. */
export class LabLine {
  readonly store: LabStore;
  readonly #lab: string;
  #connection: LabConnection | null = null;

  constructor(lab: string, watching: boolean, otherWay: OtherWay = () => false) {
    this.#lab = lab;
    const frame = new Frame(() => this.store.getState().flush(), { eager: true });
    const line = {
      send: (message: ClientMessage) => otherWay(message) || (this.#connection?.send(message) ?? false),
      redial: () => this.#connection?.redial(),
    };
    this.store = createLabStore(
      () => line,
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
export function useLabLine(lab: string, watching = false, otherWay?: OtherWay): LabLine {
  const [line] = useState(() => new LabLine(lab, watching, otherWay));
  useEffect(() => {
    line.start();
    return () => line.stop();
  }, [line]);
  return line;
}
