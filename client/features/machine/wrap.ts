import { cut, uiWidth } from '../../ui/text-width.ts';

/** Words in at most `lines` lines of `width`; what does not fit ends in an ellipsis. Empty text: no lines. */
export function wrap(text: string, width: number, size: number, lines: number): readonly string[] {
  const result: string[] = [];
  let line = '';
  const most = Math.floor(width / uiWidth('n', size));
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const next = line === '' ? word : `${line} ${word}`;
    if (next.length <= most || line === '') {
      line = next;
      continue;
    }
    result.push(line);
    line = word;
  }
  if (line !== '') result.push(line);
  if (result.length <= lines) return result;
  return [...result.slice(0, lines - 1), cut(result.slice(lines - 1).join(' '), most)];
}
