import { useEffect } from 'react';
import { CauseIndex } from '#shared/model/causes';
import { useLabStore } from '../../store/lab-context.ts';
import { useLinks } from '../../store/links.ts';
import { useSide } from '../../store/side.ts';
import { linkCss, linkedBy } from './link-css.ts';
import { eventNamed, NAMED } from './named.ts';
import { eventSelected } from './selected.ts';

/**
 * Lights causes and effects of whatever the pointer or the focus is on, everywhere at once. Nothing is drawn again for
 * that: one style sheet names what belongs to the chain, by the data-* attributes that everything drawn has.
 */
export function Links() {
  const store = useLabStore();
  const sheet = useLinkSheet();
  const hovered = useLinks(({ hovered }) => hovered);
  const selection = useSide(({ selection }) => selection);

  useEffect(() => {
    const light = (): void => {
      const { log, view } = store.getState();
      const at = hovered ?? eventSelected(selection, view);
      const chain = at === null ? null : log.book(CauseIndex).chainOf(at);
      sheet.replaceSync(chain === null ? '' : linkCss(linkedBy(chain, view.seq, (each) => log.event(each))));
      useLinks.getState().show(chain);
    };
    light();
    // Only while something is lit does the growing log matter here.
    if (hovered === null && selection === null) return undefined;
    return store.subscribe((now, before) => {
      if (now.view !== before.view || now.head !== before.head) light();
    });
  }, [store, sheet, hovered, selection]);

  useEffect(() => {
    const { hover } = useLinks.getState();
    const named = (target: EventTarget | null): HTMLElement | SVGElement | null =>
      target instanceof Element ? target.closest<HTMLElement | SVGElement>(NAMED) : null;
    const point = ({ target }: Event): void => {
      const thing = named(target);
      const at = thing === null ? null : eventNamed(thing.dataset, store.getState().view);
      if (at !== useLinks.getState().hovered) hover(at);
    };
    const leave = (): void => hover(null);
    const choose = ({ target }: Event): void => {
      const at = named(target)?.dataset['at'];
      // Gates are pressed to let something go, not to look at it.
      if (at === undefined || (target instanceof Element && target.closest('[data-gate]') !== null)) return;
      useSide.getState().select({ kind: 'event', seq: Number(at) });
    };
    const release = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') useSide.getState().select(null);
    };
    document.addEventListener('pointerover', point);
    document.addEventListener('focusin', point);
    document.addEventListener('focusout', leave);
    document.addEventListener('click', choose);
    document.addEventListener('keydown', release);
    document.documentElement.addEventListener('pointerleave', leave);
    return () => {
      document.removeEventListener('pointerover', point);
      document.removeEventListener('focusin', point);
      document.removeEventListener('focusout', leave);
      document.removeEventListener('click', choose);
      document.removeEventListener('keydown', release);
      document.documentElement.removeEventListener('pointerleave', leave);
      leave();
    };
  }, [store]);
  return null;
}

const sheet = new CSSStyleSheet();

/** The page's sheet for what is lit; a content security policy that allows no inline styles allows this one. */
function useLinkSheet(): CSSStyleSheet {
  useEffect(() => {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, []);
  return sheet;
}
