declare const unit: unique symbol;

/** Nanoseconds since the lab started (CLOCK_MONOTONIC), a whole number. Exact up to 104 days. */
export type Nanos = number & { readonly [unit]?: 'ns' };

/** Milliseconds, possibly fractional. */
export type Millis = number & { readonly [unit]?: 'ms' };

/** Exact to a fraction; nothing is rounded. */
export const nanosToMillis = (t: Nanos): Millis => t / 1e6;

/** Rounded to a whole number of nanoseconds. */
export const millisToNanos = (t: Millis): Nanos => Math.round(t * 1e6);
