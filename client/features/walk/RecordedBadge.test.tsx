import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { WalkState } from '#shared/protocol/walk';
import { createWalkStore, WalkContext } from '../../store/walk-store.ts';
import { QuestionCard } from './QuestionCard.tsx';
import { RecordedBadge, RecordedNote } from './RecordedBadge.tsx';

const walk: WalkState = {
  id: 'W',
  walkthrough: 'w',
  title: 'A lecture',
  scenes: ['One'],
  scene: 0,
  narration: '',
  show: [],
  focus: [],
  phase: 'asking',
  message: null,
  lab: 'l',
  lesson: 'x',
  beside: null,
  recorded: null,
  expect: [],
  question: {
    text: 'What now?',
    options: ['a', 'b'],
    counts: [0, 0],
    hands: [0, 0],
    answered: 0,
    answer: null,
    because: '',
    reasons: ['', ''],
    observed: false,
  },
  moment: null,
  blank: false,
  locked: false,
  tryNext: [],
  pointer: null,
  strokes: [],
  followers: 0,
  presenters: [],
  driver: null,
  away: false,
  restarted: false,
};

function draw(recorded: WalkState['recorded']): string {
  const store = createWalkStore(() => true);
  store.setState({ walk: { ...walk, recorded } });
  // Markup is drawn from a store's first state (React: getServerSnapshot).
  store.getInitialState = store.getState;
  return renderToStaticMarkup(
    <WalkContext value={store}>
      <RecordedBadge />
      <RecordedNote place="foot" />
      <QuestionCard canAnswer={false} />
    </WalkContext>,
  );
}

describe('a walk from recordings', () => {
  it('is labelled: when it was recorded, on which kernel, and that nothing happens now', () => {
    const markup = draw({ began: '2026-11-22T10:00:00.000Z', kernel: '6.18.5', arch: 'x64', by: '0.1.0' });
    expect(markup).toContain('data-moment="recording"');
    expect(markup).toContain('recorded on 22 November 2026 on Linux 6.18.5 (x64) with Sockscope 0.1.0');
    expect(markup).toContain('shows what the kernel did');
  });

  it('a lab at work is not', () => {
    const markup = draw(null);
    expect(markup).not.toMatch(/record/i);
    expect(markup).toContain('lets the kernel show it');
  });
});
