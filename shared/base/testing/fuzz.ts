/** How many times as long as usual: SOCKSCOPE_FUZZ=100 looks for what a short run misses, each time elsewhere. */
const times = Number(
  (globalThis as { process?: { env: Record<string, string | undefined> } }).process?.env['SOCKSCOPE_FUZZ'] ?? 1,
);

/**
 * fast-check's parameters for a property that is tried `runs` times. The same values each time, so that nobody's test fails by
 * chance; other ones where a longer run is asked for (the seed stands in what fast-check says of a failure).
 */
export const fuzz = (runs: number): { readonly numRuns: number; readonly seed: number } => ({
  numRuns: Math.ceil(runs * times),
  seed: times === 1 ? 1 : Date.now() | 0,
});

/** So long a fuzz test may take, in milliseconds. */
export const FUZZ_MS = 60_000 * Math.max(1, times);
