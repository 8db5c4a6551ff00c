// Checks the tonal scale of the levels for every allowed number of levels and both themes.
import { describe, expect, it } from 'vitest';
import { levelTones } from './levelTones.ts';

const brightness = (hex: string) => [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(hex.slice(at, at + 2), 16), 0);

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe('the tonal scale of levels', () => {
  for (const tone of ['light', 'dark'] as const) {
    for (const count of [3, 4, 5, 6, 7, 8]) {
      it(`grows strictly lighter from the top down with ${count} levels in the ${tone} theme`, () => {
        const fills = levelTones(count, tone).map((level) => brightness(level.fill));
        expect(fills).toHaveLength(count);
        expect(fills).toEqual([...fills].sort((a, b) => a - b));
        expect(new Set(fills).size).toBe(count);
      });

      it(`keeps names readable on every one of ${count} levels in the ${tone} theme`, () => {
        for (const { fill, ink } of levelTones(count, tone)) expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5);
      });
    }
  }

  it('writes white on the dark top and ink on the light bottom', () => {
    const tones = levelTones(6, 'light');
    expect(tones[0]?.ink).toBe('#ffffff');
    expect(tones[5]?.ink).toBe('#08121d');
  });
});
