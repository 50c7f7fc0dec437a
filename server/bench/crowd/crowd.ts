import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseRollup } from '../idle-memory.ts';
import { ThinPage } from './thin-page.ts';
import { until } from './until.ts';

/** What the crowd is told by whoever starts it: a server that runs, and how large the class is. */
export interface CrowdOrder {
  readonly port: number;
  readonly token: string;
  /** The server's process, to be weighed. */
  readonly pid: number;
  readonly followers: number;
  readonly slow: number;
  /** How often the scene is stepped to its end: with all reading, and with some not. */
  readonly runs: number;
  readonly slowRuns: number;
}

/** What it came to, in milliseconds and kB. */
export interface CrowdResult {
  /** From the first join to the last follower who has all. */
  readonly joined: number;
  /** Growth of the server's own memory, a follower. */
  readonly kilobytes: number;
  /** From a step sent to the last follower's last message of it. */
  readonly steps: readonly number[];
  /** The same with some who do not read, for those who do. */
  readonly besideSlow: readonly number[];
  /** From what the presenter does to the walk (a blank screen) to the last follower's message. */
  readonly drives: readonly number[];
  /** From the loss of all lines, redialled within RECONNECT_MS, until the last has all again. */
  readonly again: number;
  /** Events that were missing, or came twice, at anybody. */
  readonly faults: number;
  /** What a step cost: messages and bytes a follower, and the server's CPU time in milliseconds, with the lab's own share. */
  readonly perStep: { readonly messages: number; readonly bytes: number; readonly cpu: number };
}

/** The scene whose lab stands at accept(), so that all that follows can be stepped. */
const WALKTHROUGH = 'sockets';
const SCENE = 7;

const RECONNECT_MS = 5000;
const JOIN_MS = 5000;

/** A class that follows a walkthrough, in one process: who presents steps, everybody else is told. */
export async function crowd(order: CrowdOrder): Promise<CrowdResult> {
  const walk = await beginWalk(order);
  const { port, token } = order;
  const presenter = new ThinPage({
    port,
    cookie: `sockscope_${port}=${token}`,
    walk,
    as: 'presenter',
    page: 'teacher',
  });
  await until(() => presenter.walkAt > 0, 'the presenter has joined');
  await toScene(presenter);

  const before = weigh(order.pid);
  const start = performance.now();
  const followers = await joinAll(order, walk);
  await until(() => followers.every((page) => page.isRight && page.labId === presenter.labId), 'everybody has joined');
  const joined = performance.now() - start;
  await sleep(2000);
  const kilobytes = (weigh(order.pid) - before) / order.followers;

  const drives = await drive(presenter, followers);
  const told = followers.reduce((sum, page) => sum + page.messages, 0);
  const size = followers.reduce((sum, page) => sum + page.bytes, 0);
  const worked = cpu(order.pid);
  const steps: number[] = [];
  for (let run = 0; run < order.runs; run++) steps.push(...(await stepToEnd(presenter, followers)));
  const perStep = {
    messages: (followers.reduce((sum, page) => sum + page.messages, 0) - told) / order.followers / steps.length,
    bytes: (followers.reduce((sum, page) => sum + page.bytes, 0) - size) / order.followers / steps.length,
    cpu: (cpu(order.pid) - worked) / steps.length,
  };

  await toScene(presenter);
  await allRight(presenter, followers);
  for (const page of followers) page.drop();
  const lost = performance.now();
  await spread(followers, RECONNECT_MS, (page) => page.dial());
  await allRight(presenter, followers);
  const again = performance.now() - lost;

  const reading = followers.slice(order.slow);
  for (const page of followers.slice(0, order.slow)) page.stopReading();
  const besideSlow: number[] = [];
  for (let run = 0; run < order.slowRuns; run++) besideSlow.push(...(await stepToEnd(presenter, reading)));
  const faults = followers.reduce((sum, page) => sum + page.faults, 0);
  for (const page of [presenter, ...followers]) page.drop();
  return { joined, kilobytes, steps, besideSlow, drives, again, faults, perStep };
}

