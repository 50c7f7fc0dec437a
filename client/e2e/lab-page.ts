import { gunzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import type { LabState } from '#shared/model/state';
import { readRecording } from '#shared/protocol/recording';

/** What of the screen is compared with the model: each drawn socket's state. */
export interface Painted {
  readonly seq: number;
  readonly sockets: Readonly<Record<string, string>>;
}

/** The lab's page as a person uses it: by roles and names, and by the state that stands on data-* attributes. */
export class LabPage {
  readonly page: Page;
  readonly root: Locator;
  readonly stepButton: Locator;
  readonly backButton: Locator;
  /** The gates that can be released, in the order of their numbers. */
  readonly gates: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('[data-page="lab"]');
    this.stepButton = page.getByRole('button', { name: 'STEP' });
    this.gates = page.getByRole('region', { name: 'Can happen next' }).locator('[data-gate]');
    this.backButton = page.getByRole('button', { name: 'Back', exact: true });
  }

  /** From the home page into a lesson, until its first program waits at a gate. */
  static async start(page: Page, lesson: string): Promise<LabPage> {
    const card = page.locator(`[data-lesson="${lesson}"]`);
    await card.getByRole('button').click();
    const lab = new LabPage(page);
    await lab.quiet();
    await lab.gates.first().waitFor();
    await lab.quiet();
    return lab;
  }

  /** Waits until nothing is under way. */
  async quiet(): Promise<void> {
    await this.page.locator('[data-page="lab"][data-quiet="true"]').waitFor();
  }

  async number(attribute: 'data-seq' | 'data-head'): Promise<number> {
    return Number(await this.root.getAttribute(attribute));
  }

  /** The last part of the address. */
  get id(): string {
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
  }

  /** Does something that moves the lab on, and waits until the lab is quiet again. */
  async andSettle(act: () => Promise<void>): Promise<void> {
    const head = await this.number('data-head');
    await act();
    await this.page.waitForFunction((before) => {
      const { head, quiet } = document.querySelector<HTMLElement>('[data-page="lab"]')?.dataset ?? {};
      return Number(head) > before && quiet === 'true';
    }, head);
  }

  step = (): Promise<void> => this.andSettle(() => this.stepButton.click());

  /** Whether STEP can be pressed. */
  async canStep(): Promise<boolean> {
    return this.stepButton.isEnabled();
  }

  /** A live lab: waits until STEP can be pressed, or every program has ended; answers whether it can. */
  async goesOn(): Promise<boolean> {
    await this.page.locator('.transport-step:enabled, .gates-nothing[data-over]').first().waitFor();
    return this.stepButton.isEnabled();
  }

  /** Waits until the painted moment is `seq`. */
  async at(seq: number): Promise<void> {
    await this.page.locator(`[data-page="lab"][data-seq="${seq}"]`).waitFor();
  }

  async painted(): Promise<Painted> {
    return this.page.evaluate(() => {
      const sockets: Record<string, string> = {};
      for (const element of document.querySelectorAll<HTMLElement>('.stage [data-socket][data-state]')) {
        sockets[element.dataset['socket'] ?? ''] = element.dataset['state'] ?? '';
      }
      const seq = Number(document.querySelector<HTMLElement>('[data-page="lab"]')?.dataset['seq']);
      return { seq, sockets };
    });
  }

  /** The lab's log so far, as the server hands it out. */
  async log(): Promise<readonly LabEvent[]> {
    // Again, where the server was just closing the idle connection that this took.
    const address = new URL(`/api/labs/${this.id}/recording`, this.page.url()).href;
    const answer = await this.page.request.get(address, { maxRetries: 5 });
    const recording = readRecording(gunzipSync(await answer.body()).toString('utf8'));
    if (!recording.ok) throw new Error(recording.error.message);
    return recording.value.events;
  }
}

/** Every drawn socket shows the state that the model has for it, and every socket that lives is drawn. */
export function expectAsModelled(painted: Painted, log: readonly LabEvent[]): void {
  const state = stateAt(log, painted.seq);
  for (const [id, shown] of Object.entries(painted.sockets)) {
    expect(shown, `socket ${id} at ${painted.seq}`).toBe(state.sockets[id]?.state);
  }
  const living = Object.values(state.sockets).filter((socket) => !socket.gone);
  for (const socket of living) {
    expect(Object.keys(painted.sockets), `living sockets at ${painted.seq}`).toContain(socket.id);
  }
}

export const stateAt = (log: readonly LabEvent[], seq: number): LabState =>
  log.slice(0, seq).reduce(applyEvent, initialState);
