import { expect, it } from 'vitest';
import { LINE_BEAT_MS } from '#shared/protocol/replies';
import { Pulse, PULSE_MS } from './pulse.ts';

/** A line, and what its pulse did: `ping`, `beat`, `silent`, `back`, each at its second. */
function aLine(presents: boolean) {
  const did: string[] = [];
  let now = 0;
  const note = (what: string): void => void did.push(`${what} ${now / 1000}`);
  const pulse = new Pulse(
    {
      presents,
      ping: () => note('ping'),
      beat: () => note('beat'),
      hush: (silent) => note(silent ? 'silent' : 'back'),
    },
    now,
  );
  const until = (seconds: number): void => {
    while (now < seconds * 1000) pulse.look((now += PULSE_MS));
  };
  return { pulse, did, until, at: () => now };
}

it('tells a follower’s page that the line stands where nothing else was said', () => {
  const { pulse, did, until, at } = aLine(false);
  until(LINE_BEAT_MS / 1000 + 1);
  expect(did).toEqual(['beat 4']);
  until(7);
  pulse.spoke(at());
  until(10);
  expect(did).toEqual(['beat 4']);
  until(11);
  expect(did).toEqual(['beat 4', 'beat 11']);
});

it('notices within seconds that a presenter’s machine is silent, and that it is back', () => {
  const { pulse, did, until } = aLine(true);
  until(2);
  pulse.heard();
  until(8);
  expect(did.filter((what) => !what.startsWith('beat'))).toEqual(['ping 2', 'ping 4', 'ping 6', 'silent 8', 'ping 8']);
  until(12);
  pulse.heard();
  pulse.heard();
  expect(did.filter((what) => /silent|back/.test(what))).toEqual(['silent 8', 'back 12']);
});
