import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { TestContext } from 'vitest';
import { machineSchema } from '#shared/protocol/rest';
import type { Machine } from '#shared/protocol/rest';
import type { Result } from '#shared/base/result';
import { openTestBrowser } from './chromium.ts';
import { startServer } from './server.ts';
import type { TestServer } from './server.ts';

/** What Chromium itself says of a line that is down or an answer that is no: tests bring both about on purpose. */
const NETWORK = /WebSocket|Failed to load resource/;

/** How long a page may take for one thing: many times what it takes, for a busy machine. */
const PATIENCE_MS = 60_000;

/** Where screenshots go; nobody commits them. */
const SCREENS = fileURLToPath(new URL('../../.cache/screens', import.meta.url));

/** A browser and a server for the tests of one file. */
export class Bench {
  readonly server: TestServer;
  readonly machine: Machine;
  readonly #browser: Result<Browser>;

  private constructor(server: TestServer, machine: Machine, browser: Result<Browser>) {
    this.server = server;
    this.machine = machine;
    this.#browser = browser;
  }

  static async open(env: Readonly<Record<string, string>> = {}): Promise<Bench> {
    const [server, browser] = await Promise.all([startServer(env), openTestBrowser()]);
    const token = new URL(server.url).searchParams.get('token') ?? '';
    const answer = await fetch(`${server.origin}/api/machine`, { headers: { authorization: `Bearer ${token}` } });
    return new Bench(server, machineSchema.parse(await answer.json()), browser);
  }

  async close(): Promise<void> {
    if (this.#browser.ok) await this.#browser.value.close();
    await this.server.stop();
  }

  /** The browser, or the test is skipped with the reason. */
  browser(test: TestContext): Browser {
    if (!this.#browser.ok) return test.skip(this.#browser.error.message);
    return this.#browser.value;
  }

  /** Skips the test, with the machine's own reason, where no full lab can run. */
  needLab(test: TestContext): void {
    if (this.machine.tier !== 'lab') test.skip(`no lab on this machine: ${this.machine.why}`);
  }

  /** A page of its own context, let in by the token, with motion reduced so that what is painted is final. */
  async page(test: TestContext, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser(test).newContext({
      viewport: { width: 1600, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    test.onTestFinished(() => context.close());
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !NETWORK.test(message.text())) faults.push(message.text());
    });
    test.onTestFinished(() => {
      if (faults.length > 0) throw new Error(`the page complained: ${faults.join('; ')}`);
    });
    await page.goto(this.server.url);
    return page;
  }
}

/** Takes a picture for people to look at, once nothing fades any more. */
export async function takePicture(page: Page, name: string, fullPage = false): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  mkdirSync(SCREENS, { recursive: true });
  await page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage });
}
