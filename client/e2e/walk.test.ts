import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { Bench } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

const SCENE_MS = 30_000;
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

/**
 * What is drawn, whatever the size of the page: the scene and how far it is, the moment of the lab, or of both, the state of every
 * socket, how much is held on the wire, the panes, where the tokens stand, and the question.
 */
const pictureOf = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const all = (selector: string, ...names: readonly string[]): string[] =>
      [...document.querySelectorAll(selector)]
        .map((element) => names.map((name) => element.getAttribute(name)).join(' '))
        .sort();
    return {
      walk: all('.walk', 'data-scene', 'data-phase', 'data-met', 'data-labs'),
      seqs: all('.walk-picture', 'data-seq', 'data-head', 'data-phase'),
      sockets: all('.stage-slot [data-socket][data-state]', 'data-socket', 'data-state'),
      // How many: which of them have a tag of their own, and which are the "and 2 more", is a matter of room.
      held: all('.stage-slot .stage-wire', 'data-held'),
      panes: all('.walk-pane', 'data-pane'),
      tokens: all('.machine-node', 'data-state', 'data-tokens'),
      question: all('.walk-question', 'data-revealed'),
    };
  });

/** Whether the shared pointer stands in the listening socket's box. */
const pointedAt = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const [dot, box] = ['.walk-pointer', '.stage [data-state="LISTEN"]'].map((selector) =>
      document.querySelector(selector)?.getBoundingClientRect(),
    );
    if (dot === undefined || box === undefined) return false;
    const [x, y] = [dot.x + dot.width / 2, dot.y + dot.height / 2];
    return x > box.left && x < box.right && y > box.top && y < box.bottom;
  });

/** Both pages come to show the same: each is asked anew, for neither need have painted its last events yet. */
async function expectSame(one: Page, other: Page, message: string): Promise<void> {
  const both = async (): Promise<readonly unknown[]> => {
    const [first, second] = [await pictureOf(one), await pictureOf(other)];
    return JSON.stringify(first) === JSON.stringify(second) ? [] : [first, second];
  };
  await expect.poll(both, { message, timeout: SCENE_MS }).toEqual([]);
}

/** Waits until the page shows this scene at rest: asking, or shown. */
async function rest(page: Page, scene: number): Promise<'asking' | 'shown'> {
  const at = `.walk[data-scene="${scene}"]`;
  await page.locator(`${at}[data-phase="asking"], ${at}[data-phase="shown"]`).waitFor({ timeout: SCENE_MS });
  return (await page.locator('.walk').getAttribute('data-phase')) === 'asking' ? 'asking' : 'shown';
}

/**
 * Nobody looks: the scene runs through without its pauses. The button is pressed until it has: it is gone as soon as that is so, and a busy
 * machine may be late for one press.
 */
async function runThrough(page: Page, scene: number): Promise<void> {
  const button = page.getByRole('button', { name: 'At once' });
  const running = async (): Promise<boolean> => {
    const runs = (await page.locator(`.walk[data-scene="${scene}"][data-phase="running"]`).count()) > 0;
    if (runs) await button.click({ timeout: 1000 }).catch(() => undefined);
    return runs;
  };
  await expect.poll(running, { message: `scene ${scene} runs through`, timeout: SCENE_MS }).toBe(false);
}

/** Presses through all scenes; at each one tells what `look` finds. */
async function giveAll(page: Page, look: (scene: number) => Promise<void>): Promise<number> {
  const scenes = await page.getByLabel('Scene', { exact: true }).locator('option').count();
  for (let scene = 1; scene <= scenes; scene++) {
    if (scene > 1) await page.keyboard.press('PageDown');
    const begun = page.locator(`.walk[data-scene="${scene}"]:not([data-phase="starting"])`);
    await begun.waitFor({ timeout: SCENE_MS });
    await runThrough(page, scene);
    if ((await rest(page, scene)) === 'asking') {
      await page.keyboard.press('PageDown');
      await page.locator('.walk:not([data-phase="asking"])').waitFor({ timeout: SCENE_MS });
      await runThrough(page, scene);
      await page.locator(`.walk[data-scene="${scene}"][data-phase="shown"]`).waitFor({ timeout: SCENE_MS });
    }
    expect(await page.locator('.walk').getAttribute('data-met'), `scene ${scene}`).toBe('true');
    await look(scene);
  }
  return scenes;
}

