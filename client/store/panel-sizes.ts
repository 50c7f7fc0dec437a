/** Where the details stand beside the stage. */
export type Place = 'right' | 'left' | 'below';

export interface PanelSizes {
  /** The details' part of the width (below: of the height), in per cent. */
  readonly side: number;
  /** The dock's height, in pixels. */
  readonly dock: number;
  readonly place: Place;
}

export const limits = {
  side: { least: 20, most: 65, usual: 33, step: 2 },
  dock: { least: 132, most: 420, usual: 188, step: 16 },
} as const;

const places: readonly Place[] = ['right', 'left', 'below'];

/** The places in turn. */
export const placeAfter = (place: Place): Place => places[(places.indexOf(place) + 1) % places.length] ?? 'right';

/** What was kept, or as usual: nothing that stands in a browser's storage is taken on trust. */
export function panelsFrom(text: string | null): PanelSizes {
  const kept = parsed(text);
  const size = (what: 'side' | 'dock'): number => {
    const value = kept[what];
    const { least, most, usual } = limits[what];
    return typeof value === 'number' && value >= least && value <= most ? value : usual;
  };
  return {
    side: size('side'),
    dock: size('dock'),
    place: places.find((place) => place === kept['place']) ?? 'right',
  };
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
