import { describe, expect, it } from 'vitest';
import { codeWidth } from '../../ui/text-width.ts';
import { stageGrid } from './grid.ts';
import { clientText, serverText, unixServerText } from './testing/programs.ts';
import { corridorText, nameAtWall, slotNames, slotOf, wallSlots } from './wall.ts';

const wall = stageGrid('plate', 2).columns[0]?.wall ?? { x: 0, y: 0, width: 0, height: 0 };

describe('the wall', () => {
  it('has a slot for each system call of the text, in the order of first use', () => {
    expect(slotNames(serverText, null)).toEqual(['socket', 'bind', 'listen', 'accept', 'recv', 'send', 'close']);
    expect(slotNames(clientText, null)).toEqual(['socket', 'connect', 'send', 'recv', 'close', 'write']);
  });

  it('counts no call that only a comment or a string names', () => {
    expect(slotNames('/* close(fd) */ // bind(x)\nint main(void) { printf("connect(%d)"); }', null)).toEqual(['write']);
  });

  it('has no door for malloc(): what goes through is brk, or mmap, or nothing', () => {
    expect(slotNames('int main(void) { free(malloc(9)); }', null)).toEqual([]);
    expect(slotOf({ api: 'malloc', call: 'brk' })).toBe('brk');
    expect(slotOf({ api: 'free', call: 'munmap' })).toBe('munmap');
    expect([nameAtWall({ api: 'send', call: 'sendto' }), slotOf({ api: 'printf', call: 'write' })]).toEqual([
      'send',
      'write',
    ]);
  });

  it('does not move when another gate opens', () => {
    const names = slotNames(serverText, null);
    const places = (open: string | null): readonly number[] => wallSlots(names, wall, 14, open).map((slot) => slot.x);
    expect(places('accept')).toEqual(places(null));
    expect(places('close')).toEqual(places('socket'));
  });

  it('names all eight calls of the Unix server, a little smaller', () => {
    const slots = wallSlots(slotNames(unixServerText, null), wall, 14, null);
    expect(slots.map((slot) => slot.labelled)).toEqual(Array.from({ length: 8 }, () => true));
    for (const slot of slots) expect(codeWidth(slot.name, slot.size)).toBeLessThan(slot.width);
    const last = slots.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(wall.x + wall.width);
  });

  it('turns what is far from the open gate into ticks where there are too many calls', () => {
    const names = [
      'socket',
      'setsockopt',
      'bind',
      'listen',
      'epoll_create1',
      'epoll_ctl',
      'epoll_wait',
      'accept4',
      'recv',
      'send',
      'close',
    ];
    const slots = wallSlots(names, wall, 14, 'close');
    expect(slots.at(-1)?.labelled).toBe(true);
    expect(slots[0]?.labelled).toBe(false);
  });
});

describe('the words in the corridor', () => {
  const corridor = { x: 0, y: 0, width: 400, height: 34 };
  const forms = ['recv(4, …, 128, 0)', 'recv(4, …)', 'recv(…)'];

  it('stand at the right of the stem in full where they fit', () => {
    expect(corridorText(forms, 100, corridor, 10)).toMatchObject({ text: forms[0], anchor: 'start' });
  });

  it('are shortened before they move to the left', () => {
    expect(corridorText(forms, 320, corridor, 10)).toMatchObject({ text: forms[1], anchor: 'start' });
  });

  it('stand at the left in full where nothing fits at the right', () => {
    expect(corridorText(forms, 390, corridor, 10)).toMatchObject({ text: forms[0], anchor: 'end' });
  });
});
