import { fail, failure, ok, type Result } from '../base/result.ts';
import { needsTheEnd, parseCondition, rolesOf } from './conditions.ts';
import { parsePacket } from './packet-conditions.ts';
import { layers, type Focus, type SceneStep } from './scene.ts';

/** The forms of a step, as shown to a person whose words are none of them. */
const stepForms: readonly string[] = [
  'until client is SYN_SENT',
  'until server accept returns',
  'step',
  '3 steps',
  'release packet SYN from B to A',
  'drop packet SYN,ACK from A to B',
  'duplicate packet data from B to A',
  'corrupt packet data from B to A',
  'release server accept',
  'to the end',
  'at once until server blocked in accept',
];

/** Reads what a scene lets happen: one of `stepForms`. Fails with code `step` and a sentence that says what to write. */
export function parseStep(text: string): Result<SceneStep> {
  const words = text.trim().replaceAll(/\s+/g, ' ');
  if (words.startsWith('at once ')) {
    const step = parseStep(words.slice('at once '.length));
    return step.ok ? ok({ ...step.value, atOnce: true }) : step;
  }
  if (words === 'to the end') return ok({ kind: 'end' });
  const steps = /^(?:step|([1-9]\d{0,3}) steps?)$/.exec(words);
  if (steps !== null) return ok({ kind: 'steps', count: Number(steps[1] ?? 1) });
  if (words.startsWith('until ')) return until(words.slice('until '.length));
  const packet = /^(release|drop|duplicate|corrupt) (packet .+)$/.exec(words);
  if (packet !== null) {
    const what = parsePacket(packet[2] ?? '');
    if (!what.ok) return what;
    if (what.value.fate !== null) return bad(`"${words}" decides about a packet that is held; leave out its fate.`);
    return ok({ kind: 'packet', action: packet[1] as 'release', what: what.value, text: words });
  }
  const call = /^release (.+) (\w+)$/.exec(words);
  if (call !== null) return ok({ kind: 'call', role: call[1] ?? '', api: call[2] ?? '', text: words });
  return bad(`"${words}" is nothing a scene can do; write it like "${stepForms.join('", "')}".`);
}

function until(words: string): Result<SceneStep> {
  const condition = parseCondition(words);
  if (!condition.ok) return condition;
  if (needsTheEnd(condition.value)) {
    return bad(`only the end tells whether "${words}" holds; write after "until" something that happens.`);
  }
  return ok({ kind: 'until', condition: condition.value, text: words });
}

/** The roles that a step speaks of. */
export function rolesOfStep(step: SceneStep): readonly string[] {
  switch (step.kind) {
    case 'until':
      return rolesOf(step.condition);
    case 'call':
      return [step.role];
    case 'steps':
    case 'end':
    case 'packet':
      return [];
  }
}

/** Reads what a scene points at: a layer of the stage, "wire", a role of the lab, or a role and its call. */
export function parseFocus(text: string): Result<Focus> {
  const words = text.trim().replaceAll(/\s+/g, ' ');
  const layer = layers.find((name) => name === words);
  if (layer !== undefined) return ok({ kind: 'layer', layer });
  if (words === 'wire') return ok({ kind: 'wire' });
  const call = /^(.+) (\w+)$/.exec(words);
  if (call !== null) return ok({ kind: 'program', role: call[1] ?? '', api: call[2] ?? '' });
  if (/^\S+$/.test(words)) return ok({ kind: 'program', role: words, api: null });
  return bad(
    `"${words}" is nothing on screen; write a role, a role and its call, wire, or one of ${layers.join(', ')}.`,
  );
}

const bad = (message: string): Result<never> => fail(failure('step', message));

/** A focus as a scene writes it; parseFocus reads it back. */
export function focusText(focus: Focus): string {
  switch (focus.kind) {
    case 'layer':
      return focus.layer;
    case 'wire':
      return 'wire';
    case 'program':
      return focus.api === null ? focus.role : `${focus.role} ${focus.api}`;
  }
}
