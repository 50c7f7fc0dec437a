import type { GateAction } from '../events/gate.ts';
import type { Condition } from './conditions.ts';
import type { PacketCondition } from './packet-conditions.ts';

/** Views that a scene can ask for, beside the stage: at most two are shown at once (VISUAL, lecture mode). */
export const panes = ['stage', 'machine', 'sequence', 'log', 'packets', 'inspect', 'steps', 'program'] as const;
export type Pane = (typeof panes)[number];

/** The strata of the stage, in the lecture's words (LECTURE L6). */
export const layers = ['application', 'system call interface', 'kernel', 'hardware'] as const;
export type Layer = (typeof layers)[number];

/** Something on screen that a scene points at. */
export type Focus =
  | { readonly kind: 'layer'; readonly layer: Layer }
  | { readonly kind: 'wire' }
  /** A program, and with `api` its calls of this name. */
  | { readonly kind: 'program'; readonly role: string; readonly api: string | null };

/** Where two labs run side by side: the lesson of the one that is meant; absent: each of them. */
export interface Placed {
  readonly only?: string;
}

/** How fast: `atOnce` goes without the pauses in which a class could look at each step. */
interface Paced {
  readonly atOnce?: boolean;
}

/** What a scene lets happen in its lab, one after the other. */
export type SceneStep = Placed &
  Paced &
  /** Steps in the lab's order until this has happened since the scene began (or, for what lasts, is so). */
  (
    | { readonly kind: 'until'; readonly condition: Condition; readonly text: string }
    | { readonly kind: 'steps'; readonly count: number }
    /** Until nothing is left to happen. */
    | { readonly kind: 'end' }
    /** Decides about the oldest held packet that fits. */
    | {
        readonly kind: 'packet';
        readonly action: Exclude<GateAction, 'delay'>;
        readonly what: PacketCondition;
        readonly text: string;
      }
    /** Lets this program's call go, in or out of the kernel, whatever its place in the order. */
    | { readonly kind: 'call'; readonly role: string; readonly api: string; readonly text: string }
  );

/** Something that a lab's log can show; `text` is how the scene says it. */
export interface Claim extends Placed {
  readonly text: string;
  readonly condition: Condition;
}

/** A question that the class answers before the kernel does. */
export interface Question {
  readonly text: string;
  readonly options: readonly string[];
  /** Index into `options`: what its author expects the kernel to show. */
  readonly answer: number;
  /** Said when that answer is shown; may be empty. */
  readonly because: string;
  /** For each option, what decides for it when it comes true in this scene. Null everywhere: a question that no event answers. */
  readonly shows: readonly (Claim | null)[];
  /** For each option, said of it when the answer is shown: why it is wrong; may be empty. */
  readonly reasons: readonly string[];
}

export interface Scene {
  readonly title: string;
  /** 1-based line of lesson.md on which its heading stands. */
  readonly line: number;
  /** Plain text with markdown's emphasis and code marks; paragraphs between empty lines; never HTML. */
  readonly narration: string;
  /** For the presenter alone. */
  readonly notes: string;
  /** A lesson whose lab this scene starts afresh; null: it goes on in the lab of the scene before. */
  readonly lab: string | null;
  /** A lesson whose lab is started next to that one, for one driver; null: none, or it goes on like `lab`. */
  readonly beside: string | null;
  readonly run: readonly SceneStep[];
  readonly show: readonly Pane[];
  /** What stays in full strength while the rest of the stage steps back; none: everything. */
  readonly focus: readonly Focus[];
  /** Conditions that hold of the lab's log when the scene has run. */
  readonly expect: readonly Claim[];
  readonly ask: Question | null;
  /** Lessons to try by oneself, by their ids. */
  readonly tryNext: readonly string[];
  /** How long it takes in front of a class, in minutes; null: nobody has said. */
  readonly minutes: number | null;
}

/** Scenes in order: a lesson's own, or a whole lecture over several lessons' labs. */
export interface Walkthrough {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly scenes: readonly Scene[];
}
