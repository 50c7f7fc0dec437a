/** Where the next frame begins within this time, two frames at 60 a second, drawing takes nobody anything. */
const IN_TIME_MS = 34;

/** A tab that was hidden had no frames: its next picture is not that late for being expensive. */
const MOST_MS = 250;

/**
 * The page's one scheduler: work that arrives many times a frame is done once, just before the browser paints. `eager`
 * work that finds the last one painted is done at once instead: what it changes is ready when the next frame begins, and that
 * frame need only paint. Where frames come late such work leaves twice the delay to everything else, above all to what people press. In
 * a hidden tab there are no frames, so a timer takes over and the log does not pile up.
 */
export class Frame {
  readonly #work: () => void;
  readonly #eager: boolean;
  #asked = false;
  /** A frame has begun since the work was last done: what it changed is painted. */
  #shown = true;
  /** When the work may be done again. */
  #mayAt = -Infinity;

  constructor(work: () => void, { eager = false } = {}) {
    this.#work = work;
    this.#eager = eager;
  }

  /** Asks for the work to be done before the next paint; asking again before then changes nothing. */
  ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    if (document.visibilityState === 'hidden') setTimeout(() => this.#run(), 50);
    else if (this.#eager && this.#shown && performance.now() >= this.#mayAt) queueMicrotask(() => this.#run());
    else this.#runInFrame();
  }

  #runInFrame(): void {
    requestAnimationFrame(() => {
      if (performance.now() >= this.#mayAt) this.#run();
      else this.#runInFrame();
    });
  }

  #run(): void {
    const begun = performance.now();
    this.#asked = false;
    this.#shown = false;
    this.#work();
    if (!this.#eager) return;
    requestAnimationFrame(() => {
      const now = performance.now();
      this.#shown = true;
      // The browser is behind with painting: frames that nobody can see apart would make it wait for each press too.
      this.#mayAt = now + Math.min(MOST_MS, 2 * Math.max(0, now - begun - IN_TIME_MS));
    });
  }
}
