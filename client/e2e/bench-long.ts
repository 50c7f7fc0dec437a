import type { Browser, Page } from 'playwright-core';

/** What a page that shows a long recording came to, in milliseconds. */
export interface LongRun {
  /** From the choice of the file until its first picture was painted. */
  readonly first: number;
  /** Until its last event can be gone to. */
  readonly whole: number;
  /** From each move of the playhead until its picture was painted. */
  readonly seeks: readonly number[];
  /** Another page of this browser unpacks the same file and parses its lines, one by one, and does nothing else. */
  readonly parsed: number;
  /** The longest time that the page was busy with one thing, while the log was scrolled and the playhead dragged. */
  readonly busy: { readonly scrolling: number; readonly dragging: number };
}

const SEEKS = 200;

/** A busy machine takes its time; the bench tells how long it was. */
const PATIENCE_MS = 300_000;

/**
 * Opens a recording of `events` events from a file, goes to moments all over it, drags the playhead, scrolls its log. `weigh` is
 * given the page's process, before and after, garbage collected.
 */
export async function useLongRecording(
  browser: Browser,
  { url, file, events }: { readonly url: string; readonly file: string; readonly events: number },
  weigh: (renderer: number) => void,
): Promise<LongRun> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  await page.locator('[data-page="home"][data-quiet="true"]').waitFor();
  const start = performance.now();
  await page.getByLabel('Recording to open').first().setInputFiles(file);
  await page.locator('[data-page="lab"] svg[data-seq]').first().waitFor();
  const first = performance.now() - start;
  await page.locator(`[data-page="lab"][data-head="${events}"]`).waitFor();
  const whole = performance.now() - start;
  const seeks = await seek(page);
  const renderer = await pidOf(page);
  await collectGarbage(page);
  weigh(renderer);
  const dragging = await longest(page, () => drag(page));
  await page.getByRole('tab', { name: 'Log', exact: true }).click();
  await page.locator('.log-row').first().waitFor();
  const scrolling = await longest(page, () => scroll(page));
  await collectGarbage(page);
  weigh(renderer);
  await page.close();
  return { first, whole, parsed: await parseOnly(browser, file), seeks, busy: { scrolling, dragging } };
}

/** What is least to be done with a recording: unpacking it, and JSON.parse of each line. */
async function parseOnly(browser: Browser, file: string): Promise<number> {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.setContent('<input type="file">');
  await page.locator('input').setInputFiles(file);
  const took = await page.evaluate(async () => {
    const chosen = document.querySelector('input')?.files?.[0];
    if (chosen === undefined) throw new Error('no file was chosen');
    const start = performance.now();
    const reader = chosen.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    const decoder = new TextDecoder();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) JSON.parse(line);
    }
    return performance.now() - start;
  });
  await page.close();
  return took;
}

async function collectGarbage(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
}

/** The page's process: the renderer whose document answers. */
async function pidOf(page: Page): Promise<number> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  // The one that has worked most: others are spare.
  const renderers = processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime);
  return renderers[0]?.id ?? 0;
}

/** Moves the slider to places all over the log, in no order, and times each until it is painted. */
function seek(page: Page): Promise<number[]> {
  return page.evaluate(async (count) => {
    const slider = document.querySelector<HTMLInputElement>('input[aria-label="Moment"]');
    const lab = document.querySelector<HTMLElement>('[data-page="lab"]');
    if (slider === null || lab === null) throw new Error('no lab is shown');
    const painted = (): Promise<void> =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const after = new MessageChannel();
          after.port1.addEventListener('message', () => resolve());
          after.port1.start();
          after.port2.postMessage(null);
        });
      });
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const before = lab.dataset['seq'];
      const to = 1 + Math.floor((((i + 1) * 0.618_033_988_7) % 1) * (Number(slider.max) - 1));
      await painted();
      const start = performance.now();
      // React watches `value`, and would think that it knows this change.
      slider.valueAsNumber = to;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await painted();
      times.push(performance.now() - start);
      if (lab.dataset['seq'] === before) throw new Error(`the playhead stayed at ${before}`);
    }
    return times;
  }, SEEKS);
}

/** The longest task of the page while something is done with it (Long Tasks API: those of 50 ms and more); 0 without one. */
async function longest(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  await act();
  return page.evaluate(() => Math.max(0, ...(globalThis as unknown as { tasks: number[] }).tasks));
}

/** The playhead from one end of the timeline to the other and back. */
async function drag(page: Page): Promise<void> {
  const lanes = page.getByRole('region', { name: 'Lanes' });
  await lanes.focus();
  await page.keyboard.press('0');
  const box = await lanes.boundingBox();
  if (box === null) throw new Error('no timeline is shown');
  const y = box.y + 10;
  await page.mouse.move(box.x + 20, y);
  await page.mouse.down();
  for (const end of [box.x + box.width - 40, box.x + 20]) await page.mouse.move(end, y, { steps: 120 });
  await page.mouse.up();
}

/** The log from its end to its beginning, in leaps and in small steps. */
async function scroll(page: Page): Promise<void> {
  await page.getByRole('listbox', { name: 'Event log' }).hover();
  for (const step of [-200, -5_000, -100_000, 5_000]) {
    for (let i = 0; i < 40; i++) await page.mouse.wheel(0, step);
  }
}
