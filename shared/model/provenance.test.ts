import { expect, it } from 'vitest';
import { provenanceOf, recordedWords } from './provenance.ts';
import { tcpEcho } from './testing/tcp-echo.ts';

const { lab } = tcpEcho().state;
if (lab === null) throw new Error('the story has a lab');

it('says when, where and by what a run was recorded', () => {
  const told = {
    ...lab,
    began: '2026-03-07T23:59:59.123Z',
    kernel: '6.18.5',
    arch: 'x64',
    versions: { sockscope: '0.1.0' },
  };
  expect(recordedWords(provenanceOf(told))).toBe('recorded on 7 March 2026 on Linux 6.18.5 (x64) with Sockscope 0.1.0');
});

it('leaves out what an older log does not tell, and what is no date', () => {
  const told = { ...lab, began: null, kernel: '5.10.0', arch: 'x64', versions: {} };
  expect(recordedWords(provenanceOf(told))).toBe('recorded on Linux 5.10.0 (x64)');
  expect(recordedWords(provenanceOf({ ...told, began: '2026-99-07T00:00:00Z' }))).toBe(
    'recorded on Linux 5.10.0 (x64)',
  );
});
