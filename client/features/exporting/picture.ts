import { standalone } from './standalone.ts';

/** How many pixels a PNG has for one of the drawing's units. */
const PIXELS = 2;

/** A drawing of the page as the text of an SVG file, its fonts included. `width` and `height` in the drawing's units. */
export async function svgFile(svg: SVGSVGElement): Promise<string> {
  const copy = standalone(svg);
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = await fontFaces();
  copy.prepend(style);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

/** The same drawing as a PNG file. Throws where the browser cannot draw it. */
export async function pngFile(svg: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await svgFile(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * PIXELS;
  canvas.height = image.naturalHeight * PIXELS;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (png === null) throw new Error('the browser made no picture of the drawing');
  return png;
}

/** The page's own fonts as style rules that hold the fonts themselves. */
async function fontFaces(): Promise<string> {
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule);
  return (await Promise.all(rules.map(withFontInside))).join('\n');
}

async function withFontInside(rule: CSSFontFaceRule): Promise<string> {
  const [quoted = '', path = ''] = /url\("([^"]+)"\)/.exec(rule.cssText) ?? [];
  if (path === '' || path.startsWith('data:')) return rule.cssText;
  const answer = await fetch(new URL(path, rule.parentStyleSheet?.href ?? document.baseURI));
  return rule.cssText.replace(quoted, `url("${await dataUrl(await answer.blob())}")`);
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('loadend', () => {
      if (typeof reader.result === 'string') resolve(reader.result);
      else reject(new Error('a font could not be read'));
    });
    reader.readAsDataURL(blob);
  });
