import type { ClientMessage } from '#shared/protocol/browser';
import type { LectureFile, LectureScene, LectureTrack } from '#shared/protocol/lecture-file';
import type { Drive, WalkReply, WalkState } from '#shared/protocol/walk';

/** Between two steps of a scene, as where a class is given one (server/walks/walk.ts). */
const PAUSE_MS = 900;

/**
 * A walkthrough that plays from a file: what a server's walk does (server/walks/walk.ts), for one reader, out of recordings.
 * It takes what a page says to a server and tells what a server would answer.
 */
export class LectureWalk {
  readonly #file: LectureFile;
  readonly #tell: (reply: WalkReply) => void;
  #scene = 0;
  #phase: 'asking' | 'running' | 'shown' = 'shown';
  /** Steps of the scene that were made so far. */
  #steps = 0;
  #answer: number | null = null;
  #blank = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(file: LectureFile, tell: (reply: WalkReply) => void) {
    this.#file = file;
    this.#tell = tell;
  }

  /** Begins at a scene (from 0), or at the last one where there are not so many. */
  open(scene: number): void {
    this.#goto(Math.min(Math.max(scene, 0), this.#file.scenes.length - 1));
  }

  take(message: ClientMessage): void {
    if (message.type === 'drive') this.#drive(message.order);
    if (message.type === 'answer' && this.#phase === 'asking') {
      this.#answer = message.option;
      this.#changed();
    }
  }

  /** Plays no more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  get #current(): LectureScene {
    const scene = this.#file.scenes[this.#scene];
    if (scene === undefined) throw new Error(`the lecture has no scene ${this.#scene}`);
    return scene;
  }

  #drive(order: Drive): void {
    switch (order.do) {
      case 'next':
        if (this.#phase === 'asking') this.#run();
        else if (this.#phase === 'running') this.#finish();
        else if (this.#scene + 1 < this.#file.scenes.length) this.#goto(this.#scene + 1);
        return;
      case 'hurry':
        if (this.#phase === 'running') this.#finish();
        return;
      case 'back':
        if (this.#scene > 0) this.#goto(this.#scene - 1);
        return;
      case 'goto':
        if (order.scene < this.#file.scenes.length) this.#goto(order.scene);
        return;
      case 'again':
        this.#goto(this.#scene);
        return;
      case 'blank':
        this.#blank = order.blank;
        this.#changed();
        return;
      default:
        // What belongs to several people in one room.
        return;
    }
  }

  #goto(scene: number): void {
    this.stop();
    this.#scene = scene;
    this.#answer = null;
    this.#steps = 0;
    if (this.#current.asking === null) this.#run();
    else this.#show('asking');
  }

  #run(): void {
    const { track, beside } = this.#current;
    const most = Math.max(track.stops.length, beside?.stops.length ?? 0);
    const step = (): void => {
      if (this.#steps >= most) {
        this.#finish();
        return;
      }
      this.#steps += 1;
      this.#timer = setTimeout(step, PAUSE_MS);
      this.#show('running');
    };
    step();
  }

  #finish(): void {
    this.stop();
    this.#show('shown');
  }

  #show(phase: 'asking' | 'running' | 'shown'): void {
    this.#phase = phase;
    this.#changed();
  }

  #changed(): void {
    this.#tell({ type: 'walk', walk: this.#state() });
    this.#tell({ type: 'presenting', presenter: this.#current.presenter });
  }

  #state(): WalkState {
    const { asking, shown, track, beside } = this.#current;
    const told = this.#phase === 'shown' ? shown : (asking ?? { ...shown, expect: [] });
    const { question } = told;
    return {
      ...told,
      phase: this.#phase,
      blank: this.#blank,
      moment: this.#momentOf(track),
      beside: told.beside === null || beside === null ? null : { ...told.beside, moment: this.#momentOf(beside) },
      question:
        question === null
          ? null
          : {
              ...question,
              counts: question.options.map((_, option) => (option === this.#answer ? 1 : 0)),
              answered: this.#answer === null ? 0 : 1,
            },
    };
  }

  /** Where a lab's log is looked at: how the scene began, right before its next release, or its end. */
  #momentOf({ begin, stops, end }: LectureTrack): number {
    return this.#phase === 'shown' ? end : (stops.slice(0, this.#steps).at(-1) ?? begin);
  }
}
