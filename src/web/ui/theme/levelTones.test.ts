// Checks the tonal scale of the levels for every allowed number of levels and both themes.
import { describe, expect, it } from 'vitest';
import { levelTones } from './levelTones.ts';

const brightness = (hex: string) => [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(hex.slice(at, at + 2), 16), 0);

describe('the tonal scale of levels', () => {
  for (const tone of ['light', 'dark'] as const) {
    for (const count of [3, 4, 5, 6, 7, 8]) {
      it(`grows strictly lighter from the top down with ${count} levels in the ${tone} theme`, () => {
        const fills = levelTones(count, tone).map((level) => brightness(level.fill));
        expect(fills).toHaveLength(count);
        expect(fills).toEqual([...fills].sort((a, b) => a - b));
        expect(new Set(fills).size).toBe(count);
      });
    }
  }

  it('writes white on the dark top and ink on the light bottom', () => {
    const tones = levelTones(6, 'light');
    expect(tones[0]?.ink).toBe('#ffffff');
    expect(tones[5]?.ink).toBe('#0c1a28');
  });
});
