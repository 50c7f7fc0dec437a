import { createContext, use, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { LabConnection } from '../connection/lab-connection.ts';
import { whyTurnedAway } from '../connection/rest.ts';
import { openSocket } from '../connection/address.ts';
import { Frame } from './frame.ts';
import { createLabStore } from './lab-store.ts';
import type { LabActions, LabStore, LabView } from './lab-store.ts';

/** The lab that the page shows. */
export const LabContext = createContext<LabStore | null>(null);

/** A part of the lab's store; the component draws again when that part changes. */
export function useLab<T>(select: (view: LabView & LabActions) => T): T {
  const store = use(LabContext);
  if (store === null) throw new Error('useLab is used outside a lab page');
  return useStore(store, select);
}

/** The store itself, for code that acts and does not draw (the keyboard). */
export function useLabStore(): LabStore {
  const store = use(LabContext);
  if (store === null) throw new Error('useLabStore is used outside a lab page');
  return store;
}

interface LabLine {
  readonly store: LabStore;
  readonly redial: () => void;
}

/** A store with a line to that lab, for as long as the component is there. */
export function useLabLine(lab: string): LabLine | null {
  const [line, setLine] = useState<LabLine | null>(null);
  useEffect(() => {
    let connection: LabConnection | null = null;
    const frame = new Frame(() => store.getState().flush());
    const store = createLabStore(
      () => connection,
      () => frame.ask(),
    );
    connection = new LabConnection({
      lab,
      open: openSocket,
      resume: () => store.getState().resume(),
      whyNot: whyTurnedAway,
      onMessage: (message) => store.getState().receive(message),
      onPhase: (phase) => store.getState().setConnection(phase),
    });
    const dialled = connection;
    setLine({ store, redial: () => dialled.redial() });
    return () => {
      dialled.close();
      store.getState().dispose();
      setLine(null);
    };
  }, [lab]);
  return line;
}
