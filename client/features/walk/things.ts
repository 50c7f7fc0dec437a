import type { Thing } from './places.ts';

/** What is drawn of one picture, by what names it on every page: see {@link thingsIn}. */
const KINDS: readonly (readonly [kind: string, selector: string, ...attributes: readonly string[]])[] = [
  ['packet', '.stage-packet', 'data-packet'],
  ['socket', '.stage-socket', 'data-socket'],
  ['call', '.stage-gate', 'data-call'],
  ['line', '.stage-line[data-current="true"]'],
  ['nic', '.stage-nic', 'data-host'],
  ['header', '.stage-header'],
  ['program', '.stage-application'],
  ['state', '.machine-node', 'data-state'],
  ['machine', 'svg.machine', 'data-arrangement'],
  // A phone has one host under the other: a place between things is not found again there.
  ['stage', 'svg.stage:not([data-arrangement="compact"])'],
  ['phone’s stage', 'svg.stage[data-arrangement="compact"]'],
  ['pane', '.walk-pane', 'data-pane'],
];

/**
 * The things of a page's pictures that its pointer and pen can hold on to, where they are on the screen (CSS pixels). A name says
 * which of two labs, what it is, whose column, and which one: "0 call client connect".
 */
export function thingsIn(page: Element): Thing[] {
  return [...page.querySelectorAll('.walk-picture')].flatMap((picture, lab) =>
    KINDS.flatMap(([kind, selector, ...attributes]) =>
      [...picture.querySelectorAll(selector)].map((element) => {
        const column = element.closest('.stage-column')?.getAttribute('data-role') ?? '';
        const own = attributes.map((attribute) => element.getAttribute(attribute) ?? '');
        const name = [String(lab), kind, column, ...own].filter((part) => part !== '').join(' ');
        return { name: name.slice(0, 100), box: element.getBoundingClientRect() };
      }),
    ),
  );
}
