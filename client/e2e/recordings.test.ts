import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults, overflow } from './axe.ts';
import { Bench, takePicture } from './bench.ts';
import { LabPage } from './lab-page.ts';

/** Everything here plays recordings: no lab is needed. */
let bench: Bench;
let folder: string;
beforeAll(async () => {
  bench = await Bench.open({ SOCKSCOPE_TIER: 'replay' });
  folder = mkdtempSync(join(tmpdir(), 'sockscope-recordings-'));
}, 180_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await bench.close();
});

const shipped = (lesson: string): string =>
  fileURLToPath(new URL(`../../shared/lessons/${lesson}/recording.ndjson.gz`, import.meta.url));

/** Drops a file on the page as a person's file manager does. */
async function drop(page: Page, path: string): Promise<void> {
  const bytes = readFileSync(path).toString('base64');
  const transfer = await page.evaluateHandle((base64) => {
    const data = new DataTransfer();
    const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    data.items.add(new File([content], 'dropped.ndjson.gz'));
    return data;
  }, bytes);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await page.getByText('Drop a recording to open it').waitFor();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

const opened = (page: Page): Promise<void> =>
  page.locator('[data-page="lab"][data-mode="recording"][data-quiet="true"]').waitFor();

describe('a recording of one’s own', () => {
  it('is opened by the button and by dropping it, and plays without asking the server for anything', async (test) => {
    const page = await bench.page(test);
    const lab = new LabPage(page);
    await page.getByLabel('Recording to open').setInputFiles(shipped('unix-echo'));
    await opened(page);
    await page.getByRole('heading', { name: 'Echo over a Unix socket' }).waitFor();

    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    page.on('websocket', () => asked.push('a WebSocket'));
    await drop(page, shipped('tcp-echo'));
    await page.getByRole('heading', { name: 'Echo over TCP' }).waitFor();
    await opened(page);
    await page.keyboard.press('End');
    await lab.at(await lab.number('data-head'));
    expect(await lab.root.getAttribute('data-phase')).toBe('ended');
    // Parts of the page itself may still come, and the icon of the new address.
    expect(asked.filter((path) => path !== '/icon.svg' && !path.startsWith('/assets/'))).toEqual([]);

    await page.reload();
    await page.getByRole('heading', { name: 'Open the recording again' }).waitFor();
  });

  it('that is long is read by a worker, as far as it can be read', async (test) => {
    const page = await bench.page(test);
    const lab = new LabPage(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const lines = gunzipSync(readFileSync(shipped('tcp-echo')))
      .toString('utf8')
      .trimEnd()
      .split('\n');
    for (let seq = lines.length; seq <= 30_000; seq++)
      lines.push(JSON.stringify({ seq, t: 1e12 + seq, kind: 'marker', source: 'user', label: `märke ${seq}` }));
    const good = join(folder, 'long.ndjson.gz');
    writeFileSync(good, gzipSync(lines.join('\n')));
    await page.getByLabel('Recording to open').setInputFiles(good);
    await page.locator('[data-page="lab"][data-head="30000"]').waitFor();
    await page.keyboard.press('End');
    await lab.at(30_000);
    expect(asked.filter((path) => path.includes('recording-worker'))).toHaveLength(1);

    const damaged = join(folder, 'damaged.ndjson.gz');
    writeFileSync(damaged, gzipSync(lines.with(29_000, '{"seq":29000}').join('\n')));
    await drop(page, damaged);
    await page.getByText('of this recording cannot be read; the file is damaged').waitFor();
    const read = await lab.number('data-head');
    expect(read).toBeGreaterThan(15_000);
    expect(read).toBeLessThan(29_000);
  });

  it('that cannot be read is refused with the reason, and another one can be chosen', async (test) => {
    const page = await bench.page(test);
    const broken = join(folder, 'holiday.jpg');
    writeFileSync(broken, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
    await page.getByLabel('Recording to open').setInputFiles(broken);
    const refusal = page.getByRole('dialog', { name: 'This recording cannot be opened' });
    await refusal.getByText('holiday.jpg').waitFor();
    await refusal.getByText('not a recording of Sockscope').waitFor();
    await takePicture(page, 'recording-refused');
    await refusal.getByLabel('Recording to open').setInputFiles(shipped('tcp-echo'));
    await opened(page);
    await refusal.waitFor({ state: 'hidden' });
  });
});

describe('two runs side by side', () => {
  it('TCP beside Unix on one playhead: the packets are steps of TCP alone', { timeout: 240_000 }, async (test) => {
    const page = await bench.page(test);
    await page.getByRole('link', { name: 'Compare two runs' }).click();
    await page.getByRole('button', { name: /^TCP beside Unix/ }).click();
    const dock = page.getByRole('contentinfo', { name: 'Controls' });
    await dock.getByText('both at the beginning').waitFor();
    expect(new URL(page.url()).search).toBe('?left=lesson%3Atcp-echo&right=lesson%3Aunix-echo');
    const seqs = (): Promise<string[]> =>
      page.locator('.compare-picture').evaluateAll((sides) => sides.map((side) => side.dataset['seq'] ?? ''));

    const slider = page.getByRole('slider', { name: 'Step of both runs' });
    const rows = Number(await slider.getAttribute('max'));
    const alone: string[] = [];
    let before = await seqs();
    for (let row = 1; row <= rows; row += 1) {
      await page.keyboard.press(' ');
      const words = dock.getByText(`Step ${row + 1} of`).locator('..');
      await words.waitFor();
      const after = await seqs();
      const said = (await words.textContent()) ?? '';
      if (said.includes('left alone')) {
        alone.push(said);
        expect(after[1], said).toBe(before[1]);
      }
      if (said.includes('right alone')) expect(after[0], said).toBe(before[0]);
      expect(after, said).not.toEqual(before);
      before = after;
    }
    expect(alone.filter((said) => said.includes('SYN is sent, B → A'))).toHaveLength(1);
    await takePicture(page, 'compare');
    await page.keyboard.press('Home');
    await dock.getByText('Step 1 of').waitFor();
    for (const view of ['State machine', 'Sequence']) {
      await page.getByRole('tab', { name: view }).click();
      await page.keyboard.press(' ');
    }
    await page.locator('[data-entry]').first().waitFor();

    // The address says which runs: whoever gets it sees the same two.
    await page.reload();
    await dock.getByText('both at the beginning').waitFor();
    await page.getByRole('combobox', { name: 'Right run' }).selectOption('lesson:tcp-lost-data');
    await page.locator('[data-shown="tcp-echo tcp-lost-data"]').waitFor();
    expect(new URL(page.url()).search).toContain('right=lesson%3Atcp-lost-data');
    await page.keyboard.press('End');
    await dock.getByText(`Step ${Number(await slider.getAttribute('max')) + 1} of`).waitFor();
    // The lost packet and its copy: steps that the good run has not.
    expect(await page.locator('[data-lane="right"] [data-together="false"]').count()).toBeGreaterThan(0);
  });
});

describe('on paper and in slides', () => {
  it('a page for each turn of the run, and this moment as SVG and PNG', { timeout: 240_000 }, async (test) => {
    const page = await bench.page(test);
    await page.locator('[data-lesson="tcp-echo"]').getByRole('button', { name: 'Play the recording' }).click();
    await opened(page);
    await page.keyboard.press('End');
    await page.locator('[data-page="lab"][data-playhead="live"]').waitFor();

    await page.getByLabel('Save, print, compare').click();
    await page.getByRole('button', { name: /^Save a picture/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Save a picture of this moment' });
    const texts: Record<string, Buffer> = {};
    for (const format of ['SVG', 'PNG']) {
      const download = page.waitForEvent('download');
      await dialog.getByRole('button', { name: `Save ${format}` }).click();
      const path = await (await download).path();
      texts[format] = readFileSync(path);
    }
    expect(texts['PNG']?.subarray(1, 4).toString()).toBe('PNG');
    await expectAsSeen(page, texts['SVG']?.toString() ?? '');
    await dialog.getByRole('button', { name: 'Close' }).click();

    await page.getByLabel('Save, print, compare').click();
    await page.getByRole('button', { name: /^Print/ }).click();
    await page.locator('.print-page').first().waitFor();
    const pages = await page.locator('.print-page').count();
    expect(pages).toBeGreaterThan(8);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(pages);
    await page.getByRole('button', { name: 'Back to the run' }).click();
    await opened(page);
  });
});

describe('their looks', () => {
  it('no fault that axe can find, and nothing wider than the screen', { timeout: 240_000 }, async (test) => {
    const page = await bench.page(test, { bypassCSP: true });
    await page.goto(`${bench.server.origin}/compare`);
    await page.locator('[data-pair]').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.goto(`${bench.server.origin}/compare?left=lesson:tcp-echo&right=lesson:unix-echo`);
    await page.locator('[data-shown]').waitFor();
    await page.keyboard.press('t');
    expect(await faults(page)).toEqual([]);
    for (const [width, height] of [
      [1280, 720],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      await takePicture(page, `compare-${width}`, width < 900);
      expect(await overflow(page), `at ${width}`).toBe(0);
    }
    await page.setViewportSize({ width: 1600, height: 900 });

    await page.getByRole('link', { name: 'Sockscope' }).click();
    await page.getByLabel('Recording to open').setInputFiles(shipped('unix-echo'));
    await opened(page);
    await page.getByLabel('Save, print, compare').click();
    await page.getByRole('button', { name: /^Save a picture/ }).click();
    await page.locator('.picture svg.sheet').waitFor();
    await takePicture(page, 'picture');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByLabel('Save, print, compare').click();
    await page.getByRole('button', { name: /^Print/ }).click();
    await page.locator('.print-page').first().waitFor();
    await takePicture(page, 'print');
    expect(await faults(page)).toEqual([]);
  });
});

/** The saved drawing, opened by itself: every text is where it is on the page, whatever its styles came from. */
async function expectAsSeen(page: Page, svg: string): Promise<void> {
  const places = (): { text: string; x: number; width: number; fill: string }[] =>
    [...document.querySelectorAll<SVGTextElement>('svg.sheet text, svg:not(.sheet):root text')]
      .map((element) => {
        const { x, width } = element.getBBox();
        return { text: element.textContent, x, width, fill: getComputedStyle(element).fill };
      })
      .filter(({ text }) => text.trim() !== '');
  const here = await page.evaluate(places);
  expect(here.length).toBeGreaterThan(50);
  const file = join(folder, 'moment.svg');
  writeFileSync(file, svg);
  const alone = await page.context().newPage();
  await alone.goto(pathToFileURL(file).href);
  await alone.evaluate(() => document.fonts.ready);
  const there = await alone.evaluate(places);
  const said = ({ text, fill }: { text: string; fill: string }): string => `${text}: ${fill}`;
  expect(there.map(said)).toEqual(here.map(said));
  here.forEach(({ text, x, width }, i) => {
    // Glyphs are set to whole pixels, which the two pictures have different ones of.
    expect(Math.abs(x - (there[i]?.x ?? 0)), text).toBeLessThan(3);
    expect(Math.abs(width - (there[i]?.width ?? 0)), text).toBeLessThan(3);
  });
  await alone.close();
}
