import { fromBase64 } from '#shared/base/base64';
import type { HostName } from '#shared/events/common';
import type { LabEvent } from '#shared/events/event';
import type { Recording } from '#shared/protocol/recording';
import { packetsOf } from './fate.ts';
import { enhancedPacket, interfaceDescription, sectionHeader } from './pcapng.ts';

/**
 * The packets of a log as a pcapng file, block by block. An interface for each host's end of the wire and, where one
 * was seen, its loopback; times count from the lab's start, because a log knows no other clock.
 */
export function* captureBlocks({ header, events }: Recording): Generator<Uint8Array> {
  const packets = packetsOf(events);
  const interfaces = new Map<string, number>();
  const start = events.find((event) => event.kind === 'lab.start');
  yield sectionHeader({
    os: start === undefined ? 'Linux' : `Linux ${start.kernel} ${start.arch}`,
    application: `Sockscope ${header.writtenBy}`,
    comments: [
      `${header.lesson.title} (${header.lesson.id})`,
      'Times count from the start of the lab.',
      ...gaps(events),
    ],
  });
  for (const { host, loopback } of packets) {
    const name = nameOf(host, loopback);
    if (interfaces.has(name)) continue;
    interfaces.set(name, interfaces.size);
    yield interfaceDescription({ name, description: descriptionOf(host, loopback, start) });
  }
  for (const { event, host, loopback, direction, comment } of packets) {
    yield enhancedPacket({
      interface: interfaces.get(nameOf(host, loopback)) ?? 0,
      t: event.t,
      direction,
      bytes: fromBase64(event.bytes),
      comment,
    });
  }
}

const nameOf = (host: HostName, loopback: boolean): string => `${host} ${loopback ? 'lo' : 'eth0'}`;

function descriptionOf(
  host: HostName,
  loopback: boolean,
  start: Extract<LabEvent, { kind: 'lab.start' }> | undefined,
): string {
  if (loopback) return `loopback inside host ${host}`;
  const address = start?.hosts.find(({ name }) => name === host)?.address;
  return `host ${host}${address === undefined ? '' : `, ${address}`}: its end of the wire`;
}

/** What the lab could not see of the wire is no silence in the capture either. */
const gaps = (events: readonly LabEvent[]): readonly string[] =>
  events.flatMap((event) =>
    event.kind === 'trace.gap' && event.source === 'wire'
      ? [`Not captured: ${event.count === undefined ? '' : `${event.count} `}${event.missed}: ${event.why}.`]
      : [],
  );
