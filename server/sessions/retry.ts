/** Something done once after a pause, or called off before. */
export class Retry {
  /** Resolves when it was done or called off. */
  readonly over: Promise<void>;
  private readonly timer: NodeJS.Timeout;
  private resolve: () => void = () => undefined;
  private readonly act: (due: boolean) => void;

  /** Calls `act` once: with true after `ms`, or with false when called off. */
  constructor(ms: number, act: (due: boolean) => void) {
    this.act = act;
    this.over = new Promise((resolve) => {
      this.resolve = resolve;
    });
    this.timer = setTimeout(() => this.finish(true), ms);
  }

  cancel(): void {
    clearTimeout(this.timer);
    this.finish(false);
  }

  private finish(due: boolean): void {
    this.act(due);
    this.resolve();
  }
}
