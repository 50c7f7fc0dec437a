import { codeFits } from '../../ui/text-width.ts';

/** The label of a bar that leaves `width` pixels for it: whole, cut, or nothing where not even three letters fit. */
export function barLabel(label: string, width: number): string {
  const fits = codeFits(width, 13);
  if (label.length <= fits) return label;
  return fits < 3 ? '' : `${label.slice(0, fits - 1)}…`;
}
