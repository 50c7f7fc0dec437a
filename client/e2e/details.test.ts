import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { Bench, takePicture } from './bench.ts';
import { LabPage } from './lab-page.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

const untilHeld = async (lab: LabPage): Promise<void> => {
  while ((await lab.page.locator('[data-gate][data-holds="packet.held"]').count()) === 0) await lab.step();
};

describe('more of one thing', () => {
  it('a call’s card, a socket’s facts and the sequence are a press away', { timeout: 240_000 }, async (test) => {
    bench.needLab(test);
    const page = await bench.page(test);
    const lab = await LabPage.start(page, 'tcp-echo');
    await untilHeld(lab);
    await lab.step();

    await page.getByRole('button', { name: 'what listen() is for' }).click();
    const card = page.locator('[data-card="listen"]');
    await card.getByRole('heading', { name: 'Common errors' }).waitFor();
    expect(await card.getByRole('link').getAttribute('href')).toBe(
      'https://man7.org/linux/man-pages/man2/listen.2.html',
    );

    await page.getByRole('button', { name: /inspect socket .*, LISTEN/ }).click();
    await page.locator('[data-inspected][data-state="LISTEN"] [data-fact="state"]').getByText('sock_diag').waitFor();

    await page.getByRole('tab', { name: 'Sequence' }).click();
    await page.locator('[data-entry="packet"]').first().waitFor();
    expect(await page.locator('[data-entry="call"] text', { hasText: 'connect()' }).count()).toBe(1);
    await takePicture(page, 'lab-sequence');
  });

  it('a packet that came through shows its headers and bytes', { timeout: 240_000 }, async (test) => {
    bench.needLab(test);
    const page = await bench.page(test);
    const lab = await LabPage.start(page, 'tcp-one-host');
    const packet = page.getByRole('button', { name: /^inspect packet .*delivered/ }).first();
    while ((await packet.count()) === 0) await lab.step();
    await packet.click();
    expect(
      Number(await page.locator('[data-inspected] [data-bytes]').getAttribute('data-bytes')),
    ).toBeGreaterThanOrEqual(40);
  });

  it(
    'a packet is delayed and then goes on by itself; a corrupted one is told as such',
    { timeout: 240_000 },
    async (test) => {
      bench.needLab(test);
      const page = await bench.page(test);
      const lab = await LabPage.start(page, 'tcp-echo');
      await untilHeld(lab);
      await page.getByRole('button', { name: 'delay this packet by 1 s' }).click();
      await page.locator('[data-packet="p1"][data-phase="delivered"]').waitFor();
      await lab.quiet();
      // What came of it may have been over before the page could paint it: at its moment it stands.
      const lookAt = async (what: (event: LabEvent) => boolean): Promise<void> => {
        const found = async (): Promise<number> => (await lab.log()).find(what)?.seq ?? 0;
        await expect.poll(found, { timeout: 60_000 }).toBeGreaterThan(0);
        await page.goto(`${page.url().split('#')[0]}#seq=${await found()}`);
        await page.reload();
      };
      await lookAt((event) => event.kind === 'gate.release' && event.delayMs === 1000);
      await page.locator('.stage-clock[data-delay="1000"]').waitFor();
      await page.keyboard.press('End');
      await page.locator('[data-page="lab"][data-playhead="live"]').waitFor();
      await page.getByRole('button', { name: /^corrupt this packet/ }).click();
      await lookAt((event) => event.kind === 'packet.delivered' && event.corrupted !== undefined);
      await page.locator('[data-fate="corrupted"]').waitFor();
      await page.locator('[data-packet][data-corrupted="true"]').waitFor();
    },
  );

  it(
    'at the end STEP is still, the list offers what is next, and TIME_WAIT need not be waited for',
    { timeout: 240_000 },
    async (test) => {
      bench.needLab(test);
      const page = await bench.page(test);
      const lab = await LabPage.start(page, 'tcp-echo');
      while (await lab.goesOn()) await lab.step();
      await page.keyboard.press(' ');
      expect(await page.getByRole('alert').count()).toBe(0);
      await page.getByRole('button', { name: /^end it now: SOCK_DESTROY/ }).click();
      await page.locator('[data-socket][data-state="TIME_WAIT"]').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'To the lessons' }).waitFor();
      await page.getByRole('button', { name: 'Run again' }).click();
      await page.locator('[data-gate]').first().waitFor();
    },
  );
});
