import type { Browser, Page } from 'playwright-core';
import { installRecorder, type Recorded } from './bench-recorder.ts';

const LESSON = 'tcp-echo';

/** A busy machine takes its time; the bench tells how long it was. */
const PATIENCE_MS = 120_000;

/** Event Timing tells no shorter ones. */
const SHORTEST_MS = 16;

/** What a page came to that was told very much, in milliseconds. */
export interface FloodRun {
  /** From each press of a key or a button to the paint that follows it; 16 where it was no more than that. */
  readonly inputs: readonly number[];
  /** From the telling of the last event until it is in the page's log. */
  readonly behind: number;
  /** How often the page was given a state instead of the events that led to it. */
  readonly snapshots: number;
}

/** What a page notes for it. */
interface Noted {
  readonly inputs: { readonly id: number; readonly ms: number }[];
  snapshots: number;
  /** The end of the last message with events. */
  last: string;
}

/**
 * What somebody does meanwhile: goes back, looks at another panel, returns to live. Where to press is found out before: a driver that
 * looks for a tab keeps the page busy for longer than the press itself.
 */
async function usesOf(page: Page): Promise<readonly (() => Promise<void>)[]> {
  const [log, packets] = await Promise.all(
    ['Log', 'Packets'].map(async (name) => {
      const box = await page.getByRole('tab', { name, exact: true }).boundingBox();
      if (box === null) throw new Error(`there is no tab ${name}`);
      return () => page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    }),
  );
  if (log === undefined || packets === undefined) throw new Error('two tabs were looked for');
  return [() => page.keyboard.press('ArrowLeft'), log, () => page.keyboard.press('End'), packets];
}

export interface FloodedLab {
  /** The server's address. */
  readonly url: string;
  /** How many events there will be. */
  readonly count: number;
  /** Their `t` counts from this time, in milliseconds since 1970. */
  readonly origin: number;
}

/** Lets the flood into a fresh page and uses the page until all of it is there. */
export async function useFlooded(browser: Browser, { url, count, origin }: FloodedLab): Promise<FloodRun> {
  const page = await openLab(browser, url, installNotes);
  const uses = await usesOf(page);
  const head = (): Promise<number> =>
    page.evaluate(() => Number(document.querySelector<HTMLElement>('[data-page="lab"]')?.dataset['head']));
  await page.keyboard.press(' ');
  let presses = 0;
  while ((await head()) < count) {
    await uses[presses % uses.length]?.();
    presses += 1;
    await page.waitForTimeout(70 + ((presses * 37) % 50));
  }
  const arrived = await page.evaluate(() => performance.timeOrigin + performance.now());
  const { inputs, snapshots, last } = await page.evaluate(() => (globalThis as unknown as { noted: Noted }).noted);
  await page.context().close();
  const longest = new Map<number, number>();
  for (const { id, ms } of inputs) longest.set(id, Math.max(ms, longest.get(id) ?? 0));
  const short = Array.from({ length: Math.max(0, presses - longest.size) }, () => SHORTEST_MS);
  const told = [...last.matchAll(/\{"seq":\d+,"t":(\d+)/g)].at(-1)?.[1];
  return { inputs: [...longest.values(), ...short], behind: arrived - origin - Number(told) / 1e6, snapshots };
}

/** For one event, in milliseconds from its telling: until it was in the page, and until the end of the frame that showed it. */
export interface Shown {
  readonly arrived: number;
  readonly painted: number;
}

/** Lets a thinner flood in; answers how soon each event was seen. */
export async function watchPainted(browser: Browser, { url, count, origin }: FloodedLab): Promise<readonly Shown[]> {
  const page = await openLab(browser, url, installRecorder);
  await page.keyboard.press(' ');
  // Asked for within the page, some times a second: a driver that waits for something looks for it in each frame.
  const { recorded, pageOrigin } = await page.evaluate(async (seq) => {
    const { recorded } = globalThis as unknown as { recorded: Recorded };
    while (recorded.painted.at(-1)?.seq !== seq) await new Promise((resolve) => setTimeout(resolve, 100));
    return { recorded, pageOrigin: performance.timeOrigin };
  }, count);
  await page.context().close();
  const released = pageOrigin + (recorded.sent.findLast(({ text }) => text.includes('"step"'))?.at ?? NaN) - origin;
  const events = recorded.received.flatMap(({ at, text }) => {
    const message = JSON.parse(text) as { type: string; events?: { seq: number; t: number }[] };
    return message.type === 'events' ? (message.events ?? []).map((event) => ({ ...event, at })) : [];
  });
  return events.flatMap(({ seq, t, at }) => {
    const told = t / 1e6;
    const frame = recorded.painted.find((painted) => painted.seq >= seq);
    if (told < released || frame === undefined) return [];
    const since = pageOrigin - origin - told;
    return [{ arrived: since + at, painted: since + frame.at }];
  });
}

/** Clicks on the lesson in a fresh page; ready when its first program waits at a gate. */
async function openLab(browser: Browser, url: string, install: () => void): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.addInitScript(install);
  await page.goto(url);
  await page.locator(`[data-lesson="${LESSON}"]`).getByRole('button').click();
  await page.locator('[data-page="lab"][data-quiet="true"] [data-gate]').first().waitFor();
  return page;
}

/** Runs in the page before its own scripts. Event Timing tells how long a press took until the next paint. */
function installNotes(): void {
  const noted: Noted = { inputs: [], snapshots: 0, last: '' };
  Object.assign(globalThis, { noted });
  globalThis.WebSocket = class extends WebSocket {
    constructor(...words: ConstructorParameters<typeof WebSocket>) {
      super(...words);
      this.addEventListener('message', ({ data }) => {
        const text = String(data);
        if (text.startsWith('{"type":"snapshot"')) noted.snapshots += 1;
        if (text.startsWith('{"type":"events"')) noted.last = text.slice(-20_000);
      });
    }
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { readonly interactionId?: number })[]) {
      if ((entry.interactionId ?? 0) > 0) noted.inputs.push({ id: entry.interactionId ?? 0, ms: entry.duration });
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}
