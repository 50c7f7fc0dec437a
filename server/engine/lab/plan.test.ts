import { expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { sharesOneHost, type StartCommand } from './plan.ts';

const textOf = (file: string): string =>
  readFileSync(new URL(`../../../shared/lessons/${file}`, import.meta.url), 'utf8');

const command = (tier: 'lab' | 'loopback', ...files: string[]): StartCommand => ({
  cmd: 'start',
  n: 1,
  tier,
  lesson: { id: 'x', title: 'x' },
  settings: { kernel: 'hold' },
  hold: { calls: true, packets: true, lines: false },
  programs: files.map((file) => ({ role: file, file, host: 'B', args: [], text: textOf(file) })),
});

it('without a wire, what uses the internet’s sockets shares a host; Unix sockets need no network', () => {
  expect(sharesOneHost(command('loopback', 'tcp-echo/server.c', 'tcp-echo/client.c'))).toBe(true);
  expect(sharesOneHost(command('loopback', 'unix-echo/server.c', 'ipv6-udp/client.c'))).toBe(true);
  expect(sharesOneHost(command('loopback', 'unix-abstract/server.c', 'unix-abstract/client.c'))).toBe(false);
  expect(sharesOneHost(command('lab', 'tcp-echo/server.c', 'tcp-echo/client.c'))).toBe(false);
});
