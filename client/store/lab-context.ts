import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { calmOf } from './calm.ts';
import type { LabActions, LabStore, LabView } from './lab-view.ts';

/** The lab that the page shows. */
export const LabContext = createContext<LabStore | null>(null);

/** A part of the lab's store; the component draws again when that part changes. */
export function useLab<T>(select: (view: LabView & LabActions) => T): T {
  const store = use(LabContext);
  if (store === null) throw new Error('useLab is used outside a lab page');
  return useStore(store, select);
}

/** The same for what is read rather than watched: while a log only grows it is drawn some times a second. */
export function useLabCalmly<T>(select: (view: LabView & LabActions) => T): T {
  return useStore(calmOf(useLabStore()), select);
}

/** The store itself, for code that acts and does not draw (the keyboard). */
export function useLabStore(): LabStore {
  const store = use(LabContext);
  if (store === null) throw new Error('useLabStore is used outside a lab page');
  return store;
}
