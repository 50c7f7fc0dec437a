import { describe, expect, it } from 'vitest';
import type { Claim, Question } from '#shared/lessons/scene';
import { chosenBy, questionState } from './question.ts';
import { Votes } from './votes.ts';

const claim = (text: string): Claim => ({ text, condition: { kind: 'enters', role: 'client', api: text } });

const question: Question = {
  text: 'Which call is next?',
  options: ['send', 'recv', 'none'],
  answer: 0,
  because: 'It has something to say.',
  shows: [claim('send'), claim('recv'), null],
  reasons: ['', 'It asks first.', 'It is not done.'],
};

/** A lab in which this has come true in the scene. */
const lab = (...truths: readonly string[]) => ({
  shown: (claims: readonly Claim[]) => claims.map(({ text }) => truths.includes(text)),
});

describe('a question', () => {
  it('is decided by what the lab has shown, not by its author', () => {
    expect(chosenBy(question, lab('send'))).toBe(0);
    expect(chosenBy(question, lab('recv'))).toBe(1);
    expect(chosenBy(question, lab())).toBeNull();
  });

  it('that no event answers is decided by its author', () => {
    expect(chosenBy({ ...question, shows: [null, null, null], answer: 2 }, lab('send'))).toBe(2);
  });

  it('tells nothing before the kernel has shown it', () => {
    expect(questionState(question, new Votes(), false, 0)).toMatchObject({
      answer: null,
      because: '',
      reasons: ['', '', ''],
      observed: true,
    });
  });

  it('then tells why the right one is right, and why each wrong one is wrong', () => {
    expect(questionState(question, new Votes(), true, 0)).toMatchObject({
      answer: 0,
      because: 'It has something to say.',
      reasons: ['', 'It asks first.', 'It is not done.'],
    });
  });

  it('does not explain an answer that was not expected with words about another', () => {
    expect(questionState(question, new Votes(), true, 1)).toMatchObject({
      answer: 1,
      reasons: ['', '', 'It is not done.'],
    });
    expect(questionState(question, new Votes(), true, 1).because).toContain('something else than the lecture expects');
    expect(questionState(question, new Votes(), true, null)).toMatchObject({ answer: null });
    expect(questionState(question, new Votes(), true, null).because).toContain('none of these');
  });
});
