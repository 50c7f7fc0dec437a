import { create } from 'zustand';
import type { Failure } from '#shared/base/result';
import type { RecordedRun } from '#shared/protocol/recording';
import { useRoute } from './route.ts';

/** A recording that a person opened from a file of theirs. */
export interface OpenedFile {
  /** 1, 2, 3 … in the order of opening: its part of the address. */
  readonly id: string;
  readonly name: string;
  readonly recording: RecordedRun;
}

/** What became of the file that was chosen last. */
type Opening =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly name: string; readonly events: number }
  | { readonly kind: 'refused'; readonly name: string; readonly failure: Failure };

interface Opened {
  /** Kept while the page stands: they are nowhere else, and a reload asks for them again. */
  readonly files: readonly OpenedFile[];
  readonly opening: Opening;
  /** Reads a file here, without the server; null where it was refused, for the reason in `opening`. */
  readonly read: (file: File) => Promise<OpenedFile | null>;
  /** The same, and goes to its page; where runs are compared it takes the side that is free, else the right one. */
  readonly open: (file: File) => Promise<void>;
  /** The refusal was read. */
  readonly dismiss: () => void;
}

/** Two can be compared; a third takes the place of the first, which may be large. */
const MAX_KEPT = 2;

/** The recordings that were opened from files. */
export const useOpened = create<Opened>()((set, get) => {
  let latest: File | null = null;
  let count = 0;
  return {
    files: [],
    opening: { kind: 'none' },
    read: async (file) => {
      latest = file;
      const { name } = file;
      set({ opening: { kind: 'reading', name, events: 0 } });
      const { readRecordingFile } = await import('../connection/read-recording.ts');
      const read = await readRecordingFile(file, (events) => {
        if (latest === file) set({ opening: { kind: 'reading', name, events } });
      });
      // Another file was chosen meanwhile: that one counts.
      if (latest !== file) return null;
      if (!read.ok) {
        set({ opening: { kind: 'refused', name, failure: read.error } });
        return null;
      }
      count += 1;
      const opened: OpenedFile = { id: String(count), name, recording: read.value };
      set({ files: [...get().files, opened].slice(-MAX_KEPT), opening: { kind: 'none' } });
      return opened;
    },
    open: async (file) => {
      const opened = await get().read(file);
      if (opened === null) return;
      const { route, go } = useRoute.getState();
      const source = { from: 'file', id: opened.id } as const;
      if (route.page !== 'compare') go({ page: 'recording', file: opened.id });
      else go(route.left === null ? { ...route, left: source } : { ...route, right: source });
    },
    dismiss: () => set({ opening: { kind: 'none' } }),
  };
});
