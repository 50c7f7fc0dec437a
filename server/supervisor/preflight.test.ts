import { describe, expect, it } from 'vitest';
import type { Machine } from '#shared/protocol/rest';
import { lower, preflight, readProbe, type ProbeOutcome } from './preflight.ts';
import { privilegeOf, unshareArguments } from './privilege.ts';

const outcome = (change: Partial<ProbeOutcome>): ProbeOutcome => ({
  status: 1,
  stdout: '',
  stderr: '',
  startError: null,
  ...change,
});

describe('readProbe', () => {
  it('believes a probe that spoke', () => {
    const said = {
      tier: 'lab',
      why: 'All is there.',
      capabilities: [{ id: 'tun', name: 'TUN', ok: true, why: 'opened' }],
    };
    const machine = readProbe(outcome({ status: 0, stdout: `${JSON.stringify(said)}\n` }), 'user');
    expect(machine).toMatchObject(said);
    expect(machine.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  // As util-linux 2.38 spells them, with LC_ALL=C.
  it.each([
    ['seccomp, or the sysctl', 'unshare: unshare failed: Operation not permitted', 'user', 'unprivileged_userns_clone'],
    ['root in a container', 'unshare: unshare failed: Operation not permitted', 'root', '--cap-add SYS_ADMIN'],
    ['a limit', 'unshare: unshare failed: No space left on device', 'user', 'max_user_namespaces'],
    ['AppArmor', 'unshare: write failed /proc/self/uid_map: Operation not permitted', 'user', 'apparmor_restrict'],
    ['busybox', "unshare: unrecognized option '--'", 'user', 'util-linux'],
  ] as const)('explains unshare’s failure by %s', (_what, stderr, privilege, enable) => {
    const machine = readProbe(outcome({ stderr: `${stderr}\n` }), privilege, 1000);
    expect(machine.tier).toBe('replay');
    expect(machine.why).toContain('the lessons play their recordings');
    expect(machine.capabilities[0]).toMatchObject({ id: 'namespaces', ok: false, why: stderr });
    expect(machine.capabilities[0]?.enable).toContain(enable);
  });

  // Seen with Podman 4.3, --cap-drop all.
  it('tells root without CAP_SETFCAP from a plain user under AppArmor', () => {
    const refused = outcome({ stderr: 'unshare: write failed /proc/self/uid_map: Operation not permitted\n' });
    expect(readProbe(refused, 'user', 0).capabilities[0]?.enable).toContain('--cap-add SETFCAP');
    expect(readProbe(refused, 'user', 1000).capabilities[0]?.enable).not.toContain('SETFCAP');
  });

  it('explains a missing unshare, a koffi that does not load, and anything else', () => {
    expect(readProbe(outcome({ startError: 'ENOENT' }), 'user').capabilities[0]?.enable).toContain('util-linux');
    const koffi = readProbe(
      outcome({ stderr: 'Error: Cannot find the native Koffi module; did you bundle it?\n' }),
      'user',
    );
    expect(koffi.capabilities[0]?.id).toBe('koffi');
    expect(readProbe(outcome({ stderr: 'Segmentation fault\n' }), 'user').capabilities[0]?.why).toBe(
      'Segmentation fault',
    );
    expect(readProbe(outcome({ stdout: '{"tier":"everything"}' }), 'user').tier).toBe('replay');
  });
});

describe('SOCKSCOPE_TIER', () => {
  const lab: Machine = { tier: 'lab', why: 'All is there.', version: '0', capabilities: [] };

  it('only ever lowers the tier', () => {
    expect(lower(lab, 'loopback')).toMatchObject({ tier: 'loopback' });
    expect(lower({ ...lab, tier: 'loopback' }, 'lab')).toMatchObject({ tier: 'loopback', why: 'All is there.' });
  });

  it('asks for recordings only without trying anything', async () => {
    expect((await preflight({ SOCKSCOPE_TIER: 'replay' })).tier).toBe('replay');
  });
});

describe('privilege', () => {
  it.each([
    ['root', '000001ffffffffff', 'root'],
    ['root in a plain container', '00000000a80425fb', 'user'],
    ['root in a Podman container with SYS_ADMIN and NET_ADMIN', '00000000802415fb', 'user'],
    ['root in a Docker container with SYS_ADMIN and NET_ADMIN', '00000000a82435fb', 'root'],
    ['a plain user', '0000000000000000', 'user'],
  ] as const)('of %s is read from CapEff', (_who, bits, privilege) => {
    expect(privilegeOf(`Name:\tnode\nCapEff:\t${bits}\nCapBnd:\t0\n`)).toBe(privilege);
  });

  it('decides whether a user namespace is made', () => {
    expect(unshareArguments('root')).not.toContain('-U');
    expect(unshareArguments('user')).toContain('-U');
  });
});
