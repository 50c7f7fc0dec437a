import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stopsOf } from '#shared/model/stops';
import { lessonsPath } from '../supervisor/root.ts';
import { Catalogue } from './catalogue.ts';
import { countRun, readRecordedRun } from './recorded-run.ts';
import { readRecordingFile } from './recording-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'sockscope-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('what happens in a recording', () => {
  it('is counted: a step is what STEP did, a packet is one, however often it was sent', () => {
    const events = [
      { seq: 1, kind: 'lab.start', source: 'lab' },
      { seq: 2, kind: 'gate.release', source: 'user' },
      { seq: 3, kind: 'syscall.exit', source: 'ptrace', api: 'socket' },
      { seq: 4, kind: 'socket.open', source: 'sock_diag', state: 'CLOSED' },
      { seq: 5, kind: 'gate.release', source: 'user' },
      // Released in one breath with the one before.
      { seq: 6, kind: 'gate.release', source: 'user' },
      // Opened by itself, because its process ended.
      { seq: 8, kind: 'gate.release', source: 'lab' },
      { seq: 9, kind: 'packet.held', source: 'wire' },
      { seq: 10, kind: 'packet.held', source: 'wire', folded: true },
      { seq: 11, kind: 'socket.state', source: 'sock_diag', from: 'CLOSED', to: 'SYN_SENT' },
      { seq: 12, kind: 'syscall.exit', source: 'ptrace', api: 'connect', errno: 'ECONNREFUSED' },
    ];
    expect(countRun([...events.map((event) => JSON.stringify(event)), ''])).toEqual({
      steps: 2,
      calls: 2,
      packets: 1,
      apis: ['socket', 'connect'],
      states: ['CLOSED', 'SYN_SENT'],
      errnos: ['ECONNREFUSED'],
    });
  });

  it('is told of every shipped recording, with as many steps as the page takes', async () => {
    const catalogue = await Catalogue.read(lessonsPath());
    const summaries = await catalogue.summaries();
    for (const { id, recording, run } of summaries) expect([id, run !== null]).toEqual([id, recording]);
    const path = catalogue.get('tcp-echo')?.recording ?? '';
    const played = await readRecordingFile(path);
    if (!played.ok) throw new Error(played.error.message);
    const echo = summaries.find(({ id }) => id === 'tcp-echo')?.run;
    // The last stop is the end itself.
    expect(echo?.steps).toBe(stopsOf(played.value.events).length - 1);
    expect(echo?.apis).toEqual(expect.arrayContaining(['socket', 'bind', 'listen', 'accept', 'connect', 'close']));
    expect(echo?.states).toEqual(expect.arrayContaining(['SYN_RECV', 'TIME_WAIT']));
  });

  it('is nothing where the file is none', async () => {
    const path = join(folder, 'recording.ndjson.gz');
    expect(await readRecordedRun(path)).toBeNull();
    writeFileSync(path, 'not packed');
    expect(await readRecordedRun(path)).toBeNull();
    expect(() => countRun(['{'])).toThrow(SyntaxError);
    expect(countRun([JSON.stringify({ kind: 'socket.open', state: 'ODD' })])).toBeNull();
  });
});
