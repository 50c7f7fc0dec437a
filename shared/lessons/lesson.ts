import type { HostName } from '../events/common.ts';
import type { LabSettings } from '../events/lab.ts';
import type { Scene } from './scene.ts';

/** A fault in a text a person wrote: where it is and what to write instead. Lines and columns are 1-based. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface LessonProgram {
  /** Free text, unique in a lesson. */
  readonly role: string;
  readonly file: string;
  readonly host: HostName;
  readonly args: readonly string[];
  /** Start it when this holds ("server blocked in accept"); null: at once. conditions.ts gives it its meaning. */
  readonly after: string | null;
  /** The program's C text. */
  readonly text: string;
}

/** A lesson folder, read and checked (parse.ts). */
export interface Lesson {
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what it shows. */
  readonly summary: string;
  readonly programs: readonly LessonProgram[];
  readonly settings: LabSettings;
  /** It is about packets that are held or dropped: where there is no wire, its recording shows it. */
  readonly needs?: 'wire';
  /** Checked by `sockscope run`: "client reaches SYN_SENT", "client connect returns 0", "packet SYN,ACK from A to B". */
  readonly expect: readonly string[];
  /** The walkthrough of its own lab. */
  readonly scenes: readonly Scene[];
}