async function beginWalk({ port, token }: CrowdOrder): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/walks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ walkthrough: WALKTHROUGH }),
  });
  const { id } = (await answer.json()) as { id: string };
  return id;
}

/** Goes to the scene afresh and waits until its lab stands still. */
async function toScene(presenter: ThinPage): Promise<void> {
  const before = presenter.labId;
  presenter.drive({ do: 'goto', scene: SCENE });
  presenter.drive({ do: 'hurry' });
  await until(() => {
    // What the scene lets happen is to be over: pressing on makes it so at once.
    if (presenter.phase === 'running') presenter.drive({ do: 'hurry' });
    return presenter.labId !== before && presenter.phase === 'shown' && presenter.isRight && !presenter.busy;
  }, 'the scene has run');
}

const allRight = (presenter: ThinPage, followers: readonly ThinPage[]): Promise<void> =>
  until(
    () =>
      followers.every((page) => page.isRight && page.labId === presenter.labId && page.lab.seq >= presenter.lab.seq),
    'everybody has all',
  );

/** Each by the short link, as a browser does: the page's document brings the cookie. */
async function joinAll({ port, followers }: CrowdOrder, walk: string): Promise<readonly ThinPage[]> {
  const joining: Promise<ThinPage>[] = [];
  const join = async (i: number): Promise<ThinPage> => {
    const cookie = await cookieOf(port, walk);
    return new ThinPage({ port, cookie, walk, as: 'follower', page: `page-${i}` });
  };
  const all = Array.from({ length: followers }, (_, i) => i);
  await spread(all, JOIN_MS, (i) => joining.push(join(i)));
  return Promise.all(joining);
}

function cookieOf(port: number, walk: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path: `/j/${walk}`, agent: false }, (response) => {
      const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
      response.resume();
      if (cookie === undefined) reject(new Error(`joining was answered with ${response.statusCode}`));
      else response.on('end', () => resolve(cookie));
    }).on('error', reject);
  });
}

/** The screen goes dark and comes back, several times. */
async function drive(presenter: ThinPage, followers: readonly ThinPage[]): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < 40; i++) {
    await sleep(100 + ((i * 37) % 50));
    const sent = performance.now();
    presenter.drive({ do: 'blank', blank: i % 2 === 0 });
    await until(() => followers.every((page) => page.walkAt >= sent), 'everybody was told');
    times.push(Math.max(...followers.map((page) => page.walkAt)) - sent);
  }
  return times;
}

/** Steps the scene's lab until nothing is held; answers how long the last follower waited for all of each step. */
async function stepToEnd(presenter: ThinPage, followers: readonly ThinPage[]): Promise<number[]> {
  await toScene(presenter);
  await allRight(presenter, followers);
  const times: number[] = [];
  for (let step = 0; ; step++) {
    // Unequal pauses: a step is to find the server's timers anywhere.
    await sleep(60 + ((step * 37) % 50));
    const { seq } = presenter.lab;
    const sent = performance.now();
    presenter.refused = null;
    presenter.busy = true;
    presenter.drive({ do: 'step', lab: presenter.labId ?? '' });
    await until(() => presenter.refused !== null || !presenter.busy, 'the step is over');
    if (presenter.refused !== null || presenter.lab.seq === seq) return times;
    const end = presenter.lab.seq;
    await until(() => followers.every((page) => page.lab.seq >= end), 'everybody saw the step');
    times.push(Math.max(...followers.map((page) => page.lab.at)) - sent);
  }
}

/** Does it for each, evenly within `ms`. */
async function spread<T>(all: readonly T[], ms: number, act: (one: T) => unknown): Promise<void> {
  const start = performance.now();
  for (const [i, one] of all.entries()) {
    const wait = start + (i * ms) / all.length - performance.now();
    if (wait > 1) await sleep(wait);
    act(one);
  }
}

/** The server's own memory, in kB. */
const weigh = (pid: number): number => parseRollup(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')).own * 1000;

/** CPU time of the server so far, in milliseconds: utime and stime of proc_pid_stat(5), a hundred ticks a second (USER_HZ). */
function cpu(pid: number): number {
  // The name, in brackets, may have spaces in it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
