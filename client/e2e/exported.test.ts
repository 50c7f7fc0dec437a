import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '#shared/base/result';
import { openTestBrowser } from './chromium.ts';
import { takePicture } from './bench.ts';
import { LabPage } from './lab-page.ts';

const BIN = fileURLToPath(new URL('../../server/bin/sockscope.mjs', import.meta.url));
const RECORDING = fileURLToPath(new URL('../../shared/lessons/tcp-echo/recording.ndjson.gz', import.meta.url));

let browser: Result<Browser>;
let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sockscope-exported-'));
  file = join(folder, 'tcp echo.html');
  // A build may come first.
  execFileSync(process.execPath, [BIN, 'export', RECORDING, '--format', 'html', '-o', file], { stdio: 'pipe' });
  browser = await openTestBrowser();
}, 180_000);
afterAll(async () => {
  if (browser.ok) await browser.value.close();
  rmSync(folder, { recursive: true });
});

describe('an exported page', () => {
  it('has at most 700 kB', () => {
    expect(statSync(file).size).toBeLessThanOrEqual(700_000);
  });

  it('plays from disk to its end, in every mode, and asks nobody for anything', { timeout: 240_000 }, async (test) => {
    if (!browser.ok) return test.skip(browser.error.message);
    const context = await browser.value.newContext({ viewport: { width: 1600, height: 900 }, reducedMotion: 'reduce' });
    test.onTestFinished(() => context.close());
    const page = await context.newPage();
    const asked: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));

    await page.goto(pathToFileURL(file).href);
    const lab = new LabPage(page);
    await page.locator('[data-page="lab"][data-mode="recording"][data-quiet="true"]').waitFor();
    expect(await page.title()).toBe('Echo over TCP · Sockscope');
    while (await lab.canStep()) {
      const seq = await lab.number('data-seq');
      await lab.stepButton.click();
      await page.waitForFunction(
        (before) => Number(document.querySelector<HTMLElement>('[data-page="lab"]')?.dataset['seq']) > before,
        seq,
      );
    }
    expect(await lab.number('data-seq')).toBe(await lab.number('data-head'));
    expect(await lab.root.getAttribute('data-phase')).toBe('ended');
    expect((await lab.painted()).sockets).not.toEqual({});

    for (const name of ['Sequence', 'Log', 'Packets', 'Inspect', 'State machine']) {
      await page.getByRole('tab', { name }).click();
      await page
        .locator(`.side[data-tab]`)
        .getByText(/Fetching/)
        .waitFor({ state: 'detached' });
    }
    await takePicture(page, 'exported');
    await page.keyboard.press('t');
    await page.locator(':root[data-theme="dark"]').waitFor();
    await page.keyboard.press('l');
    await page.locator('[data-page="lab"][data-lecture]').waitFor();
    await takePicture(page, 'exported-lecture-dark');
    await page.keyboard.press('Home');
    await lab.at(await firstStop(lab));

    expect(faults).toEqual([]);
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(file).href]);
  });
});

/** Where Home leads: it is painted when Back is of no use any more. */
async function firstStop(lab: LabPage): Promise<number> {
  await lab.backButton.and(lab.page.locator(':disabled')).waitFor();
  return lab.number('data-seq');
}
