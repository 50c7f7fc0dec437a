import { openBrowser } from '../../client/e2e/chromium.ts';
import { clickOnLesson, stepToEnd } from '../../client/e2e/bench-steps.ts';
import { skip, type Measured } from './figure.ts';
import { readRun, type Run } from './painting.ts';
import { median, quantile } from './statistics.ts';

const RUNS = 5;

/**
 * Clicks on the lesson in a fresh page of a fresh server, then steps it to its end, several times. Motion is as people
 * have it and no part of the figure: an event is painted with the first frame that shows its state.
 */
export async function inTheBrowser(): Promise<Measured> {
  const browser = await openBrowser();
  if (!browser.ok) return skip(browser.error.message, 'event -> painted', 'click on a lesson -> first event');
  const runs: Run[] = [];
  try {
    for (let run = 0; run < RUNS; run++) {
      const lab = await clickOnLesson(browser.value);
      try {
        await stepToEnd(lab.page);
        runs.push(readRun(await lab.recorded()));
      } finally {
        await lab.close();
      }
    }
  } finally {
    await browser.value.close();
  }
  const painted = runs.flatMap((run) => run.painted);
  const arrived = runs.flatMap((run) => run.arrived);
  const unsure = median(runs.map((run) => run.clockWithin));
  return {
    figures: [
      { name: 'event -> painted, p50', value: median(painted), unit: 'ms', target: { of: 'value', atMost: 25 } },
      {
        name: 'event -> painted, p99',
        value: quantile(painted, 0.99),
        unit: 'ms',
        target: { of: 'value', atMost: 80 },
      },
      { name: '  of it until it is in the page, p50', value: median(arrived), unit: 'ms' },
      {
        name: 'click on a lesson -> first event, cold',
        value: median(runs.map((run) => run.firstEvent)),
        unit: 'ms',
        target: { of: 'value', atMost: 500 },
      },
      { name: '  until it is painted', value: median(runs.map((run) => run.firstPainted)), unit: 'ms' },
    ],
    skipped: [],
    notes: [
      `event -> painted: ${painted.length} events, ${runs.length} runs, Chromium ${browser.value.version()}; at most, by ` +
        `up to ${unsure.toFixed(1)} ms: so far apart are the bounds of the engine's clock as the page's messages show them`,
    ],
  };
}
