/**
 * Text widths for layouts that must not ask a browser; one UTF-16 unit counts as one character. JetBrains Mono is 600 units of 1000 wide in every glyph, as are
 * the usual system fallbacks; for Inter the mean of running text, rounded up, so that a box is never too small.
 */
export const codeWidth = (text: string, size: number): number => text.length * size * 0.6;

export const uiWidth = (text: string, size: number): number => text.length * size * 0.57;

/** How many characters of code fit into `width`. */
export const codeFits = (width: number, size: number): number => Math.max(0, Math.floor(width / (size * 0.6)));

/** The text, or its beginning with an ellipsis, in at most `max` characters. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return max < 1 ? '' : `${text.slice(0, max - 1).trimEnd()}…`;
}
