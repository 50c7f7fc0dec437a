import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { charactersOf, fromBase64, toBase64 } from './base64.ts';

test('bytes come back from base64 as they were, whatever else stands between the characters', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const text = toBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(text)).toEqual(bytes);
      expect(charactersOf(text)).toBe(Buffer.from(bytes).toString('latin1'));
      expect(fromBase64(text.split('').join('\n→😀.'))).toEqual(bytes);
    }),
  );
});
