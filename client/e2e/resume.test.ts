import type { Locator, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';
import { LabPage } from './lab-page.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

/** A page's line to the server, that a test can cut and join again. */
class Cable {
  /** The seqs that came over it, as `events`, in order. */
  readonly seqs: number[] = [];
  #up = true;
  #route: WebSocketRoute | null = null;

  static async lay(page: Page): Promise<Cable> {
    const cable = new Cable();
    await page.routeWebSocket('**/ws', (route) => cable.#connect(route));
    return cable;
  }

  #connect(route: WebSocketRoute): void {
    if (!this.#up) {
      void route.close();
      return;
    }
    this.#route = route;
    const server = route.connectToServer();
    server.onMessage((data) => {
      const message = JSON.parse(String(data)) as { type: string; events?: { seq: number }[] };
      if (message.type === 'events') this.seqs.push(...(message.events ?? []).map((event) => event.seq));
      route.send(data);
    });
  }

  async cut(): Promise<void> {
    this.#up = false;
    await this.#route?.close();
  }

  join(): void {
    this.#up = true;
  }
}

/** Presses a button; answers how many lines the page has dialled when the press is over. */
const dialled = (button: Locator): Promise<number> =>
  button.evaluate((element) => {
    const usual = window.WebSocket;
    let lines = 0;
    window.WebSocket = class extends usual {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols);
        lines += 1;
      }
    };
    (element as HTMLElement).click();
    window.WebSocket = usual;
    return lines;
  });

describe('a lost connection', () => {
  it('is told, and is resumed with nothing lost and nothing doubled', async (test) => {
    bench.needLab(test);
    const page = await bench.page(test);
    const presenter = await LabPage.start(page, 'tcp-echo');
    const other = await bench.page(test);
    const cable = await Cable.lay(other);
    await other.goto(page.url());
    const follower = new LabPage(other);
    await follower.quiet();
    for (let i = 0; i < 4; i++) await presenter.step();
    await follower.at(await presenter.number('data-seq'));

    await cable.cut();
    const notice = other.getByRole('alert').filter({ hasText: 'The connection to the server is lost' });
    await notice.waitFor();
    const before = await follower.painted();
    // No packet is held yet: a kernel that waits for an answer would send copies while the two pages are compared.
    for (let i = 0; i < 5; i++) await presenter.step();
    expect(await follower.painted()).toEqual(before);

    // The page dials by itself too, and then the button is gone for a moment: pressed until a press was one.
    const button = notice.getByRole('button', { name: 'Try now' });
    await expect.poll(() => dialled(button), { timeout: 30_000 }).toBe(1);
    cable.join();
    await follower.quiet();
    await notice.waitFor({ state: 'detached' });
    const head = await presenter.number('data-head');
    await follower.at(head);
    expect(await follower.painted()).toEqual(await presenter.painted());
    expect(cable.seqs).toEqual(Array.from({ length: head }, (_, i) => i + 1));
  });

  it('was never there: a late joiner has the same picture, and all of the past', async (test) => {
    bench.needLab(test);
    const page = await bench.page(test);
    const presenter = await LabPage.start(page, 'tcp-echo');
    for (let i = 0; i < 6; i++) await presenter.step();
    const other = await bench.page(test);
    await other.goto(page.url());
    const late = new LabPage(other);
    await late.at(await presenter.number('data-head'));
    expect(await late.painted()).toEqual(await presenter.painted());
    await other.keyboard.press('Home');
    await page.keyboard.press('Home');
    await late.at(await presenter.number('data-seq'));
  });
});
