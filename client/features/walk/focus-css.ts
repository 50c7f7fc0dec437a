import { layers, type Layer } from '#shared/lessons/scene';
import { parseFocus } from '#shared/lessons/scene-steps';

/** What draws each layer of the stage. */
const parts: Readonly<Record<Layer, string>> = {
  application: '.stage-application',
  'system call interface': '.stage-calls',
  kernel: '.stage-kernel',
  hardware: '.stage-wire',
};

const STEPPED_BACK = 'opacity: 0.32';

/**
 * The style sheet that lets everything step back but what a scene points at: layers, programs, calls. Nothing is drawn again for
 * it: the stage names its parts by class and data-* attribute. `within` selects the picture that it is about.
 */
export function focusCss(focus: readonly string[], within = '.walk-picture'): string {
  const lit = focus.flatMap((text) => {
    const read = parseFocus(text);
    return read.ok ? [read.value] : [];
  });
  const strata = lit.flatMap((one) =>
    one.kind === 'layer' ? [one.layer] : one.kind === 'wire' ? (['hardware'] as const) : [],
  );
  const programs = lit.flatMap((one) => (one.kind === 'program' ? [one] : []));
  const dark = strata.length === 0 ? [] : layers.filter((layer) => !strata.includes(layer));
  const others = programs.map(({ role }) => `:not([data-role="${escaped(role)}"])`).join('');
  const calls = programs.flatMap(({ role, api }) =>
    api === null ? [] : [`.stage-column[data-role="${escaped(role)}"] .stage-slot[data-call="${escaped(api)}"] text`],
  );
  return [
    ...dark.map((layer) => `${within} ${parts[layer]} { ${STEPPED_BACK}; }`),
    ...(programs.length === 0 ? [] : [`${within} .stage-column${others} { ${STEPPED_BACK}; }`]),
    ...calls.map((call) => `${within} ${call} { text-decoration: underline; text-decoration-thickness: 3px; }`),
  ].join('\n');
}

/** A text inside a CSS string: quotes and backslashes are the only ones that would end it; line breaks do not occur. */
const escaped = (text: string): string => text.replaceAll(/["\\]/g, '\\$&');
