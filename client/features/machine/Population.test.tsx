import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { tcp } from '#shared/machines/tcp';
import { unixStream } from '#shared/machines/unix-stream';
import { Population } from './Population.tsx';

/** What stands on the figure: each state with its number, where it has one. */
function counted(markup: string): Record<string, number> {
  const nodes = [...markup.matchAll(/data-state="([^"]+)" data-count="(\d+)"/g)];
  return Object.fromEntries(nodes.map(([, state = '', count]) => [state, Number(count)]));
}

describe('the population', () => {
  it('puts its number at each state of the machine', () => {
    const markup = renderToStaticMarkup(
      <Population machine={tcp} population={{ tcp: { LISTEN: 3, TIME_WAIT: 28_411 }, udp: { UNCONN: 9 } }} />,
    );
    const numbers = counted(markup);
    expect(Object.keys(numbers).sort()).toEqual([...tcp.states].sort());
    expect(numbers).toMatchObject({ LISTEN: 3, TIME_WAIT: 28_411, ESTABLISHED: 0 });
    expect(markup).toContain('28414 sockets');
    expect(markup).toContain('>28k<');
    expect(markup).toContain('3 in LISTEN, 28411 in TIME_WAIT.');
  });

  it('counts nothing where the kernel has no state', () => {
    const markup = renderToStaticMarkup(
      <Population machine={unixStream} population={{ 'unix-stream': { ESTABLISHED: 1 } }} />,
    );
    expect(counted(markup)).toMatchObject({ 'peer closed': 0, closed: 0, ESTABLISHED: 1 });
    expect(markup).toContain('1 socket<');
    expect(renderToStaticMarkup(<Population machine={unixStream} population={{}} />)).toContain('No socket is there.');
  });
});
