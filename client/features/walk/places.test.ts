import { describe, expect, it } from 'vitest';
import { found, placed, type Thing } from './places.ts';

const thing = (name: string, x: number, y: number, width: number, height: number): Thing => ({
  name,
  box: { x, y, width, height },
});

/** A desk's picture, and a phone's: other sizes in other places, and no packet in view. */
const desk = [
  thing('stage', 0, 0, 1000, 600),
  thing('socket s1', 100, 300, 200, 100),
  thing('packet p1', 500, 500, 80, 20),
];
const phone = [thing('stage', 0, 0, 390, 900), thing('socket s1', 20, 700, 300, 150)];

describe('a place in the shared picture', () => {
  it('is told of the smallest thing that is pointed at', () => {
    expect(placed([{ x: 150, y: 325 }], desk)).toEqual([{ x: 0.25, y: 0.25, on: 'socket s1' }]);
    expect(placed([{ x: 900, y: 60 }], desk)).toEqual([{ x: 0.9, y: 0.1, on: 'stage' }]);
  });

  it('is the same thing on another page', () => {
    expect(found(placed([{ x: 150, y: 325 }], desk) ?? [], phone)).toEqual([{ x: 95, y: 737.5 }]);
  });

  it('is nowhere where that thing is not drawn', () => {
    expect(found(placed([{ x: 540, y: 510 }], desk) ?? [], phone)).toEqual([]);
    expect(placed([{ x: 2000, y: 0 }], desk)).toBeNull();
    expect(placed([], desk)).toBeNull();
  });

  it('a circle round a socket belongs to the socket; a line across the picture does not', () => {
    const circle = [
      { x: 80, y: 280 },
      { x: 320, y: 280 },
      { x: 320, y: 420 },
      { x: 80, y: 420 },
    ];
    const told = placed(circle, desk) ?? [];
    expect(told.map(({ on }) => on)).toEqual(['socket s1', undefined, undefined, undefined]);
    expect(found(told, phone)[0]).toEqual({ x: -10, y: 670 });
    expect(
      placed(
        [
          { x: 50, y: 350 },
          { x: 350, y: 350 },
        ],
        desk,
      )?.[0]?.on,
    ).toBe('socket s1');
    expect(
      placed(
        [
          { x: 10, y: 350 },
          { x: 900, y: 350 },
        ],
        desk,
      )?.[0]?.on,
    ).toBe('stage');
  });
});
