/** The default branch of an exhaustive switch: a compile error when a case is missing, a throw when data lied. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
