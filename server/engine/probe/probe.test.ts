import { describe, expect, it } from 'vitest';
import { failure } from '#shared/base/result';
import type { Capability } from '#shared/protocol/rest';
import { tunFailure } from '../wire/tun.ts';
import { absent, present, refused } from './capability.ts';
import { judge } from './probe.ts';

const yes = (id: string): Capability => present(id, id, 'it is here');
const no = (id: string): Capability => absent(id, id, `${id} is not here`, `Get ${id}.`);

describe('the tier that capabilities add up to', () => {
  it.each([
    ['everything', [yes('namespaces'), yes('ptrace'), yes('tun'), yes('veth')], 'lab', 'Everything'],
    ['veth alone', [yes('namespaces'), yes('ptrace'), no('tun'), yes('veth')], 'lab', 'All that a lab must have'],
    ['no wire', [yes('namespaces'), yes('ptrace'), no('tun'), no('veth')], 'loopback', 'tun is not here. Get tun.'],
    ['no ptrace', [yes('namespaces'), no('ptrace'), yes('tun')], 'replay', 'ptrace is not here. Get ptrace.'],
    ['no namespaces', [yes('koffi'), no('namespaces')], 'replay', 'namespaces is not here. Get namespaces.'],
  ] as const)('%s', (_, capabilities, tier, why) => {
    const judged = judge(capabilities);
    expect(judged.tier).toBe(tier);
    expect(judged.why).toContain(why);
    expect(judged.capabilities).toBe(capabilities);
  });
});

describe('a refusal', () => {
  it('is told as why, and what would enable it', () => {
    expect(refused('tun', 'TUN', tunFailure(2))).toEqual({
      id: 'tun',
      name: 'TUN',
      ok: false,
      why: 'There is no /dev/net/tun',
      enable: 'Load the module (modprobe tun) or give the container the device (--device /dev/net/tun).',
    });
  });

  it('always has something to do', () => {
    expect(refused('x', 'X', failure('x', 'It is broken.'))).toMatchObject({ why: 'It is broken' });
    expect(refused('x', 'X', failure('x', 'It is broken.')).enable).toBeTruthy();
  });
});

describe('why TUN cannot be had', () => {
  it.each([
    [1, 'CAP_NET_ADMIN'],
    [2, 'no /dev/net/tun'],
    [13, 'chmod'],
    [19, 'driver'],
    [77, 'errno 77'],
  ])('errno %i', (errno, words) => {
    expect(tunFailure(errno).message).toContain(words);
  });
});
