// Sealed texts: opened in their place with their secret, and nowhere else.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openText, sealText } from './sealed-text.ts';

it('opens to what was sealed, and not with another secret, for another place, or with any bit changed', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.nat(), (secret, place, text, at) => {
      const sealed = sealText(secret, place, text);
      expect(openText(secret, place, sealed)).toBe(text);
      expect(openText(`${secret}x`, place, sealed)).toBeNull();
      expect(openText(secret, `${place}x`, sealed)).toBeNull();
      const changed = Buffer.from(sealed);
      changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ (1 << (at % 8));
      expect(openText(secret, place, changed)).toBeNull();
      expect(openText(secret, place, sealed.subarray(0, at % sealed.length))).toBeNull();
    }),
  );
  expect(sealText('s', 'p', 'same').equals(sealText('s', 'p', 'same'))).toBe(false);
});
