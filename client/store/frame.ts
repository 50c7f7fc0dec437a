/** A frame at 60 a second, in milliseconds. */
const FRAME_MS = 16;

/**
 * The page's one scheduler: work that arrives many times a frame is done once, just before the browser paints. `eager`
 * work that finds nothing done for a frame's time is done at once instead: what it changes is ready when the next frame
 * begins, and that frame need only paint. In a hidden tab there are no frames, so a timer takes over and the log does
 * not pile up.
 */
export class Frame {
  readonly #work: () => void;
  readonly #eager: boolean;
  #asked = false;
  #lastEnded = -Infinity;

  constructor(work: () => void, { eager = false } = {}) {
    this.#work = work;
    this.#eager = eager;
  }

  /** Asks for the work to be done before the next paint; asking again before then changes nothing. */
  ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    if (document.visibilityState === 'hidden') setTimeout(() => this.#run(), 50);
    else if (this.#eager && performance.now() - this.#lastEnded > FRAME_MS) queueMicrotask(() => this.#run());
    else requestAnimationFrame(() => this.#run());
  }

  #run(): void {
    this.#asked = false;
    this.#work();
    this.#lastEnded = performance.now();
  }
}
