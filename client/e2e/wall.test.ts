import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { faults, overflow } from './axe.ts';
import { Bench } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

const PATIENCE = { timeout: 30_000 };

/** A student who follows the walkthrough on a phone. */
async function follow(phone: Page, code: string, name: string): Promise<void> {
  await phone.context().clearCookies();
  await phone.goto(`${bench.server.origin}/j/${code}`);
  await phone.getByRole('textbox').fill(name);
  await phone.getByRole('button', { name: 'Follow' }).click();
}

it(
  'shows two students, one in a lab of its own and one in the walkthrough alone, and opens them to be watched',
  { timeout: 180_000 },
  async (test) => {
    bench.needLab(test);
    const presenter = await bench.page(test, { viewport: { width: 1280, height: 720 }, bypassCSP: true });
    await presenter.locator('[data-walkthrough="sockets"]').getByRole('button', { name: 'Present it' }).click();
    await presenter.locator('.walk[data-phase="asking"], .walk[data-phase="shown"]').waitFor(PATIENCE);
    const code = /\/present\/(\w+)$/.exec(presenter.url())?.[1] ?? '';

    // Ada takes a lab of her own, and is its only driver.
    const ada = await bench.page(test);
    await follow(ada, code, 'Ada');
    await ada.getByRole('button', { name: 'A lab of my own' }).click(PATIENCE);
    const step = ada.getByRole('button', { name: 'STEP', exact: true });
    await ada.locator('.lab[data-engine="running"][data-quiet="true"]').waitFor(PATIENCE);
    await step.click();
    const bob = await bench.page(test);
    await follow(bob, code, 'Bob <i>');
    await bob.getByRole('button', { name: 'Take it alone' }).click(PATIENCE);
    await bob.locator('.walk[data-view="walk"]').waitFor(PATIENCE);
    // Somebody else's lab is not found, whoever knows its address.
    await bob.goto(ada.url());
    await bob.locator('[data-notice="closed"]').waitFor(PATIENCE);
    await bob.goBack();

    await presenter.goto(`${bench.server.origin}/wall`);
    const tileOf = (name: string) => presenter.locator('.tile', { hasText: name });
    await tileOf('Ada').and(presenter.locator('[data-life="waiting"]')).waitFor(PATIENCE);
    await tileOf('Ada')
      .getByText(/^1 of \d+$/)
      .waitFor(PATIENCE);
    await tileOf('Bob <i>')
      .getByText(/scenes$/)
      .waitFor(PATIENCE);
    expect(await overflow(presenter)).toBe(0);
    expect(await faults(presenter)).toEqual([]);

    // What Ada does arrives while one looks.
    await step.click();
    await tileOf('Ada')
      .getByText(/^2 of \d+$/)
      .waitFor(PATIENCE);

    await presenter.getByRole('link', { name: 'Ada' }).click();
    await presenter.getByText('ONLY WATCHED').waitFor(PATIENCE);
    await presenter.locator('.lab[data-engine="running"]').waitFor(PATIENCE);
    expect(await presenter.getByRole('button', { name: 'STEP', exact: true }).isDisabled()).toBe(true);
    await presenter.getByRole('button', { name: 'To the wall' }).click();
    await presenter.getByRole('link', { name: 'Bob <i>' }).click(PATIENCE);
    await presenter.locator('.walk[data-view="watch"]:not([data-drives]) .walk-picture').waitFor(PATIENCE);
    await presenter.getByRole('button', { name: 'To the wall' }).click();
    await tileOf('Ada').waitFor(PATIENCE);

    // A student finds back to the lecture, and is known there.
    await ada.getByRole('button', { name: 'To the lecture' }).click();
    await ada.locator('.walk[data-view="follow"][data-scene="1"]').waitFor(PATIENCE);

    // A class does not see the wall.
    await ada.goto(`${bench.server.origin}/wall`);
    await ada.getByText('The wall is for who presents.').waitFor(PATIENCE);
  },
);
