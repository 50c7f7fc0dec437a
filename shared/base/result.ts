/** An expected outcome as a value: either what was asked for, or a failure a person can act on. Bugs throw instead. */
export type Result<T, E = Failure> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A failure with a stable code (for programs) and one sentence that names the next thing to do (for people). */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** What was asked for. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** Why it is not to be had. */
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** `code` stays as it is for programs; `message` is one sentence for people. */
export const failure = (code: string, message: string): Failure => ({ code, message });
