import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LabEvent } from '#shared/events/event';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import { Bench } from './bench.ts';
import { LabPage } from './lab-page.ts';

let bench: Bench;
beforeAll(async () => {
  // Recordings are the same on every machine, and need nothing of it.
  bench = await Bench.open({ SOCKSCOPE_TIER: 'replay' });
}, 180_000);
afterAll(() => bench.close());

/** The sockets that are drawn at one moment, as "s1 LISTEN", sorted. */
type Painted = Readonly<Record<number, readonly string[]>>;

/** What the model says is there: every socket that lives, in its state. */
function modelled(log: readonly LabEvent[]): Painted {
  let state = initialState;
  return Object.fromEntries(
    log.map((event) => {
      state = applyEvent(state, event);
      const living = Object.values(state.sockets).filter((socket) => !socket.gone);
      return [event.seq, living.map(({ id, state }) => `${id} ${state}`).sort()] as const;
    }),
  );
}

/** Strides through the whole log by its keys, inside the page, and notes at every event what is drawn. */
const walk = (lab: LabPage, last: number): Promise<Painted> =>
  lab.page.evaluate(async (last) => {
    const root = document.querySelector<HTMLElement>('[data-page="lab"]');
    if (root === null) throw new Error('the lab is not on the screen');
    // What CSS paints from is compared, not the pixels: laid out and painted 16,000 times it would take minutes.
    document.body.style.display = 'none';
    const seq = (): number => Number(root.dataset['seq']);
    const drawn = (): Promise<void> =>
      new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.addEventListener('message', () => resolve(), { once: true });
        channel.port1.start();
        channel.port2.postMessage(null);
      });
    /** Moves by one event and waits until that is on the screen. */
    const move = async (key: string, to: number): Promise<void> => {
      document.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
      for (let turns = 0; seq() !== to; turns++) {
        if (turns > 1_000_000) throw new Error(`${key} does not lead to event ${to}; the page stays at ${seq()}`);
        await drawn();
      }
    };
    while (seq() > 1) await move(',', seq() - 1);
    const painted: Record<number, string[]> = {};
    for (;;) {
      const sockets = document.querySelectorAll<HTMLElement>('.stage [data-socket][data-state]');
      painted[seq()] = [...sockets].map(({ dataset }) => `${dataset['socket']} ${dataset['state']}`).sort();
      if (seq() >= last) return painted;
      await move('.', seq() + 1);
    }
  }, last);

const lessonsSchema = z.array(z.object({ id: z.string() }));

describe('every event of every lesson', () => {
  it(
    'each socket that lives is drawn, in the state that the model has for it',
    { timeout: 1_800_000 },
    async (test) => {
      const origin = bench.server.origin;
      const pages = [await bench.page(test), await bench.page(test)];
      const answer = await pages[0]?.request.get(`${origin}/api/lessons`);
      const lessons = lessonsSchema.parse(await answer?.json()).map(({ id }) => id);
      expect(lessons.length).toBeGreaterThan(70);
      const wrong: unknown[] = [];
      const walkAll = async (page: Page): Promise<void> => {
        for (let lesson = lessons.pop(); lesson !== undefined; lesson = lessons.pop()) {
          const made = await page.request.post(`${origin}/api/labs`, {
            data: { lesson },
            headers: { origin },
            // The server may just be closing the idle connection that this takes.
            maxRetries: 5,
          });
          const { id } = z.object({ id: z.string() }).parse(await made.json());
          await page.goto(`${origin}/labs/${id}`);
          const lab = new LabPage(page);
          await lab.quiet();
          // The stage is what is looked at: the pane beside it shows little.
          await page.getByRole('tab', { name: 'Inspect' }).click();
          const log = await lab.log();
          const expected = modelled(log);
          const painted = await walk(lab, log.length);
          for (const { seq } of log) {
            const [is, should] = [painted[seq]?.join(), expected[seq]?.join()];
            if (is !== should) wrong.push({ lesson, seq, is, should });
          }
        }
      };
      await Promise.all(pages.map(walkAll));
      expect(wrong).toEqual([]);
    },
  );
});
