import { useEffect, useState } from 'react';
import { openSocket } from '../connection/address.ts';
import { wakes } from '../connection/wakes.ts';
import { whyTurnedAway } from '../connection/rest.ts';
import { WalkConnection } from '../connection/walk-connection.ts';
import { createWalkStore, type WalkStore } from './walk-store.ts';

/** How a page joins a walk. */
export interface Joining {
  readonly walk: string;
  readonly as: 'presenter' | 'follower';
  readonly name: string;
}

/** A walk's store and its line to the server. */
class WalkLine {
  readonly store: WalkStore;
  readonly #joining: Joining;
  #connection: WalkConnection | null = null;

  constructor(joining: Joining) {
    this.#joining = joining;
    this.store = createWalkStore((message) => this.#connection?.send(message) ?? false);
  }

  start(): void {
    const { receive, setConnection } = this.store.getState();
    this.#connection = new WalkConnection({
      ...this.#joining,
      page: pageName(this.#joining),
      open: openSocket,
      whyNot: whyTurnedAway,
      wakes,
      onMessage: receive,
      onPhase: setConnection,
    });
  }

  redial(): void {
    this.#connection?.redial();
  }

  stop(): void {
    this.#connection?.close();
    this.#connection = null;
  }
}

/** This page's name in this walk: kept in the tab, so that a reloaded page keeps its answer and its wheel. */
function pageName({ walk, as }: Joining): string {
  const key = `sockscope.page.${walk}.${as}`;
  const known = window.sessionStorage.getItem(key);
  if (known !== null) return known;
  // crypto.randomUUID needs a secure context, which a page on a classroom's network is not.
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  const name = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  window.sessionStorage.setItem(key, name);
  return name;
}

/** A walk's line for as long as the component is there. */
export function useWalkLine(joining: Joining): WalkLine {
  const [line] = useState(() => new WalkLine(joining));
  useEffect(() => {
    line.start();
    return () => line.stop();
  }, [line]);
  return line;
}
