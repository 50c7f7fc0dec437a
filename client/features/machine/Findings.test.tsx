import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import type { LabEvent } from '#shared/events/event';
import { Findings } from './Findings.tsx';

it('a transition that the table lacks is shown, and nothing where there is none', () => {
  const told = { t: 0, source: 'sock_diag', socket: 's1' } as const;
  const log: LabEvent[] = [
    {
      ...told,
      seq: 1,
      kind: 'socket.open',
      host: 'A',
      family: 'AF_INET',
      type: 'SOCK_STREAM',
      protocol: 'tcp',
      state: 'LISTEN',
      owners: [],
      cookie: '1',
    },
    { ...told, seq: 2, kind: 'socket.state', from: 'LISTEN', to: 'CLOSING' },
  ];
  const state = log.reduce(applyEvent, initialState);
  const markup = renderToStaticMarkup(<Findings findings={state.findings} />);
  expect(markup).toContain('data-findings="1"');
  expect(markup).toContain('LISTEN -&gt; CLOSING was observed');
  expect(renderToStaticMarkup(<Findings findings={initialState.findings} />)).toBe('');
});
