/**
 * Whether two values of plain data (what props of a drawing are: numbers, words, boxes, lists of them) say the same.
 * For `memo`: comparing a row of the picture is cheaper than drawing it again. Functions and instances of classes are
 * the same only if they are one.
 */
export function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((value, i) => alike(value, b[i]));
  }
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && alike(a[key as never], b[key as never]))
  );
}

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;
