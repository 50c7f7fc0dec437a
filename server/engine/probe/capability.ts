import type { Failure } from '#shared/base/result';
import type { Capability } from '#shared/protocol/rest';

/** What was found there. */
export const present = (id: string, name: string, why: string): Capability => ({ id, name, ok: true, why });

/** Why not, and what would enable it. */
export const absent = (id: string, name: string, why: string, enable: string): Capability => ({
  id,
  name,
  ok: false,
  why,
  enable,
});

/** Our failures say in one sentence what is wrong and, after its last colon, what to do. */
export function refused(id: string, name: string, failure: Failure): Capability {
  const [why = failure.message, ...rest] = failure.message.split(/: (?=[^:]*$)/);
  const advice = rest.join(': ').replace(/\.$/, '');
  return absent(
    id,
    name,
    why.replace(/\.$/, ''),
    advice === '' ? 'Run sockscope doctor as root to compare.' : capitalise(`${advice}.`),
  );
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
