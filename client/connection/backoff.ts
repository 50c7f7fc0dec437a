/** Milliseconds to wait before attempt n + 1 (n from 1): 250, 500, 1000 … and at most 5000. */
export function backoffMs(attempt: number): number {
  return Math.min(250 * 2 ** (attempt - 1), 5000);
}
