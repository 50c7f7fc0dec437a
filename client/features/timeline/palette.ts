import { useEffect, useState } from 'react';

const TOKENS = {
  bg: '--bg',
  ink: '--ink',
  ink2: '--ink2',
  hairline: '--hairline',
  edge: '--edge',
  nobodyFill: '--stratum-kernel',
  serverStroke: '--server-stroke',
  serverText: '--server-text',
  serverFill: '--server-fill',
  clientStroke: '--client-stroke',
  clientText: '--client-text',
  clientFill: '--client-fill',
  fault: '--fault',
  faultFill: '--fault-fill',
  now: '--now',
  nowText: '--now-text',
  nowOutline: '--now-outline',
  code: '--font-code',
  ui: '--font-ui',
} as const;

/** The tokens that the canvas draws with, as CSS values: a canvas knows no custom properties. */
export type Palette = Readonly<Record<keyof typeof TOKENS, string>>;

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const entries = Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()]);
  return Object.fromEntries(entries) as Palette;
}

/** The page's colours and fonts as they are now: read once, and again when the theme changes or a font has come. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState(readPalette);
  useEffect(() => {
    const read = (): void => setPalette(readPalette());
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true });
    const contrast = window.matchMedia('(prefers-contrast: more)');
    contrast.addEventListener('change', read);
    document.fonts.addEventListener('loadingdone', read);
    return () => {
      observer.disconnect();
      contrast.removeEventListener('change', read);
      document.fonts.removeEventListener('loadingdone', read);
    };
  }, []);
  return palette;
}
