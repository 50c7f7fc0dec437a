/** Fields of struct tcp_info that are shown (linux/tcp.h, tcp(7)): our name, offset, width. The struct grows at its end. */
const fields: readonly (readonly [name: string, offset: number, width: 1 | 4 | 8])[] = [
  ['retransmits', 2, 1],
  ['probes', 3, 1],
  ['backoff', 4, 1],
  ['rtoUs', 8, 4],
  ['atoUs', 12, 4],
  ['sndMss', 16, 4],
  ['rcvMss', 20, 4],
  ['unacked', 24, 4],
  ['sacked', 28, 4],
  ['lost', 32, 4],
  ['retrans', 36, 4],
  ['pmtu', 60, 4],
  ['rttUs', 68, 4],
  ['rttvarUs', 72, 4],
  ['ssthresh', 76, 4],
  ['cwnd', 80, 4],
  ['totalRetrans', 100, 4],
  ['bytesAcked', 120, 8],
  ['bytesReceived', 128, 8],
  ['segsOut', 136, 4],
  ['segsIn', 140, 4],
  ['notSentBytes', 144, 4],
];

/** Adds to `info` the figures of a struct tcp_info at [from, to), as far as it reaches on this kernel. */
function decodeTcpInfo(buffer: Buffer, from: number, to: number, info: Record<string, number>): void {
  for (const [name, offset, width] of fields) {
    const at = from + offset;
    if (at + width > to) continue;
    if (width === 1) info[name] = buffer[at] ?? 0;
    else if (width === 4) info[name] = buffer.readUInt32LE(at);
    else info[name] = buffer.readUInt32LE(at + 4) * 0x1_0000_0000 + buffer.readUInt32LE(at);
  }
}

/** The words of INET_DIAG_SKMEMINFO that are shown (linux/sock_diag.h): bytes of memory in use, and their limits. */
const memoryWords: readonly (readonly [name: string, word: number])[] = [
  ['rmemBytes', 0],
  ['rcvbufBytes', 1],
  ['wmemBytes', 2],
  ['sndbufBytes', 3],
  ['drops', 8],
];

/** Adds to `info` the socket's memory figures at [from, to). They count memory, headers included, not payload. */
function decodeMemory(buffer: Buffer, from: number, to: number, info: Record<string, number>): void {
  for (const [name, word] of memoryWords) {
    const at = from + 4 * word;
    if (at + 4 <= to) info[name] = buffer.readUInt32LE(at);
  }
}

/** All that is shown lies in so many bytes of struct tcp_info and of the memory words (kernels from 5.10 on tell more). */
const WHOLE_INFO = 148;
const WHOLE_MEMORY = 36;

/**
 * A socket's figures: of its memory at [memoryAt, memoryEnd) and of struct tcp_info at [infoAt, infoEnd), empty ranges where
 * the kernel tells none. undefined: none at all.
 */
export function decodeFigures(
  buffer: Buffer,
  memoryAt: number,
  memoryEnd: number,
  infoAt: number,
  infoEnd: number,
): Record<string, number> | undefined {
  if (memoryEnd - memoryAt >= WHOLE_MEMORY && infoEnd - infoAt >= WHOLE_INFO) return whole(buffer, memoryAt, infoAt);
  const info: Record<string, number> = {};
  decodeMemory(buffer, memoryAt, memoryEnd, info);
  decodeTcpInfo(buffer, infoAt, infoEnd, info);
  return Object.keys(info).length > 0 ? info : undefined;
}

/** The same as by the tables above, at once: adding the names one by one took most of a look at a thousand sockets. */
function whole(buffer: Buffer, memory: number, info: number): Record<string, number> {
  const u32 = (at: number): number => buffer.readUInt32LE(at);
  return {
    rmemBytes: u32(memory),
    rcvbufBytes: u32(memory + 4),
    wmemBytes: u32(memory + 8),
    sndbufBytes: u32(memory + 12),
    drops: u32(memory + 32),
    retransmits: buffer.readUInt8(info + 2),
    probes: buffer.readUInt8(info + 3),
    backoff: buffer.readUInt8(info + 4),
    rtoUs: u32(info + 8),
    atoUs: u32(info + 12),
    sndMss: u32(info + 16),
    rcvMss: u32(info + 20),
    unacked: u32(info + 24),
    sacked: u32(info + 28),
    lost: u32(info + 32),
    retrans: u32(info + 36),
    pmtu: u32(info + 60),
    rttUs: u32(info + 68),
    rttvarUs: u32(info + 72),
    ssthresh: u32(info + 76),
    cwnd: u32(info + 80),
    totalRetrans: u32(info + 100),
    bytesAcked: u32(info + 124) * 0x1_0000_0000 + u32(info + 120),
    bytesReceived: u32(info + 132) * 0x1_0000_0000 + u32(info + 128),
    segsOut: u32(info + 136),
    segsIn: u32(info + 140),
    notSentBytes: u32(info + 144),
  };
}
