/** Presentation attributes that an element takes from its parent where nothing is said of them (SVG 2, 6.6). */
const INHERITED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-dashoffset',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'font-variant',
  'letter-spacing',
  'text-anchor',
  'white-space',
  'visibility',
] as const;

/** Attributes of the element alone, and the value that says nothing. */
const OWN = [
  ['opacity', '1'],
  ['text-decoration', 'none'],
] as const;

/** Attributes that mean something to the page alone. */
const OF_THE_PAGE = /^(class|style|role|tabindex|on.*|data-.*|aria-.*)$/;

/**
 * A drawing of the page as a drawing of its own: every style that the page's style sheets give it stands in it, and every
 * text has the length it has here, so that it stays in its place where another font sets it. The original is not touched.
 */
export function standalone(svg: SVGSVGElement): SVGSVGElement {
  for (const animation of svg.getAnimations({ subtree: true })) animation.finish();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  settle(svg, copy, null);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return copy;
}

/** Carries the styles of `from`, as they are computed, over to `to`, and so on below. */
function settle(from: Element, to: Element, parent: CSSStyleDeclaration | null): void {
  const style = getComputedStyle(from);
  for (const { name } of [...to.attributes]) if (OF_THE_PAGE.test(name)) to.removeAttribute(name);
  // As attributes, not as style: the page's content security policy forbids the latter, and every drawing program reads these.
  for (const name of INHERITED) {
    const value = style.getPropertyValue(name);
    if (value !== parent?.getPropertyValue(name)) to.setAttribute(name, value);
  }
  for (const [name, silent] of OWN) {
    const value = style.getPropertyValue(name);
    if (!value.startsWith(silent)) to.setAttribute(name, value);
  }
  if (style.whiteSpace.startsWith('pre')) to.setAttribute('xml:space', 'preserve');
  if (from instanceof SVGTextContentElement) setLength(from, to);
  // Both lists are the same until something is taken out of the copy.
  const pairs = [...from.children].map((child, i) => [child, to.children[i]] as const);
  for (const [child, copied] of pairs) {
    if (copied === undefined) continue;
    if (getComputedStyle(child).display === 'none') copied.remove();
    else settle(child, copied, style);
  }
}

/** A text whose parts have places of their own is fixed part by part, any other one as a whole. */
function setLength(from: SVGTextContentElement, to: Element): void {
  const whole = from.localName === 'text' && from.querySelector('tspan[x], tspan[dx], tspan[dy]') === null;
  const part = from.localName === 'tspan' && from.hasAttribute('x') && from.children.length === 0;
  const length = whole || part ? from.getComputedTextLength() : 0;
  if (length <= 0) return;
  to.setAttribute('textLength', length.toFixed(2));
  to.setAttribute('lengthAdjust', 'spacingAndGlyphs');
}
