/**
 * Milliseconds to wait before attempt n + 1 (n from 1): 250, 500, 1000 … and at most 5000, and up to half as much again by chance: a class
 * that lost its line in the same moment does not come back in the same moment.
 */
export function backoffMs(attempt: number, chance = Math.random()): number {
  return Math.min(250 * 2 ** (attempt - 1), 5000) * (1 + chance / 2);
}
