/** What the page's recorder notes; every `at` is a performance.now() of the page, in milliseconds. */
export interface Recorded {
  /** Messages that the page sent and received over its WebSocket, as they were. */
  readonly sent: { readonly at: number; readonly text: string }[];
  readonly received: { readonly at: number; readonly text: string }[];
  /** After the frame that first showed the state at `seq`. */
  readonly painted: { readonly at: number; readonly seq: number }[];
  /** The last click's own time stamp. */
  clicked: number | null;
}

/**
 * Runs in the page before its own scripts. It notes what goes over the WebSocket, and which moment of the log (data-seq)
 * each frame painted. A frame counts as painted in the first task after it: requestAnimationFrame runs before the paint,
 * and a message posted there is handled after it. A change made inside a frame is painted by that frame, one made in a
 * task (the page draws at once when a step is over) by the next.
 */
export function installRecorder(): void {
  const recorded: Recorded = { sent: [], received: [], painted: [], clicked: null };
  Object.assign(globalThis, { recorded });
  let frame = 0;
  let inFrame = false;
  let waiting: { readonly seq: number; readonly frame: number }[] = [];

  globalThis.WebSocket = class extends WebSocket {
    constructor(...words: ConstructorParameters<typeof WebSocket>) {
      super(...words);
      this.addEventListener('message', ({ data }) => {
        inFrame = false;
        recorded.received.push({ at: performance.now(), text: String(data) });
      });
    }
    override send(data: string): void {
      recorded.sent.push({ at: performance.now(), text: data });
      super.send(data);
    }
  };

  const after = new MessageChannel();
  after.port1.addEventListener('message', ({ data }: MessageEvent<number>) => {
    const at = performance.now();
    if (data === frame) inFrame = false;
    for (const change of waiting) if (change.frame <= data) recorded.painted.push({ at, seq: change.seq });
    waiting = waiting.filter((change) => change.frame > data);
  });
  after.port1.start();
  const onFrame = (): void => {
    frame += 1;
    inFrame = true;
    after.port2.postMessage(frame);
    requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);

  // Everything that says which moment it shows: the page itself, the stage, the state machine. The last of them counts.
  const changed = (): void => {
    const shown = [...document.querySelectorAll<HTMLElement>('[data-page="lab"], [data-page="lab"] svg[data-seq]')];
    const seq = Math.min(...shown.map((element) => Number(element.dataset['seq'])));
    waiting.push({ seq, frame: inFrame ? frame : frame + 1 });
  };
  new MutationObserver(changed).observe(document, { subtree: true, attributeFilter: ['data-seq'] });
  document.addEventListener('click', ({ timeStamp }) => (recorded.clicked = timeStamp), { capture: true });
}
