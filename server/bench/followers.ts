import { startServer } from '../../client/e2e/server.ts';
import type { CrowdOrder, CrowdResult } from './crowd/crowd.ts';
import type { Measured } from './figure.ts';
import { inOwnProcess } from './part.ts';
import { median, quantile } from './statistics.ts';

const FOLLOWERS = 1000;
const SLOW = 100;
const RUNS = 3;

/** A class of a thousand that follows a lecture: a fresh server, and everybody else in a process of their own. */
export async function followers(): Promise<Measured> {
  const server = await startServer();
  try {
    const order: CrowdOrder = {
      port: server.port,
      token: new URL(server.url).searchParams.get('token') ?? '',
      pid: server.pid,
      followers: FOLLOWERS,
      slow: SLOW,
      runs: RUNS,
      slowRuns: RUNS,
    };
    const result = await inOwnProcess<CrowdResult>('crowd/crowd.ts', 'crowd', order);
    const { steps, besideSlow, drives, joined, again, kilobytes, perStep, faults } = result;
    const atMost = (most: number) => ({ of: 'value', atMost: most }) as const;
    return {
      figures: [
        { name: `step -> last of ${FOLLOWERS} followers, p50`, value: median(steps), unit: 'ms' },
        { name: '  p99', value: quantile(steps, 0.99), unit: 'ms', target: atMost(150) },
        {
          name: `  p99 beside ${SLOW} who do not read`,
          value: quantile(besideSlow, 0.99),
          unit: 'ms',
          target: atMost(150),
        },
        {
          name: '  presenter blanks the screen -> last follower, p99',
          value: quantile(drives, 0.99),
          unit: 'ms',
          target: atMost(150),
        },
        {
          name: '  all reconnected within 5 s: until all is right again',
          value: again,
          unit: 'ms',
          target: atMost(10_000),
        },
        { name: '  all joined within 5 s by the link: until all is right', value: joined, unit: 'ms' },
        { name: '  server’s memory, a follower', value: kilobytes, unit: 'kB', target: atMost(50) },
      ],
      skipped: [],
      notes: [
        `followers: ${steps.length} steps and ${besideSlow.length} beside slow ones; ${perStep.messages.toFixed(1)} messages and ` +
          `${(perStep.bytes / 1000).toFixed(1)} kB a step and follower; ${faults} events missing or doubled`,
      ],
    };
  } finally {
    await server.stop();
  }
}
