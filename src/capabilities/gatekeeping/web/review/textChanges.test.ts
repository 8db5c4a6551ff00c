// Word-by-word changes between two texts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textChanges } from './textChanges.ts';

const read = (pieces: ReturnType<typeof textChanges>, without: 'gone' | 'new') =>
  pieces
    .filter((piece) => piece.kind !== without)
    .map((piece) => piece.text)
    .join('');

describe('changes between two texts', () => {
  it('name the words that went and came, and keep the rest', () => {
    expect(textChanges('held one meeting', 'held two meetings')).toEqual([
      { kind: 'same', text: 'held ' },
      { kind: 'gone', text: 'one' },
      { kind: 'new', text: 'two' },
      { kind: 'same', text: ' ' },
      { kind: 'gone', text: 'meeting' },
      { kind: 'new', text: 'meetings' },
    ]);
  });

  it('work inside Chinese sentences', () => {
    const pieces = textChanges('论证会 7 月召开', '论证会 8 月召开');
    expect(pieces.find((piece) => piece.kind === 'gone')?.text).toContain('7');
    expect(pieces.find((piece) => piece.kind === 'new')?.text).toContain('8');
  });

  it('always read as the old text without the new pieces and as the new one without the old', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const pieces = textChanges(before, after);
        expect(read(pieces, 'new')).toBe(before);
        expect(read(pieces, 'gone')).toBe(after);
      }),
    );
  });
});
