/** So many newcomers of one address are let in at once: the largest class, all behind one router, each with a second try. */
const AT_ONCE = 2000;
/** And so many a second from then on. Guessing one of 64 codes of 40 bits takes 27 years at this pace. */
const A_SECOND = 20;
/** So many addresses are remembered, the newest; a forgotten one begins anew. */
const MOST_ADDRESSES = 4096;

interface Bucket {
  left: number;
  at: number;
}

/**
 * How often newcomers of one address may try a join link. Only who has no cookie yet is counted: whoever is in stays in, and
 * comes back after the network was gone, whatever others of that address do.
 */
export class Joins {
  private readonly buckets = new Map<string, Bucket>();

  /** False where this try is one too many. `now` is performance.now(). */
  take(address: string, now = performance.now()): boolean {
    const key = networkOf(address);
    const known = this.buckets.get(key);
    const left = known === undefined ? AT_ONCE : Math.min(AT_ONCE, known.left + ((now - known.at) / 1000) * A_SECOND);
    const taken = left >= 1;
    this.buckets.delete(key);
    this.buckets.set(key, { left: taken ? left - 1 : left, at: now });
    const [oldest] = this.buckets.keys();
    if (this.buckets.size > MOST_ADDRESSES && oldest !== undefined) this.buckets.delete(oldest);
    return taken;
  }
}

/** One machine has a whole IPv6 network of 64 bits to itself (RFC 4291, 2.5.1) and can ask from any address of it. */
function networkOf(address: string): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4 !== undefined || !address.includes(':')) return v4 ?? address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const groups = head.split(':').filter((group) => group !== '');
  const rest = tail?.split(':').filter((group) => group !== '') ?? [];
  const filled = [
    ...groups,
    ...Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0'),
    ...rest,
  ];
  return filled.slice(0, 4).join(':').toLowerCase();
}
