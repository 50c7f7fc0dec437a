import { allowedHosts, type GuardRules } from '../guard.ts';
import { Joins } from '../joins.ts';
import { OneTimeLinks } from '../one-time-links.ts';
import { Viewers } from '../viewers.ts';

/** Rules for a server on this port of 127.0.0.1 whose walks have these codes. */
export const rulesFor = (token: string, port: number, codes: readonly string[] = []): GuardRules => ({
  token,
  cookie: `sockscope_${port}`,
  hosts: new Set([...allowedHosts('127.0.0.1', port, []), `192.168.1.5:${port}`]),
  viewers: new Viewers(port, (code) => codes.includes(code)),
  links: new OneTimeLinks(),
  joins: new Joins(),
  lan: false,
});
