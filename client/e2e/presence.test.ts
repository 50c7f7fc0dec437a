import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { Bench } from './bench.ts';
import { startServer } from './server.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

const PATIENCE = { timeout: 60_000 } as const;

/** Pages of one browser profile: they share what a person's browser shares. */
async function profile(test: TestContext, phone = false): Promise<() => Promise<Page>> {
  const browser: Browser = bench.browser(test);
  const viewport = phone ? { width: 390, height: 844 } : { width: 1280, height: 800 };
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  test.onTestFinished(() => context.close());
  return () => context.newPage();
}

/** Takes a page's lines to its server out and puts them in again. */
async function plug(page: Page): Promise<{ out(): Promise<void>; in(): void }> {
  let up = true;
  const lines = new Set<WebSocketRoute>();
  await page.routeWebSocket('**/ws', (line) => {
    if (!up) {
      void line.close();
      return;
    }
    line.connectToServer();
    lines.add(line);
  });
  return {
    out: async () => {
      up = false;
      for (const line of lines) await line.close();
      lines.clear();
    },
    in: () => {
      up = true;
    },
  };
}

const at = (page: Page, scene: number) =>
  page.locator(`.walk[data-scene="${scene}"][data-phase="shown"]`).waitFor(PATIENCE);
const notice = (page: Page, name: string) => page.locator(`[data-notice="${name}"]`);

const pictureOf = (page: Page) =>
  page.evaluate(() => ({
    seq: document.querySelector('.walk-picture')?.getAttribute('data-seq'),
    sockets: [...document.querySelectorAll('.stage-slot [data-socket][data-state]')]
      .map((box) => `${box.getAttribute('data-socket')} ${box.getAttribute('data-state')}`)
      .sort(),
  }));

const seqOf = async (page: Page): Promise<number> => Number((await pictureOf(page)).seq);

/** Both come to show the same; each is asked anew, for neither need have painted its last events yet. */
async function same(one: Page, other: Page): Promise<void> {
  const different = async (): Promise<readonly unknown[]> => {
    const both = [await pictureOf(one), await pictureOf(other)];
    return JSON.stringify(both[0]) === JSON.stringify(both[1]) ? [] : both;
  };
  await expect.poll(different, PATIENCE).toEqual([]);
}

describe('a lecture room', () => {
  it('loses its presenter for a while, and its server, and goes on by itself', { timeout: 400_000 }, async (test) => {
    bench.needLab(test);
    const state = mkdtempSync(join(tmpdir(), 'sockscope-state-'));
    test.onTestFinished(() => rmSync(state, { recursive: true, force: true }));
    const env = { XDG_STATE_HOME: state };
    // A port of its own choice is another one each time, and keeps nothing: this learns one that is free.
    const probe = await startServer(env);
    await probe.stop();
    const first = await startServer(env, probe.port);
    let running = first;
    test.onTestFinished(() => running.stop());

    const desk = await profile(test);
    const presenter = await desk();
    const cable = await plug(presenter);
    await presenter.goto(first.url);
    await presenter.locator('[data-walkthrough="sockets"]').getByRole('button', { name: 'Present it' }).click();
    await at(presenter, 1);
    const code = /\/present\/(\w+)$/.exec(presenter.url())?.[1] ?? '';
    const phone = await (await profile(test, true))();
    await phone.goto(`${first.origin}/j/${code}`);
    await phone.getByRole('button', { name: 'Follow' }).click();
    await at(phone, 1);

    // The clicker's keys go to the window that was touched last, here the projector's.
    const projector = await desk();
    await projector.goto(`${first.origin}/walk/${code}`);
    await projector.locator('.walk[data-projected]').waitFor(PATIENCE);
    await projector.keyboard.press('PageDown');
    for (const page of [presenter, projector, phone]) await at(page, 2);

    await presenter.getByRole('button', { name: 'Keep followers here' }).click();
    await phone.getByText('The presenter keeps everybody together').waitFor(PATIENCE);
    await cable.out();
    await notice(phone, 'away').waitFor(PATIENCE);
    await phone.getByRole('button', { name: 'Look around' }).waitFor(PATIENCE);
    await projector.getByRole('button', { name: 'Take over' }).waitFor(PATIENCE);
    cable.in();
    await notice(phone, 'away').waitFor({ state: 'detached', ...PATIENCE });
    await presenter.locator('.walk[data-drives][data-connection="open"]').waitFor(PATIENCE);
    await presenter.getByRole('button', { name: 'Keep followers here' }).click();

    const before = await seqOf(phone);
    await first.stop();
    await notice(phone, 'line').waitFor(PATIENCE);
    running = await startServer(env, probe.port);
    await notice(phone, 'restarted').waitFor(PATIENCE);
    await at(phone, 2);
    await presenter.locator('.walk[data-drives][data-connection="open"]').waitFor(PATIENCE);
    await same(presenter, phone);
    // Nothing that was recorded is lost.
    expect(await seqOf(phone)).toBeGreaterThanOrEqual(before);
    await presenter.keyboard.press('PageDown');
    for (const page of [presenter, projector, phone]) await at(page, 3);
    expect(await notice(phone, 'restarted').count()).toBe(0);
    await same(presenter, phone);
  });

  it('is rehearsed by a presenter alone, whose browser keeps the times', { timeout: 120_000 }, async (test) => {
    bench.needLab(test);
    const page = await (await profile(test))();
    await page.goto(bench.server.url);
    const card = page.locator('[data-walkthrough="sockets"]');
    await card.getByRole('button', { name: 'Rehearse it' }).click();
    await at(page, 1);
    await page.locator('.walk-glance').getByText('rehearsal: nobody can join').waitFor(PATIENCE);
    expect(await page.locator('.walk-join').count()).toBe(0);
    const code = /\/present\/(\w+)$/.exec(page.url())?.[1] ?? '';
    expect((await page.request.get(`${bench.server.origin}/j/${code}`, { headers: { cookie: '' } })).status()).toBe(
      401,
    );
    await page.goto(bench.server.origin);
    await card.getByRole('button', { name: 'Present it' }).click();
    await at(page, 1);
    const plan = page.locator('.walk-plan');
    await plan.locator('summary').click();
    await plan.getByText('rehearsed in').waitFor(PATIENCE);
    const took = plan.locator('tbody tr').first().locator('td').nth(1);
    expect(await took.textContent()).toMatch(/^\d+:\d\d$/);
  });
});
