/** An expected outcome as a value: either what was asked for, or a failure a person can act on. Bugs throw instead. */
export type Result<T, E = Failure> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A failure with a stable code (for programs) and one sentence that names the next thing to do (for people). */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

export const failure = (code: string, message: string): Failure => ({ code, message });
