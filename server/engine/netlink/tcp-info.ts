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
export function decodeTcpInfo(buffer: Buffer, from: number, to: number, info: Record<string, number>): void {
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
export function decodeMemory(buffer: Buffer, from: number, to: number, info: Record<string, number>): void {
  for (const [name, word] of memoryWords) {
    const at = from + 4 * word;
    if (at + 4 <= to) info[name] = buffer.readUInt32LE(at);
  }
}
