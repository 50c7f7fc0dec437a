import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { stopsOf } from '#shared/model/stops';
import { Bench } from './bench.ts';
import { LabPage, expectAsModelled } from './lab-page.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

const releases = (log: readonly LabEvent[]): number => log.filter(({ kind }) => kind === 'gate.release').length;

describe('one playhead', () => {
  it('goes back to each earlier stop exactly, steps forward without releasing, and returns to live', async (test) => {
    bench.needLab(test);
    const lab = await LabPage.start(await bench.page(test), 'tcp-echo');
    for (let i = 0; i < 14; i++) await lab.step();
    const head = await lab.number('data-head');

    // Stops by the log: where the kernel's clocks run on while a packet is held, one ends later than it was painted first.
    const log = await lab.log();
    const stops = stopsOf(log.slice(0, head)).slice(0, -1);
    expect(stops.length).toBeGreaterThanOrEqual(14);
    for (const stop of stops.toReversed()) {
      await lab.page.keyboard.press('ArrowLeft');
      await lab.at(stop);
      expectAsModelled(await lab.painted(), log);
    }
    expect(await lab.backButton.isDisabled()).toBe(true);
    expect(await lab.root.getAttribute('data-playhead')).toBe('past');

    await lab.stepButton.click();
    await lab.at(stops[1] ?? 0);
    expect(releases(await lab.log())).toBe(releases(log));

    await lab.page.getByRole('button', { name: 'Return to live' }).click();
    await lab.page.locator('[data-page="lab"][data-playhead="live"]').waitFor();
    expect(await lab.number('data-seq')).toBeGreaterThanOrEqual(head);
    await lab.step();
    expectAsModelled(await lab.painted(), await lab.log());
  });

  it('goes to the moment of a line of the log, of the address, and of a place on the timeline', async (test) => {
    bench.needLab(test);
    const lab = await LabPage.start(await bench.page(test), 'tcp-echo');
    for (let i = 0; i < 10; i++) await lab.step();
    await lab.page.getByRole('tab', { name: 'Log' }).click();
    const line = lab.page.getByRole('option', { name: /listen\(3, 5\) = 0/ });
    const seq = Number((await line.getAttribute('id'))?.replace('log-', ''));
    await line.click();
    await lab.at(seq);
    expect(await line.getAttribute('aria-selected')).toBe('true');
    expectAsModelled(await lab.painted(), await lab.log());

    // The address names the moment, and comes back to it.
    await lab.page.waitForURL(`**#seq=${seq}`);
    await lab.page.reload();
    await lab.at(seq);
    expect(await lab.root.getAttribute('data-playhead')).toBe('past');

    await lab.page.getByRole('region', { name: 'Lanes' }).click({ position: { x: 2, y: 40 } });
    await lab.page.waitForFunction(
      (before) => Number(document.querySelector<HTMLElement>('[data-page="lab"]')?.dataset['seq']) < before,
      seq,
    );
    expectAsModelled(await lab.painted(), await lab.log());

    await lab.page.getByRole('slider', { name: 'Moment' }).focus();
    await lab.page.keyboard.press('Home');
    const painted = await lab.painted();
    expect(painted.seq).toBeLessThan(seq);
    expect(painted.sockets).toEqual({});
  });

  it('releases the gates in any order, by number', async (test) => {
    bench.needLab(test);
    const lab = await LabPage.start(await bench.page(test), 'tcp-echo');
    while ((await lab.gates.count()) < 2) await lab.step();
    const first = await lab.gates.nth(0).getAttribute('data-gate');
    const second = await lab.gates.nth(1).getAttribute('data-gate');
    await lab.andSettle(() => lab.page.keyboard.press('2'));
    const released = (await lab.log()).findLast((event) => event.kind === 'gate.release');
    expect(released).toMatchObject({ gate: second, by: 'presenter' });
    expect(await lab.gates.nth(0).getAttribute('data-gate')).toBe(first);
  });

  it('strides by event, by call and to a note that somebody put on the log', async (test) => {
    bench.needLab(test);
    const lab = await LabPage.start(await bench.page(test), 'tcp-echo');
    for (let i = 0; i < 3; i++) await lab.step();
    const { keyboard } = lab.page;
    await keyboard.press('m');
    await lab.page.getByRole('textbox', { name: 'A note at the end of the log' }).fill('now it listens');
    await lab.andSettle(() => keyboard.press('Enter'));
    const log = await lab.log();
    const note = log.find((event) => event.kind === 'marker');
    expect(note).toMatchObject({ source: 'user', label: 'now it listens', seq: log.length });

    await lab.step();
    await keyboard.press('<');
    await lab.at(note?.seq ?? 0);
    await keyboard.press(',');
    await lab.at((note?.seq ?? 0) - 1);
    await keyboard.press('[');
    const call = log.findLast(({ kind, seq }) => kind.startsWith('syscall.e') && seq < (note?.seq ?? 0) - 1);
    await lab.at(call?.seq ?? 0);
    expectAsModelled(await lab.painted(), log);
  });

  it('plays by itself until told to stop', async (test) => {
    bench.needLab(test);
    const lab = await LabPage.start(await bench.page(test), 'unix-echo');
    const before = await lab.number('data-head');
    for (let i = 0; i < 2; i++) await lab.page.keyboard.press('s');
    await lab.page.keyboard.press('p');
    await lab.page.getByRole('button', { name: 'Pause' }).waitFor();
    await lab.page.waitForFunction(
      (head) => Number(document.querySelector<HTMLElement>('[data-page="lab"]')?.dataset['head']) > head + 20,
      before,
    );
    await lab.page.keyboard.press('p');
    await lab.page.getByRole('button', { name: 'Play' }).waitFor();
    await lab.quiet();
    expectAsModelled(await lab.painted(), await lab.log());
  });
});
