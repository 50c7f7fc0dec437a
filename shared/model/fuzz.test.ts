import { assert, integer, property, array } from 'fast-check';
import { test } from 'vitest';
import { fuzz } from '../base/testing/fuzz.ts';
import { applyEvent } from './apply.ts';
import { canHappenNext } from './can-happen-next.ts';
import { describeNow } from './describe-now.ts';
import { initialState } from './initial.ts';
import { createLineWriter } from './log-line.ts';
import { narration } from './narration.ts';
import { tcpEcho } from './testing/tcp-echo.ts';
import { Story } from './testing/story.ts';
import { unixEcho } from './testing/unix-echo.ts';

const pool = [...tcpEcho().log, ...unixEcho((story: Story) => story).log];

test('events in any order, repeated or missing, never throw, and every state has its words', () => {
  assert(
    property(array(integer({ min: 0, max: pool.length - 1 }), { maxLength: 60 }), (picks) => {
      const writer = createLineWriter();
      let state = initialState;
      for (const [i, pick] of picks.entries()) {
        const chosen = pool[pick];
        if (chosen === undefined) continue;
        const event = { ...chosen, seq: i + 1 };
        state = applyEvent(state, event);
        writer.line(event);
        narration(state);
        describeNow(state);
        canHappenNext(state);
      }
    }),
    fuzz(200),
  );
});
