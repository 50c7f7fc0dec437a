import type { Browser } from 'playwright-core';
import { useFlooded, watchPainted, type FloodedLab, type Shown } from '../../client/e2e/bench-flood.ts';
import { openBrowser } from '../../client/e2e/chromium.ts';
import { startServer } from '../../client/e2e/server.ts';
import { skip, type Measured } from './figure.ts';
import { fakeUnshare } from './flood/fake-unshare.ts';
import { median, quantile } from './statistics.ts';

const FAST = { rate: 20_000, count: 100_000 } as const;
const STEADY = { rate: 200, count: 2000 } as const;
const RUNS = 3;

/**
 * A page that is told far more than a lab tells: the server is the product's own, its engine is one that tells real runs over and over
 * (flood/engine.ts).
 */
export async function flooded(): Promise<Measured> {
  const browser = await openBrowser();
  if (!browser.ok) return skip(browser.error.message, '20 000 events/s', '200 events/s');
  try {
    const fast = [];
    const shown: Shown[] = [];
    for (let run = 0; run < RUNS; run++) {
      fast.push(await withFlood(FAST, browser.value, useFlooded));
      shown.push(...(await withFlood(STEADY, browser.value, watchPainted)));
    }
    const painted = shown.map((event) => event.painted);
    const inputs = fast.flatMap((run) => run.inputs);
    const atMost = (most: number) => ({ of: 'value', atMost: most }) as const;
    return {
      figures: [
        { name: '20 000 events/s: input -> paint, p50', value: median(inputs), unit: 'ms' },
        { name: '  p99', value: quantile(inputs, 0.99), unit: 'ms', target: atMost(100) },
        { name: '  last event told -> in the page’s log', value: median(fast.map(({ behind }) => behind)), unit: 'ms' },
        { name: '200 events/s: event -> painted, p50', value: median(painted), unit: 'ms', target: atMost(20) },
        { name: '  p99', value: quantile(painted, 0.99), unit: 'ms', target: atMost(60) },
        {
          name: '  of it until it is in the page, p50',
          value: median(shown.map(({ arrived }) => arrived)),
          unit: 'ms',
        },
      ],
      skipped: [],
      notes: [
        `20 000 events/s: ${RUNS} runs of ${FAST.count} events, ${inputs.length} presses; every log complete, ` +
          `${fast.reduce((sum, { snapshots }) => sum + snapshots, 0)} states given instead of events`,
        `200 events/s: ${painted.length} events of ${RUNS} runs; both clocks are the system's`,
      ],
    };
  } finally {
    await browser.value.close();
  }
}

async function withFlood<T>(
  flow: { readonly rate: number; readonly count: number },
  browser: Browser,
  use: (browser: Browser, lab: FloodedLab) => Promise<T>,
): Promise<T> {
  const origin = Date.now();
  const unshare = fakeUnshare({ ...flow, origin });
  try {
    const server = await startServer(unshare.env);
    try {
      return await use(browser, { url: server.url, count: flow.count, origin });
    } finally {
      await server.stop();
    }
  } finally {
    unshare.remove();
  }
}
