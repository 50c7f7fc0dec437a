import type { Page } from 'playwright-core';

/** What is looked at: the drawn stage, or the whole screen with what stands around it. */
export type Scope = 'stage' | 'screen';

/**
 * What is wrong with the picture as the browser has laid it out, one line a fault; texts are measured in the fonts really
 * used. On the stage: a text that leaves the drawing, two texts on each other. On the whole screen also: a text that is cut
 * off without a way to read it, two controls on each other, a region outside the window or on another one.
 */
export const geometryFaults = (page: Page, scope: Scope): Promise<string[]> =>
  page.evaluate((whole) => {
    const faults: string[] = [];
    const seen = (element: Element): boolean => {
      const style = getComputedStyle(element);
      return style.visibility !== 'hidden' && element.checkVisibility({ opacityProperty: true });
    };
    const across = (a: DOMRect, b: DOMRect): number => Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = (a: DOMRect, b: DOMRect): number => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const leaves = (inner: DOMRect, outer: DOMRect): boolean =>
      inner.left < outer.left - 1 ||
      inner.right > outer.right + 1 ||
      inner.top < outer.top - 1 ||
      inner.bottom > outer.bottom + 1;
    const pairs = <T>(things: readonly T[], look: (a: T, b: T) => void): void =>
      things.forEach((a, i) => things.slice(i + 1).forEach((b) => look(a, b)));

    for (const svg of document.querySelectorAll(whole ? '.stage, .machine' : '.stage')) {
      const frame = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll('text')]
        .filter((text) => (text.textContent ?? '').trim() !== '' && seen(text))
        .map((text) => ({ words: text.textContent ?? '', box: text.getBoundingClientRect() }));
      for (const { words, box } of texts) if (leaves(box, frame)) faults.push(`outside its drawing: ${words}`);
      pairs(texts, (a, b) => {
        // A line's box is higher than its letters: lines may come closer than their boxes.
        const low = Math.min(a.box.height, b.box.height) * 0.4;
        if (across(a.box, b.box) > 3 && down(a.box, b.box) > low) faults.push(`on each other: ${a.words} | ${b.words}`);
      });
    }
    if (!whole) return faults;

    const root = document.querySelector('[data-page]');
    if (root === null) return ['there is no page'];
    const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || (node.textContent ?? '').trim() === '' || parent.closest('svg, .visually-hidden'))
        continue;
      if (!seen(parent)) continue;
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || parent.closest('[title]') !== null) continue;
      for (let around: Element | null = parent; around !== null && around !== root; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        if (overflowX === 'auto' || overflowY === 'auto' || overflowX === 'scroll' || overflowY === 'scroll') break;
        if (overflowX === 'visible' || overflowX === 'clip') continue;
        const frame = around.getBoundingClientRect();
        if (box.right > frame.right + 1 || box.left < frame.left - 1) {
          faults.push(`cut off, and no title tells it: ${node.textContent ?? ''}`);
          break;
        }
      }
    }

    const controls = [...root.querySelectorAll('button, a, input, summary, select')]
      .filter((control) => seen(control) && control.closest('.visually-hidden') === null)
      .map((control) => ({ control, box: control.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.bottom > 0 && box.top < innerHeight);
    const nameOf = (element: Element): string =>
      element.getAttribute('aria-label') ?? (element.textContent ?? '').trim().slice(0, 40);
    pairs(controls, (a, b) => {
      if (a.control.contains(b.control) || b.control.contains(a.control)) return;
      if (across(a.box, b.box) > 2 && down(a.box, b.box) > 2)
        faults.push(`controls on each other: ${nameOf(a.control)} | ${nameOf(b.control)}`);
    });

    const regions = [...root.querySelectorAll('.topbar, .lab-main, .side, .dock, .home-bar, .home-list, .home-aside')]
      .filter((region) => getComputedStyle(region).display !== 'contents')
      .map((region) => ({ name: region.className, box: region.getBoundingClientRect() }));
    for (const { name, box } of regions) {
      if (box.left < -1 || box.right > innerWidth + 1) faults.push(`wider than the window: ${name}`);
    }
    pairs(regions, (a, b) => {
      if (across(a.box, b.box) > 2 && down(a.box, b.box) > 2)
        faults.push(`regions on each other: ${a.name} | ${b.name}`);
    });
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
      faults.push('the page is wider than the window');
    }
    return [...new Set(faults)];
  }, scope === 'screen');
