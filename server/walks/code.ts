import { randomBytes } from 'node:crypto';

/** RFC 4648's base32: no 0 and O, no 1 and I, so that it can be read aloud. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Eight letters and digits, 40 bits: short enough to type on a phone, too many to guess. */
export const newCode = (): string => [...randomBytes(8)].map((byte) => alphabet[byte & 31]).join('');
