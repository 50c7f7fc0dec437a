import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';

/** The page's address, which the route is read from; there is no page here. */
beforeAll(() => {
  vi.stubGlobal('window', { location: { pathname: '/', search: '' }, addEventListener: () => undefined });
  return () => vi.unstubAllGlobals();
});

async function draw(tier: 'lab' | 'loopback', missing: readonly string[]): Promise<string> {
  const { Limits } = await import('./Limits.tsx');
  return renderToStaticMarkup(<Limits tier={tier} missing={missing} />);
}

describe('what a lab cannot show here', () => {
  it('stands in the bar, with the way to what would enable it', async () => {
    const markup = await draw('loopback', ['This kernel tells nothing about udp sockets.']);
    expect(markup).toContain('2 limits');
    expect(markup).toContain('packets cannot be seen');
    expect(markup).toContain('This kernel tells nothing about udp sockets.');
    expect(markup).toContain('What would enable it');
  });

  it('is nothing where nothing is missing', async () => {
    expect(await draw('lab', [])).toBe('');
    expect(await draw('lab', ['tcp_rto_min_us is not there.'])).toContain('one limit');
  });
});
