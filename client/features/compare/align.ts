/** One step of a comparison: how far each run is, as indices of its moments, and which of them moved. */
export interface Row {
  readonly left: number;
  readonly right: number;
  readonly moved: 'both' | 'left' | 'right';
}

/** Above this many pairs the longest common subsequence is not worth its time; the nearest match is taken then. */
const MOST_PAIRS = 4_000_000;

/** How far ahead the nearest match is looked for, in moments of both runs together. */
const AHEAD = 64;

/**
 * Lays two runs side by side by what happened in them, as diff(1) lays texts: the same moment of both runs (the longest
 * common subsequence of their keys) is one step, in which both move. In a step that only one run has, the other stands
 * still; between two common steps the left run goes first. The first row, where nothing has moved, is both beginnings:
 * both lists have at least that one moment.
 */
export function align(left: readonly string[], right: readonly string[]): Row[] {
  const rows: Row[] = [{ left: 0, right: 0, moved: 'both' }];
  let at = { left: 0, right: 0 };
  const upTo = (l: number, r: number): void => {
    while (at.left < l) rows.push((at = step(at.left + 1, at.right, 'left')));
    while (at.right < r) rows.push((at = step(at.left, at.right + 1, 'right')));
  };
  for (const [l, r] of pairs(left, right)) {
    upTo(l - 1, r - 1);
    rows.push((at = step(l, r, 'both')));
  }
  upTo(left.length - 1, right.length - 1);
  return rows;
}

const step = (left: number, right: number, moved: Row['moved']): Row => ({ left, right, moved });

/** Pairs of indices of equal keys, both rising, from 1 on: what the two have in common. */
function pairs(left: readonly string[], right: readonly string[]): [number, number][] {
  let start = 1;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const same = (from: number, count: number, shift: number): [number, number][] =>
    Array.from({ length: count }, (_, i) => [from + i, from + i + shift]);
  const middle: [number, number] = [left.length - end - start, right.length - end - start];
  const find = middle[0] * middle[1] <= MOST_PAIRS ? longestCommon : nearest;
  const found = find(left.slice(start, left.length - end), right.slice(start, right.length - end));
  return [
    ...same(1, start - 1, 0),
    ...found.map(([l, r]): [number, number] => [l + start, r + start]),
    ...same(left.length - end, end, right.length - left.length),
  ];
}

/** The longest common subsequence, by the table of lengths of what follows. */
function longestCommon(left: readonly string[], right: readonly string[]): [number, number][] {
  const wide = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * wide);
  const at = (l: number, r: number): number => lengths[l * wide + r] ?? 0;
  for (let l = left.length - 1; l >= 0; l -= 1) {
    for (let r = right.length - 1; r >= 0; r -= 1) {
      lengths[l * wide + r] = left[l] === right[r] ? at(l + 1, r + 1) + 1 : Math.max(at(l + 1, r), at(l, r + 1));
    }
  }
  const found: [number, number][] = [];
  for (let l = 0, r = 0; l < left.length && r < right.length;) {
    if (left[l] === right[r]) found.push([l++, r++]);
    else if (at(l + 1, r) >= at(l, r + 1)) l += 1;
    else r += 1;
  }
  return found;
}

/** For runs too long for the table: from each place on, the match that skips least. */
function nearest(left: readonly string[], right: readonly string[]): [number, number][] {
  const found: [number, number][] = [];
  for (let l = 0, r = 0; l < left.length && r < right.length;) {
    const skip = nearestSkip(left, right, l, r);
    if (skip === null) {
      l += 1;
      r += 1;
    } else {
      l += skip[0];
      r += skip[1];
      found.push([l++, r++]);
    }
  }
  return found;
}

function nearestSkip(
  left: readonly string[],
  right: readonly string[],
  l: number,
  r: number,
): readonly [number, number] | null {
  for (let far = 0; far <= AHEAD; far += 1) {
    for (let ofLeft = 0; ofLeft <= far; ofLeft += 1) {
      const key = left[l + ofLeft];
      if (key !== undefined && key === right[r + far - ofLeft]) return [ofLeft, far - ofLeft];
    }
  }
  return null;
}

/** The roles of the right run as the left run names them: by name where both have it, else by place in the lesson. */
export function roleNames(left: readonly string[], right: readonly string[]): (role: string) => string {
  const names = new Map<string, string>();
  right.forEach((role, place) => {
    const opposite = left[place];
    const free = opposite !== undefined && !right.includes(opposite);
    names.set(role, left.includes(role) || !free ? role : opposite);
  });
  return (role) => names.get(role) ?? role;
}
