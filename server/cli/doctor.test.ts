import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Machine } from '#shared/protocol/rest';
import { absent, present, refused } from '../engine/probe/capability.ts';
import { judge, WRITABLE_PROC_SYS } from '../engine/probe/probe.ts';
import { enablePrograms } from '../engine/probe/programs.ts';
import { tunFailure } from '../engine/wire/tun.ts';
import { lower, preflight, readProbe, type ProbeOutcome } from '../supervisor/preflight.ts';
import type { Privilege } from '../supervisor/privilege.ts';
import { projectRoot } from '../supervisor/root.ts';
import { report } from './doctor.ts';

/** What unshare(1) of util-linux says where it fails, with LC_ALL=C. */
const unshare = (words: string, privilege: Privilege, uid = 1000): Machine =>
  readProbe(
    { status: 1, stdout: '', stderr: `unshare: ${words}\n`, startError: null } satisfies ProbeOutcome,
    privilege,
    uid,
  );

const able = ['namespaces', 'ptrace', 'tun', 'veth'].map((id) => present(id, id, 'it is here'));
const without = (...lacking: Machine['capabilities']): Machine => ({
  ...judge([...able.filter(({ id }) => !lacking.some((one) => one.id === id)), ...lacking]),
  capabilities: lacking,
  version: '0',
});

/** The machines that README's table speaks of, as doctor finds them. */
const machines: Readonly<Record<string, () => Machine | Promise<Machine>>> = {
  'macOS, Windows': () => preflight({}, 'darwin'),
  'Ubuntu 23.10 and newer, as a plain user': () =>
    unshare('write failed /proc/self/uid_map: Operation not permitted', 'user'),
  'A system that keeps plain users from it': () => unshare('unshare failed: Operation not permitted', 'user'),
  'A system with a limit of 0': () => unshare('unshare failed: No space left on device', 'user'),
  'A Docker container, no flags': () => unshare('unshare failed: Operation not permitted', 'user'),
  'A container without any capability, as root': () =>
    unshare('write failed /proc/self/uid_map: Operation not permitted', 'user', 0),
  'The same, as a plain user': () => {
    const why = 'chroot failed with errno 1 while a program was set up';
    return without(absent('ptrace', 'System calls (ptrace)', why, enablePrograms(why)));
  },
  'A container under AppArmor': () => unshare('cannot change root filesystem propagation: Permission denied', 'user'),
  'A container with SYS_ADMIN, but seccomp': () => unshare('unshare failed: Operation not permitted', 'root'),
  'A container without the TUN device': () => without(refused('tun', 'The wire by TUN devices', tunFailure(2))),
  'A container with a read-only /proc/sys': () =>
    without(absent('sysctls', 'Holding packets', '/proc/sys is read-only', WRITABLE_PROC_SYS)),
  'A small system': () =>
    readProbe({ status: null, stdout: '', stderr: '', startError: 'ENOENT' } satisfies ProbeOutcome, 'user'),
  'A processor or C library without koffi': () =>
    readProbe({ status: 1, stdout: '', stderr: 'Error: Cannot find koffi\n', startError: null }, 'user'),
  'Anywhere, on purpose': () => lower(without(), 'replay'),
};

/** The rows of the table below this heading of README: the first cell, and what stands in code in the others. */
function rowsUnder(heading: string): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(join(projectRoot(), 'README.md'), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2);
  return new Map(
    rows.map((row) => {
      const [, first = '', ...others] = row.split(/(?<!\\)\|/);
      return [first.trim(), [...others.join('|').matchAll(/`([^`]+)`/g)].map(([, words = '']) => words)];
    }),
  );
}

describe('README quotes doctor', () => {
  const rows = rowsUnder('Where labs do not run at once');

  it('about every machine that it speaks of', () => {
    expect([...rows.keys()]).toEqual(Object.keys(machines));
  });

  it.each(Object.entries(machines))('%s: in doctor’s own words', async (name, machine) => {
    const said = report(await machine());
    const quoted = rows.get(name) ?? [];
    // What it says is wrong, and what would help.
    expect(quoted.length).toBeGreaterThan(1);
    for (const words of quoted) expect(said).toContain(words);
  });
});

it('tells the tier, then what is there and what is not, with what to do', () => {
  const machine = without(refused('tun', 'The wire by TUN devices', tunFailure(13)));
  expect(report({ ...machine, version: '1.2.3', capabilities: [...able.slice(0, 1), ...machine.capabilities] })).toBe(
    `sockscope 1.2.3
tier lab: All that a lab must have is here; some of what it can use is not.
  yes  namespaces: it is here
  no   The wire by TUN devices: /dev/net/tun is not open to this user
       to enable it: Chmod 0666 /dev/net/tun, as most distributions have it.
`,
  );
});
