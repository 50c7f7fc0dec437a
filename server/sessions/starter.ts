import { parseCondition, type Condition } from '#shared/lessons/conditions';
import type { LessonProgram } from '#shared/lessons/lesson';
import { createTracker, type Tracker } from '#shared/lessons/tracker';
import type { Appended } from './log.ts';

interface Waiting {
  readonly role: string;
  /** The condition as the lesson says it. */
  readonly after: string;
  readonly condition: Condition;
}

/** Starts the programs of a lesson: at once, or as soon as their `after` has come true. */
export class Starter {
  private readonly atOnce: readonly string[];
  private readonly waiting: readonly Waiting[];
  private readonly tracker: Tracker;
  private readonly spawn: (role: string) => void;
  private readonly started = new Set<string>();

  constructor(programs: readonly LessonProgram[], spawn: (role: string) => void) {
    this.spawn = spawn;
    this.atOnce = programs.filter((program) => program.after === null).map((program) => program.role);
    this.waiting = programs.flatMap(({ role, after }) => {
      if (after === null) return [];
      const condition = parseCondition(after);
      // parseLesson has checked it: a lesson whose conditions cannot be read is refused with line and column.
      if (!condition.ok) throw new Error(condition.error.message);
      return [{ role, after, condition: condition.value }];
    });
    this.tracker = createTracker(this.waiting.map(({ condition }) => condition));
  }

  begin(): void {
    for (const role of this.atOnce) this.spawn(role);
  }

  /** Whether a program waits for its condition, so that what happens is to be seen. */
  get waits(): boolean {
    return this.waiting.some(({ role }) => !this.started.has(role));
  }

  see(appended: readonly Appended[]): void {
    for (const { event, state } of appended) {
      for (const index of this.tracker.see(event, state)) {
        const due = this.waiting[index];
        if (due !== undefined) this.start(due);
      }
    }
  }

  /** Starts the next program whose `after` has not come true; null where there is none. */
  startAnyway(): { readonly role: string; readonly after: string } | null {
    const next = this.waiting.find(({ role }) => !this.started.has(role)) ?? null;
    if (next !== null) this.start(next);
    return next;
  }

  private start(waiting: Waiting): void {
    if (this.started.has(waiting.role)) return;
    this.started.add(waiting.role);
    this.spawn(waiting.role);
  }
}
