/**
 * The page's one scheduler: work that arrives many times a frame is done once, just before the browser paints. In a
 * hidden tab there are no frames, so a timer takes over and the log does not pile up.
 */
export class Frame {
  readonly #work: () => void;
  #asked = false;

  constructor(work: () => void) {
    this.#work = work;
  }

  /** Asks for the work to be done before the next paint; asking again before then changes nothing. */
  ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    if (document.visibilityState === 'hidden') setTimeout(() => this.#run(), 50);
    else requestAnimationFrame(() => this.#run());
  }

  #run(): void {
    this.#asked = false;
    this.#work();
  }
}
