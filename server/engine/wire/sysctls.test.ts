import { expect, it } from 'vitest';
import { explain, explainAll } from './sysctls.ts';

it.each([
  [
    { name: 'tcp_rto_max_ms', value: '1', since: '6.15', without: 'copies come late' },
    'ENOENT',
    'This kernel has no net.ipv4.tcp_rto_max_ms (Linux 6.15 has it): copies come late.',
  ],
  [{ name: 'tcp_frto', value: '1' }, 'ENOENT', 'This kernel has no net.ipv4.tcp_frto.'],
  [
    { name: 'tcp_retries2', value: '255' },
    'EROFS',
    'net.ipv4.tcp_retries2 cannot be set, /proc/sys is read-only: give the container a writable /proc/sys.',
  ],
  [
    { name: 'tcp_retries2', value: '255' },
    'EPERM',
    'net.ipv4.tcp_retries2 cannot be set (EPERM): held packets may time out sooner.',
  ],
])('%j with %s', (setting, code, sentence) => {
  expect(explain(setting, code)).toBe(sentence);
});

it('says once that /proc/sys is read-only, however many settings that stops', () => {
  const names = ['tcp_syn_retries', 'tcp_retries2', 'tcp_timestamps'];
  const sentences = explainAll([
    ...names.map((name) => [{ name, value: '1' }, 'EROFS'] as const),
    [{ name: 'tcp_frto', value: '1' }, 'ENOENT'],
  ]);
  expect(sentences).toEqual([
    "/proc/sys is read-only, so 3 settings of a host's kernel stay as they are and held packets may time out sooner: give the container a writable /proc/sys.",
    'This kernel has no net.ipv4.tcp_frto.',
  ]);
});
