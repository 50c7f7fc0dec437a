import { create } from 'zustand';

/** Lines of C that are to be put at the cursor of a file's text. `n` tells one request from the next. */
interface Insertion {
  readonly n: number;
  readonly file: string;
  readonly lines: (text: string, offset: number) => readonly string[];
}

interface Editing {
  /** This page's programs can be edited: they are of a server's lesson, not of a recording in a file. */
  readonly offered: boolean;
  /** The editor stands where the stage is. */
  readonly open: boolean;
  readonly insertion: Insertion | null;
  readonly offer: (offered: boolean) => void;
  readonly hide: () => void;
  readonly toggle: () => void;
  /** Opens the editor and puts lines below the cursor's; `lines` is given the text and where they will stand. */
  readonly insert: (file: string, lines: Insertion['lines']) => void;
  /** The editor has done what was asked for. */
  readonly inserted: (n: number) => void;
}

/** Whether the programs are being edited, and what another view wants to be put into them. */
export const useEditing = create<Editing>()((set, get) => ({
  offered: false,
  open: false,
  insertion: null,
  offer: (offered) => set({ offered, open: false, insertion: null }),
  hide: () => set({ open: false }),
  toggle: () => set({ open: get().offered && !get().open }),
  insert: (file, lines) => set({ open: true, insertion: { n: (get().insertion?.n ?? 0) + 1, file, lines } }),
  inserted: (n) => {
    if (get().insertion?.n === n) set({ insertion: null });
  },
}));
