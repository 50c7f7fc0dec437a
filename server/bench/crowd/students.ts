import { setTimeout as sleep } from 'node:timers/promises';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { readMessage } from './read-message.ts';
import { ThinSocket } from './thin-socket.ts';
import { until } from './until.ts';

export interface StudentsOrder {
  readonly port: number;
  readonly token: string;
  readonly students: number;
  readonly lesson: string;
  /** Between one student's steps. */
  readonly pauseMs: number;
}

/** In milliseconds. */
export interface StudentsResult {
  /** From the first lab asked for until the last one stands. */
  readonly started: number;
  /** From a step sent to the first event of it, and to its end with every event. */
  readonly first: readonly number[];
  readonly whole: readonly number[];
}

/** Students with a lab each, all at once: each steps its own to the end. */
export async function students(order: StudentsOrder): Promise<StudentsResult> {
  const begun = performance.now();
  const labs = await Promise.all(Array.from({ length: order.students }, () => openLab(order)));
  const all = labs.map((lab) => new Student(order, lab));
  await until(() => all.every((student) => student.stands), 'every lab stands');
  const started = performance.now() - begun;
  await Promise.all(
    all.map(async (student, i) => {
      await sleep((i * order.pauseMs) / all.length);
      await student.stepToEnd(order.pauseMs);
    }),
  );
  for (const student of all) student.leave();
  return {
    started,
    first: all.flatMap((student) => student.first),
    whole: all.flatMap((student) => student.whole),
  };
}

class Student {
  readonly first: number[] = [];
  readonly whole: number[] = [];
  private readonly line: ThinSocket;
  private seq = 0;
  private busy = true;
  private stepAt = 0;
  private toldAt: number | null = 0;
  private refused = false;

  constructor({ port, token }: StudentsOrder, lab: string) {
    this.line = new ThinSocket(port, `sockscope_${port}=${token}`, {
      open: () => this.line.say({ type: 'hello', protocol: PROTOCOL_VERSION, lab }),
      text: (bytes) => this.hear(bytes),
      closed: () => undefined,
    });
  }

  get stands(): boolean {
    return this.seq > 0 && !this.busy;
  }

  async stepToEnd(pauseMs: number): Promise<void> {
    while (!this.refused) {
      const before = this.seq;
      this.busy = true;
      this.toldAt = null;
      this.stepAt = performance.now();
      this.line.say({ type: 'step' });
      await until(() => this.refused || !this.busy, 'a student’s step is over');
      if (!this.refused && this.seq > before) {
        this.whole.push(performance.now() - this.stepAt);
        if (this.toldAt !== null) this.first.push(this.toldAt - this.stepAt);
      }
      await sleep(pauseMs);
    }
  }

  leave(): void {
    this.line.drop();
  }

  private hear(bytes: Buffer): void {
    const message = readMessage(bytes);
    if (message.type === 'events') {
      this.seq = message.last;
      this.toldAt ??= performance.now();
    }
    if (message.type === 'status') this.busy = message.busy;
    if (message.type === 'refused') this.refused = true;
  }
}

async function openLab({ port, token, lesson }: StudentsOrder): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/labs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ lesson }),
  });
  if (!answer.ok) throw new Error(`a lab was refused: ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}
