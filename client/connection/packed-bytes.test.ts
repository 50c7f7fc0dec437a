import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, PackedBytes } from './packed-bytes.ts';

test('text is the same again after it was bytes, with a byte a character or more of them', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
      const bytes = bytesOf(text);
      expect(bytes).toEqual(new TextEncoder().encode(text));
      expect(new PackedBytes(1, bytes).json).toBe(text);
    }),
  );
  for (const text of ['[]', 'é', 'aé', '→', 'a→', '😀', '[{"label":"Märke 7"}]'])
    expect(bytesOf(text)).toEqual(new TextEncoder().encode(text));
});
