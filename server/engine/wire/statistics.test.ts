import { expect, it } from 'vitest';
import { transmitDrops } from './statistics.ts';

const table = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:       0       0    0    5    0     0          0         0        0       0    0    6    0     0       0          0
  eth0:     112       2    0    3    0     0          0         0       60       1    0   17    0     0       0          0
`;

it('reads the drop column of what eth0 transmits', () => {
  expect(transmitDrops(table)).toBe(17);
  expect(transmitDrops('')).toBe(0);
});
