/** The cookie at `at`: two 32-bit words, the low one first (sock_diag_save_cookie). Decimal, all 64 bits. */
export function readCookie(buffer: Buffer, at: number): string {
  const high = buffer.readUInt32LE(at + 4);
  const low = buffer.readUInt32LE(at);
  // Cookies count up from 1: BigInt is for the rare one beyond 2^53.
  return high < 0x20_0000 ? String(high * 0x1_0000_0000 + low) : String((BigInt(high) << 32n) | BigInt(low));
}

export function writeCookie(buffer: Buffer, at: number, cookie: string): void {
  buffer.writeBigUInt64LE(BigInt(cookie), at);
}
