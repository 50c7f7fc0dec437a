import { startServer } from '../../client/e2e/server.ts';
import type { StudentsOrder, StudentsResult } from './crowd/students.ts';
import type { Measured } from './figure.ts';
import { inOwnProcess } from './part.ts';
import { median, quantile } from './statistics.ts';

const STUDENTS = 20;
const PAUSE_MS = 500;

/** As many labs at once as a class of twenty has, each stepped to its end by its student. */
export async function students(): Promise<Measured> {
  const server = await startServer();
  try {
    const order: StudentsOrder = {
      port: server.port,
      token: new URL(server.url).searchParams.get('token') ?? '',
      students: STUDENTS,
      lesson: 'tcp-echo',
      pauseMs: PAUSE_MS,
    };
    const { first, whole, started } = await inOwnProcess<StudentsResult>('crowd/students.ts', 'students', order);
    return {
      figures: [
        {
          name: `${STUDENTS} labs at once: step -> its first event in the page, p50`,
          value: median(first),
          unit: 'ms',
        },
        { name: '  p99', value: quantile(first, 0.99), unit: 'ms', target: { of: 'value', atMost: 250 } },
        { name: '  step -> all of it observed and the lab quiet, p50', value: median(whole), unit: 'ms' },
        { name: '  p99', value: quantile(whole, 0.99), unit: 'ms', target: { of: 'value', atMost: 250 } },
        { name: '  all asked for at once: until the last lab stands', value: started, unit: 'ms' },
      ],
      skipped: [],
      notes: [`${STUDENTS} labs: ${whole.length} steps, each student's ${PAUSE_MS} ms after the one before was over`],
    };
  } finally {
    await server.stop();
  }
}
