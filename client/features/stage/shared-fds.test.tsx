import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Story } from '#shared/model/testing/story';
import type { LabState } from '#shared/model/state';
import { Stage } from './Stage.tsx';

const parent = { pid: 101, role: 'parent' } as const;
const child = { pid: 102, role: 'parent/1' } as const;

/** A program that made two joined sockets and forked: on one host its child stands opposite. */
function forked(): Story {
  const story = new Story().start(['parent']).spawn(parent);
  for (const [socket, peer, fd] of [
    ['s1', 's2', 3],
    ['s2', 's1', 4],
  ] as const) {
    story.add('socket.open', {
      source: 'sockopt',
      socket,
      peer,
      host: 'A',
      family: 'AF_UNIX',
      type: 'SOCK_STREAM',
      protocol: 'unix',
      state: 'ESTABLISHED',
      owners: [{ pid: parent.pid, fd }],
      cookie: socket.slice(1),
    });
    story.add('fd.open', { source: 'ptrace', pid: parent.pid, fd, socket });
  }
  story.spawn(child, 'A', parent.pid);
  for (const [socket, fd] of [
    ['s1', 3],
    ['s2', 4],
  ] as const)
    story.add('fd.open', { source: 'ptrace', pid: child.pid, fd, socket });
  return story;
}

const draw = (state: LabState): string =>
  renderToStaticMarkup(<Stage state={state} lecture={false} canRelease={false} onRelease={() => undefined} />);

describe('one object, two owners', () => {
  it('is drawn once: the child’s descriptors reach over to it, and it says how many hold it', () => {
    const html = draw(forked().state);
    expect(html.match(/class="stage-socket" data-socket="s1"/g)).toHaveLength(1);
    expect(html).toContain('data-shared="2"');
    expect(html).toContain('data-fd="3" data-names="s1"');
    expect(html.match(/2 owners/g)).toHaveLength(2);
    expect(html).toContain('parent: descriptor 4\nparent/1: descriptor 4');
  });

  it('belongs to the child alone once the parent has closed its descriptor', () => {
    const story = forked();
    story.add('fd.close', { source: 'ptrace', pid: parent.pid, fd: 4, socket: 's2' });
    const html = draw(story.state);
    expect(html).toContain('data-shared="1"');
    expect(html.match(/2 owners/g)).toHaveLength(1);
  });
});
