/**
 * Does work again and again in tasks of its own while somebody asks for it, and lets everything else that waits have its turn in between:
 * what is to be painted, and what people do. A timer would wait 4 ms each time, a frame would leave most of itself unused.
 */
export class Soon {
  readonly #work: () => void;
  #channel: MessageChannel | null = null;
  #asked = false;

  constructor(work: () => void) {
    this.#work = work;
  }

  ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#begin().port2.postMessage(null);
  }

  #begin(): MessageChannel {
    if (this.#channel === null) {
      this.#channel = new MessageChannel();
      this.#channel.port1.addEventListener('message', () => {
        this.#asked = false;
        this.#work();
        if (!this.#asked) this.#end();
      });
      this.#channel.port1.start();
    }
    return this.#channel;
  }

  /** An open channel would never be collected. */
  #end(): void {
    this.#channel?.port1.close();
    this.#channel = null;
  }
}
