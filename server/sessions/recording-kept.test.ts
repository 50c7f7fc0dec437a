import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import { formatCall } from '#shared/model/strace';
import { RECORDING_VERSION } from '#shared/protocol/recording';
import { readRecordingFile } from './recording-file.ts';

/**
 * A recording of the lesson tcp-echo in format 1, with every kind of event, as it was written when that format was made. It stays as it
 * is: a later Sockscope reads it as what it was, by an upgrader where the format is another by then, or refuses it. One that a later
 * format needs is kept beside it.
 */
const file = fileURLToPath(new URL('testing/recording-1.ndjson.gz', import.meta.url));

const lines = (): { readonly [name: string]: unknown }[] =>
  gunzipSync(readFileSync(file))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly [name: string]: unknown });

async function events(): Promise<readonly LabEvent[]> {
  const read = await readRecordingFile(file);
  if (!read.ok) throw new Error(read.error.message);
  return read.value.events;
}

it('is read whole: no field of it is passed over', async () => {
  const [header, ...kept] = lines();
  expect(header).toMatchObject({ format: 'sockscope-recording', version: 1 });
  const read = await events();
  expect(new Set(kept.map(({ kind }) => kind)).size).toBe(24);
  // What an upgrader has changed cannot be compared so; the next test reads what came of it.
  if (RECORDING_VERSION === 1) expect(read).toEqual(kept);
});

it('tells what it told when it was made', async () => {
  const log = await events();
  const state = log.reduce(applyEvent, initialState);
  const calls = log.flatMap((event, i) => {
    if (event.kind !== 'syscall.enter') return [];
    const exit = log.slice(i).find((later) => later.kind === 'syscall.exit' && later.pid === event.pid);
    return [`${event.role} ${formatCall(event, exit?.kind === 'syscall.exit' ? exit : null)}`];
  });
  const sockets = Object.values(state.sockets).map(
    ({ host, visits, gone }) => `${host} ${visits.map(({ to }) => to).join(' ')}${gone ? ', gone' : ''}`,
  );
  const packets = log.flatMap((event) =>
    event.kind === 'packet.held'
      ? [`${event.from} ${event.tcp?.flags.join()} ${event.tcp?.seq} ${event.tcp?.len}`]
      : [],
  );
  const ends = Object.values(state.processes).map(({ role, status, output }) => `${role} ${status} ${output}`);
  expect({ calls, sockets, packets, ends, end: state.lab?.phase }).toMatchInlineSnapshot(`
    {
      "calls": [
        "server socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3",
        "server bind(3, {sa_family=AF_INET, sin_port=htons(7000), sin_addr=inet_addr("0.0.0.0")}, 16) = 0",
        "server listen(3, 5) = 0",
        "server accept(3, NULL, NULL) = 4",
        "client socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3",
        "client connect(3, {sa_family=AF_INET, sin_port=htons(7000), sin_addr=inet_addr("10.0.0.1")}, 16) = 0",
        "server recvfrom(4, "hello", 128, 0, NULL, NULL) = 5",
        "client sendto(3, "hello", 5, 0, NULL, 0) = 5",
        "server sendto(4, "hello", 5, 0, NULL, 0) = 5",
        "server recvfrom(4, "", 128, 0, NULL, NULL) = 0",
        "client recvfrom(3, "hello", 127, 0, NULL, NULL) = 5",
        "client close(3) = 0",
        "server close(4) = 0",
        "server close(3) = 0",
        "server exit_group(0) = ?",
        "client write(1, "hello\\n", 6) = 6",
        "client exit_group(0) = ?",
      ],
      "end": "ended",
      "ends": [
        "server 0 ",
        "client 0 hello
    ",
      ],
      "packets": [
        "B SYN 0 0",
        "A SYN,ACK 0 0",
        "B ACK 1 0",
        "B PSH,ACK 1 5",
        "A ACK 1 0",
        "A PSH,ACK 1 5",
        "B ACK 6 0",
        "B FIN,ACK 6 0",
        "A ACK 6 0",
        "A FIN,ACK 6 0",
        "B ACK 7 0",
      ],
      "sockets": [
        "B CLOSED SYN_SENT ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT",
        "A SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK CLOSED, gone",
        "A CLOSED LISTEN CLOSED, gone",
      ],
    }
  `);
});
