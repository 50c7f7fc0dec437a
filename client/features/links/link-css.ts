import type { LabEvent } from '#shared/events/event';
import type { Chain } from '#shared/model/causes';
import { subjectsOf } from '#shared/model/subjects';

/** How a thing is related to the one that is pointed at. */
export type Relation = 'self' | 'cause' | 'effect';

/** Selectors a relation: what stands for an event, and the things that its events are about. */
export interface Linked {
  readonly events: readonly string[];
  readonly things: readonly string[];
  readonly edges: readonly string[];
}

/** Most events of one relation that are lit: those nearest to the one that is pointed at. */
const MOST = 300;

/**
 * What to light for a chain. Lists show all of it; of the picture only what had happened at `seq` is lit, and a thing that
 * is both cause and effect counts as what it was first.
 * @param seq the moment that is drawn
 */
export function linkedBy(
  chain: Chain,
  seq: number,
  eventOf: (seq: number) => LabEvent | undefined,
): Readonly<Record<Relation, Linked>> {
  const taken = new Set<string>();
  const of = (seqs: readonly number[]): Linked => {
    const happened = seqs.filter((each) => each <= seq).flatMap((each) => eventOf(each) ?? []);
    const subjects = happened.map(subjectsOf);
    const fresh = (names: readonly string[]): readonly string[] =>
      [...new Set(names)].filter((name) => !taken.has(name));
    const things = fresh(
      subjects.flatMap(({ sockets, packet }) => [
        ...sockets.map((id) => attribute('socket', id)),
        ...(packet === null ? [] : [attribute('packet', packet)]),
      ]),
    );
    const edges = fresh(subjects.flatMap(({ edge }) => (edge === null ? [] : [attribute('edge', edge)])));
    for (const name of [...things, ...edges]) taken.add(name);
    return { events: seqs.map((each) => attribute('at', String(each))), things, edges };
  };
  return {
    self: of([chain.seq]),
    cause: of(chain.causes.slice(-MOST)),
    effect: of(chain.effects.slice(0, MOST)),
  };
}

const attribute = (name: string, value: string): string => `[data-${name}="${escaped(value)}"]`;

/** A text inside a CSS string: quotes and backslashes are the only ones that would end it; line breaks do not occur. */
const escaped = (text: string): string => text.replaceAll(/["\\]/g, '\\$&');

/** The line that says the relation, for people who see no colours: dashed before, solid after, double the thing itself. */
const LINE: Readonly<Record<Relation, string>> = { self: 'double', cause: 'dashed', effect: 'solid' };

/** The style sheet that lights a chain: outlines in the picture, words in the lists. */
export function linkCss(linked: Readonly<Record<Relation, Linked>>): string {
  return (['cause', 'effect', 'self'] as const)
    .flatMap((relation) => {
      const { events, things, edges } = linked[relation];
      const shapes = [...events, ...things];
      const rows = [...events, ...things.filter((thing) => thing.startsWith('[data-packet'))];
      const width = relation === 'self' ? '4px' : '2px';
      return [
        shapes.length === 0
          ? ''
          : `svg :is(${shapes.join()}){outline:${width} ${LINE[relation]} var(--ink);outline-offset:2px}`,
        rows.length === 0
          ? ''
          : `[role='option']:is(${rows.join()}){--link:'${relation}';--link-line:${LINE[relation]}}`,
        edges.length === 0
          ? ''
          : `svg :is(${edges.join()}) .machine-line{stroke:var(--ink);stroke-width:4px;` +
            `stroke-dasharray:${relation === 'cause' ? '7 5' : 'none'}}`,
      ];
    })
    .filter((rule) => rule !== '')
    .join('\n');
}