describe('the lecture', () => {
  it(
    'is given by a clicker’s keys, and a phone that follows shows the same picture at every scene',
    { timeout: 400_000 },
    async (test) => {
      bench.needLab(test);
      const presenter = await bench.page(test);
      await presenter.goto(bench.server.url);
      await presenter.locator('[data-walkthrough="sockets"]').getByRole('button', { name: 'Present it' }).click();
      await rest(presenter, 1);
      const code = /\/present\/(\w+)$/.exec(presenter.url())?.[1] ?? '';

      const phone = await bench.page(test, PHONE);
      await phone.context().clearCookies();
      await phone.goto(`${bench.server.origin}/j/${code}`);
      await phone.getByRole('textbox').fill('Ada');
      await phone.getByRole('button', { name: 'Follow' }).click();

      const late = await bench.page(test, PHONE);
      await late.context().clearCookies();
      const scenes = await giveAll(presenter, async (scene) => {
        await phone.locator(`.walk[data-scene="${scene}"][data-phase="shown"]`).waitFor({ timeout: SCENE_MS });
        // Late joiners are right at once: this one comes anew at every scene. Who has given a name once is not asked again.
        await late.goto(`${bench.server.origin}/j/${code}`, { waitUntil: 'commit' });
        if (scene === 1) await late.getByRole('button', { name: 'Follow' }).click();
        await expectSame(presenter, phone, `scene ${scene}`);
        await expectSame(presenter, late, `late, at scene ${scene}`);
      });
      expect(scenes).toBeGreaterThan(10);
      // What a follower must not have.
      expect(await phone.getByRole('button', { name: 'Next scene' }).count()).toBe(0);
      expect(await phone.locator('.stage-slot [data-gate] button, .stage-slot button[data-gate]').count()).toBe(0);
    },
  );

  it('asks, counts a follower’s answer, and goes blank and back', { timeout: 120_000 }, async (test) => {
    bench.needLab(test);
    const presenter = await bench.page(test);
    await presenter.goto(bench.server.url);
    await presenter.locator('[data-walkthrough="sockets"]').getByRole('button', { name: 'Present it' }).click();
    await rest(presenter, 1);
    const code = /\/present\/(\w+)$/.exec(presenter.url())?.[1] ?? '';
    await presenter.getByLabel('Scene', { exact: true }).selectOption('3');
    const phone = await bench.page(test, PHONE);
    await phone.context().clearCookies();
    await phone.goto(`${bench.server.origin}/j/${code}`);
    await phone.getByRole('textbox').fill('<b>Bob</b>');
    await phone.getByRole('button', { name: 'Follow' }).click();
    expect(await rest(phone, 4)).toBe('asking');
    await phone.locator('.walk-question button').first().click();
    await presenter.locator('.walk-answers').getByText('<b>Bob</b>: ').waitFor({ timeout: SCENE_MS });
    expect(await presenter.locator('.walk-count').allTextContents()).toEqual(['1', '0', '0']);

    // Pointed at is the same thing, though a phone draws it elsewhere.
    await presenter.getByRole('button', { name: 'Pointer' }).click();
    await presenter.locator('.stage [data-state="LISTEN"]').hover({ force: true });
    await expect.poll(() => pointedAt(phone), { timeout: SCENE_MS }).toBe(true);
    await presenter.getByRole('button', { name: 'Pointer' }).click();

    await presenter.keyboard.press('.');
    await phone.locator('.walk-blank').waitFor({ timeout: SCENE_MS });
    await presenter.keyboard.press('b');
    await phone.locator('.walk-blank').waitFor({ state: 'detached', timeout: SCENE_MS });

    await presenter.keyboard.press('PageDown');
    await phone.locator('.walk-question[data-revealed="true"]').waitFor({ timeout: SCENE_MS });
    expect(await phone.locator('.walk-question li[data-right]').textContent()).toContain('It sleeps until');
  });

  it('is taken alone to its end', { timeout: 400_000 }, async (test) => {
    bench.needLab(test);
    const student = await bench.page(test, { viewport: { width: 1280, height: 720 } });
    await student.goto(bench.server.url);
    await student.locator('[data-walkthrough="sockets"]').getByRole('button', { name: 'Take it alone' }).click();
    await rest(student, 1);
    await giveAll(student, () => Promise.resolve());
    expect(await student.getByRole('button', { name: 'Next scene' }).isDisabled()).toBe(true);
  });
});
