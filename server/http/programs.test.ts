import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultyProgramsSchema, lessonProgramsSchema, MAX_PROGRAM_LENGTH } from '#shared/protocol/programs';
import { labSummarySchema, type Machine } from '#shared/protocol/rest';
import { Catalogue } from '../sessions/catalogue.ts';
import { Labs } from '../sessions/labs.ts';
import { presenters, type Person } from '../sessions/owner.ts';
import { labReady, labStart } from '../sessions/testing/drafts.ts';
import { ScriptedEngine } from '../sessions/testing/scripted-engine.ts';
import { programsRouter } from './programs.ts';

const engine = new ScriptedEngine((command) => (command.cmd === 'start' ? [labStart(), labReady()] : []));
let machine: Machine = { tier: 'lab', why: 'everything is there', version: '0', capabilities: [] };
/** Who the guard says it is. */
let person: Person = presenters;
let server: Server;
let labs: Labs;
let origin: string;
let folder: string;

/** What the lesson's own programs say. */
const own = 'int main(void) { return 0; }\n';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sockscope-programs-'));
  const lesson = join(folder, 'pair');
  mkdirSync(lesson);
  for (const name of ['server.c', 'client.c']) writeFileSync(join(lesson, name), own);
  const catalogue = await Catalogue.read(folder);
  labs = new Labs(catalogue, () => Promise.resolve(machine), engine.launch);
  const app = express().use((_request, response, next) => {
    response.locals['person'] = person;
    next();
  });
  server = createServer(app.use(programsRouter({ catalogue, labs })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await labs.close();
  server.close();
  rmSync(folder, { recursive: true });
});

async function run(lesson: string, programs: unknown): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${origin}/lessons/${lesson}/labs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ programs }),
  });
  return { status: answer.status, body: await answer.json() };
}

const text = 'int main(void)\n{\n    return 7;\n}\n';

describe('a lesson’s programs', () => {
  it('can be read', async () => {
    const answer = await fetch(`${origin}/lessons/pair`);
    const lesson = lessonProgramsSchema.parse(await answer.json());
    expect(lesson.programs.map(({ role, file, after }) => [role, file, after])).toEqual([
      ['server', 'server.c', null],
      ['client', 'client.c', 'server blocked in accept'],
    ]);
    expect((await fetch(`${origin}/lessons/none`)).status).toBe(404);
  });

  it('run changed: the engine gets the new text, and the title says so', async () => {
    const { status, body } = await run('pair', [{ file: 'server.c', text }]);
    expect(status).toBe(201);
    expect(labSummarySchema.parse(body)).toMatchObject({
      lesson: 'pair',
      title: 'Echo over TCP, changed',
      mode: 'live',
    });
    const start = engine.commands.findLast((command) => command.cmd === 'start');
    expect(start?.cmd === 'start' && start.programs.map((program) => program.text)).toEqual([text, own]);
  });

  it('start nothing while they have faults', async () => {
    const before = engine.commands.length;
    const { status, body } = await run('pair', [{ file: 'client.c', text: 'int main(void) { retrun 0; }' }]);
    expect(status).toBe(422);
    expect(faultyProgramsSchema.parse(body).faults[0]).toMatchObject({ file: 'client.c', line: 1, column: 18 });
    expect(engine.commands.length).toBe(before);
  });

  it.each([
    ['another lesson', 'none', [{ file: 'server.c', text }], 404, 'unknown-lesson'],
    ['a file that is none of its programs', 'pair', [{ file: 'lesson.md', text }], 422, 'unknown-file'],
    ['no programs', 'pair', [], 400, 'bad-request'],
    ['no texts', 'pair', [{ file: 'server.c' }], 400, 'bad-request'],
    [
      'a text beyond all measure',
      'pair',
      [{ file: 'server.c', text: ' '.repeat(MAX_PROGRAM_LENGTH + 1) }],
      400,
      'bad-request',
    ],
  ])('of %s are refused', async (_, lesson, programs, status, code) => {
    expect(await run(lesson, programs)).toMatchObject({ status, body: { code } });
  });

  it('do not run where no lab can: a recording shows the lesson’s own only', async () => {
    const full = machine;
    machine = { ...full, tier: 'replay', why: 'This machine runs no labs.' };
    const { status, body } = await run('pair', [{ file: 'server.c', text }]);
    machine = full;
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'no-lab',
      message: expect.stringContaining('This machine runs no labs.') as string,
    });
  });
});
