/** The commands, in the order in which help tells them. */
export const commandNames = ['serve', 'run', 'lint', 'replay', 'export', 'coverage', 'doctor'] as const;
export type CommandName = (typeof commandNames)[number];

/** Where a server listens, and whether it opens a browser. */
export interface Address {
  readonly port: number;
  readonly host: string;
  readonly open: boolean;
  /** Other machines of the network may follow. */
  readonly lan: boolean;
}

export const exportFormats = ['html', 'slides', 'pcapng'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A command line that is understood. */
export type Command =
  | (Address & { readonly kind: 'serve'; readonly lessons: string | null })
  | { readonly kind: 'run'; readonly lesson: string; readonly json: boolean; readonly record: string | null }
  | { readonly kind: 'lint'; readonly folder: string }
  | (Address & { readonly kind: 'replay'; readonly file: string })
  | {
      readonly kind: 'export';
      readonly what: string;
      readonly format: ExportFormat;
      readonly notes: boolean;
      readonly out: string | null;
    }
  | { readonly kind: 'coverage'; readonly format: 'text' | 'json' | 'markdown' }
  | { readonly kind: 'doctor'; readonly json: boolean }
  /** Of one command, or (null) of all. */
  | { readonly kind: 'help'; readonly about: CommandName | null }
  | { readonly kind: 'version' };
