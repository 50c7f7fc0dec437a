import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults, overflow } from './axe.ts';
import { Bench, takePicture } from './bench.ts';
import { LabPage } from './lab-page.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

describe('the home page', () => {
  it('finds lessons by their words and by what happens in them, and says what that is', async (test) => {
    const page = await bench.page(test);
    const cards = page.locator('[data-lesson]');
    await cards.first().waitFor();
    const all = await cards.count();
    await page.keyboard.press('/');
    await page.keyboard.type('last-ack');
    await page.locator('[data-lesson="tcp-echo"]').getByText('LAST_ACK', { exact: true }).waitFor();
    await page.locator('[data-lesson="unix-echo"]').waitFor({ state: 'detached' });
    const some = await cards.count();
    expect(some).toBeLessThan(all);
    await page.getByText(`${some} of ${all} lessons`).waitFor();

    await page.keyboard.press('Escape');
    await page.getByText(`${all} lessons`, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Unix sockets' }).click();
    await page.locator('[data-lesson="tcp-echo"]').waitFor({ state: 'detached' });
    expect(await page.locator('[data-lesson="unix-socketpair"]').count()).toBe(1);
  });

  it('shows a running lab with its state in small, and ends it', async (test) => {
    bench.needLab(test);
    const page = await bench.page(test);
    const lab = await LabPage.start(page, 'tcp-echo');
    const { id } = lab;
    const listens = page.locator('.stage [data-socket][data-state="LISTEN"]');
    while ((await listens.count()) === 0) await lab.step();
    const { sockets } = await lab.painted();
    await page.getByRole('link', { name: 'Sockscope' }).click();
    const card = page.locator(`[data-lab="${id}"]`);
    for (const [socket, state] of Object.entries(sockets)) {
      await card.locator(`[data-socket="${socket}"][data-state="${state}"]`).waitFor();
    }
    await card.getByText('nobody looks').waitFor();
    await card.getByRole('link', { name: 'Open' }).click();
    await lab.quiet();
    expect(lab.id).toBe(id);
    // Loaded anew, so that nothing is left of what this page knew before.
    await page.goto(bench.server.origin);
    await card.getByText('nobody looks').waitFor();
    await card.getByRole('button', { name: 'End' }).click();
    await card.waitFor({ state: 'detached' });
    await expect.poll(() => bench.server.engines()).toEqual([]);
  });
});

describe('this machine’s own sockets', () => {
  it('are listed live and counted on the state machine, and can only be looked at', async (test) => {
    if (process.platform !== 'linux') test.skip('sockets can be listed on Linux only');
    const page = await bench.page(test, { bypassCSP: true });
    const made = createServer();
    test.onTestFinished(() => void made.close());
    made.listen(0, '127.0.0.1');
    await once(made, 'listening');
    const { port } = made.address() as AddressInfo;
    await page.getByRole('link', { name: 'Watch this machine’s sockets' }).click();
    const row = page.locator('tr[data-state="LISTEN"]').filter({ hasText: `127.0.0.1:${port}` });
    await row.waitFor();
    const counted = await page.locator('.population [data-state="LISTEN"]').getAttribute('data-count');
    expect(Number(counted)).toBeGreaterThanOrEqual(1);
    await takePicture(page, 'sockets');
    expect(await faults(page)).toEqual([]);

    // Everything that can be pressed: how the page looks, which look, which figure. Nothing that is about a socket.
    const buttons = await page.getByRole('main').locator('button:not([role="tab"]), a').allTextContents();
    expect(buttons).toEqual(['Hold this look']);

    await page.getByRole('searchbox').fill(`127.0.0.1:${port}`);
    made.close();
    await row.waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflow(page)).toBe(0);
  });
});

describe('keys', () => {
  it('that are letters, digits or signs can be switched off; the others go on working', async (test) => {
    bench.needLab(test);
    const page = await bench.page(test);
    const lab = await LabPage.start(page, 'unix-echo');
    const theme = (): Promise<string | null> => page.locator('html').getAttribute('data-theme');
    await page.keyboard.press('t');
    expect(await theme()).toBe('dark');
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await dialog.getByRole('checkbox').click();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    for (const key of ['t', '1', '?']) await page.keyboard.press(key);
    expect([await theme(), await dialog.isVisible()]).toEqual(['dark', false]);
    await lab.andSettle(() => page.keyboard.press('Space'));
    const released = (await lab.log()).filter(({ kind, source }) => kind === 'gate.release' && source === 'user');
    expect(released).toHaveLength(1);
    // It is remembered.
    await page.reload();
    await lab.quiet();
    await page.keyboard.press('t');
    expect(await theme()).toBe('dark');
  });

  it('and everything else are told to who hears the page: what changed, and the log as text', async (test) => {
    bench.needLab(test);
    const page = await bench.page(test, { bypassCSP: true });
    const lab = await LabPage.start(page, 'tcp-echo');
    const listens = page.locator('.stage [data-socket][data-state="LISTEN"]');
    while ((await listens.count()) === 0) await lab.step();
    await page
      .getByRole('status')
      .filter({ hasText: /of server: CLOSED to LISTEN\./ })
      .waitFor();
    await page.getByLabel('Save, print, compare').click();
    await page.getByRole('button', { name: 'Read the log as text' }).click();
    const text = page.getByRole('region', { name: 'Log', exact: true });
    await text.getByText('listen(3, 5) = 0').waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe('colours', () => {
  it('have the contrast that the system asks for, until somebody chooses otherwise', async (test) => {
    const page = await bench.page(test, { contrast: 'more' });
    await page.locator('[data-lesson]').first().waitFor();
    const contrast = (): Promise<string | null> => page.locator('html').getAttribute('data-contrast');
    expect(await contrast()).toBe('more');
    await page.keyboard.press('c');
    expect(await contrast()).toBe('normal');
    await page.reload();
    await page.locator('[data-lesson]').first().waitFor();
    expect(await contrast()).not.toBe('more');
  });
});

describe('what fails', () => {
  it('says so where it is seen, with what to do', async (test) => {
    const page = await bench.page(test);
    const refuse = async (path: string, status: number, message: string): Promise<void> => {
      await page.route(path, (route) =>
        route.request().method() === 'GET' && path === '**/api/labs'
          ? route.continue()
          : route.fulfill({ status, json: { code: 'test', message } }),
      );
    };
    await refuse('**/api/labs', 503, 'End one of the labs first.');
    await refuse('**/api/sockets', 403, 'Open this page there.');
    const last = page.locator('[data-lesson]').last();
    await last.getByRole('button').click();
    const alert = page.getByRole('alert').filter({ hasText: 'End one of the labs first.' });
    await alert.waitFor();
    const box = await alert.boundingBox();
    expect(box !== null && box.y >= 0 && box.y + box.height <= 900).toBe(true);
    await alert.getByRole('button', { name: 'Close' }).click();
    await alert.waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Watch this machine’s sockets' }).click();
    const refused = page.getByRole('alert').filter({ hasText: 'Open this page there.' });
    await refused.waitFor();
    await page.unroute('**/api/sockets');
    await refused.waitFor({ state: 'detached' });
  });
});
