/** Rows beyond the edge that exist already, so that a fast scroll shows no blank. */
const MARGIN = 8;

/** Which of `count` rows of `rowHeight` pixels exist at this scroll position: from `first` up to, not including, `last`. */
export function rowsInView(
  top: number,
  height: number,
  rowHeight: number,
  count: number,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.floor(top / rowHeight) - MARGIN);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + MARGIN);
  return { first: Math.min(first, last), last };
}
