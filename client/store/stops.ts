/** The stop that lies nearest to `seq`. */
export function nearestStop(stops: readonly number[], seq: number): number {
  const at = lowerBound(stops, seq);
  const after = stops[at] ?? Infinity;
  const before = stops[at - 1] ?? -Infinity;
  if (before === -Infinity && after === Infinity) return 0;
  return seq - before <= after - seq ? before : after;
}

/** How many stops are at or before `seq`: the number of the step that one stands at. */
export function stepNumber(stops: readonly number[], seq: number): number {
  return lowerBound(stops, seq + 1);
}

/** The index of the first stop that is not below `seq`. */
export function lowerBound(stops: readonly number[], seq: number): number {
  let low = 0;
  let high = stops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stops[middle] ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
