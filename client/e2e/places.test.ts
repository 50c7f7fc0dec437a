import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';
import { LabPage } from './lab-page.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

describe('the ways in', () => {
  it('takes the token out of the address, and shows the lessons and the machine', async (test) => {
    const page = await bench.page(test);
    await page.getByRole('heading', { name: 'Lessons' }).waitFor();
    expect(page.url()).toBe(`${bench.server.origin}/`);
    await page.locator('[data-lesson]').first().waitFor();
    for (const title of ['tcp-echo', 'unix-echo', 'tcp-one-host']) {
      expect(await page.locator(`[data-lesson="${title}"]`).count()).toBe(1);
    }
    await page.locator(`[data-tier="${bench.machine.tier}"]`).waitFor();
    expect(await page.getByText(bench.machine.why).count()).toBe(1);
  });

  it('turns a wrong token away in words, with what to do', async (test) => {
    const context = await bench.browser(test).newContext();
    test.onTestFinished(() => context.close());
    const page = await context.newPage();
    const answer = await page.goto(`${bench.server.origin}/?token=wrong`);
    expect(answer?.status()).toBe(401);
    await page.getByText('open the address that sockscope printed').waitFor();
  });

  it('says of a lab that is no more what to do', async (test) => {
    const page = await bench.page(test);
    await page.goto(`${bench.server.origin}/labs/gone`);
    const notice = page.getByRole('alert');
    await notice.getByText('That lab does not exist any more').waitFor();
    await notice.getByRole('button', { name: 'To the lessons' }).click();
    await page.getByRole('heading', { name: 'Lessons' }).waitFor();
  });

  it('begins a lab at the top of its page, however far one had read before', async (test) => {
    bench.needLab(test);
    const page = await bench.page(test, { viewport: { width: 390, height: 844 } });
    await page.locator('[data-lesson="unix-echo"]').getByRole('button').scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
    await LabPage.start(page, 'unix-echo');
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
  });

  it('changes to another lesson from the top bar', async (test) => {
    bench.needLab(test);
    const page = await bench.page(test);
    const first = await LabPage.start(page, 'unix-echo');
    const { id } = first;
    await page.locator('.lesson-menu summary').click();
    await page.getByRole('group', { name: 'Lessons' }).getByRole('button').first().click();
    await page.waitForURL((url) => !url.pathname.endsWith(id));
    await page.locator('[data-gate]').first().waitFor();
  });
});

describe('where no lab can run', () => {
  it('plays the recording that ships with a lesson', { timeout: 240_000 }, async (test) => {
    const replay = await Bench.open({ SOCKSCOPE_TIER: 'replay' });
    test.onTestFinished(() => replay.close());
    const page = await replay.page(test);
    await page.locator('[data-tier="replay"]').waitFor();
    await page.locator('[data-lesson="tcp-echo"]').getByRole('button', { name: 'Play the recording' }).click();
    const lab = new LabPage(page);
    await lab.page.locator('[data-mode="recording"][data-quiet="true"]').waitFor();
    let steps = 0;
    while (await lab.canStep()) {
      const seq = await lab.number('data-seq');
      await lab.stepButton.click();
      await page.waitForFunction(
        (before) => Number(document.querySelector<HTMLElement>('[data-page="lab"]')?.dataset['seq']) > before,
        seq,
      );
      steps += 1;
    }
    expect(steps).toBeGreaterThan(20);
    expect(await lab.number('data-seq')).toBe(await lab.number('data-head'));
    expect(await lab.root.getAttribute('data-phase')).toBe('ended');
  });
});
