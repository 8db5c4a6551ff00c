// Document numbers: their form, and what is wrong with a series.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentNumber, serialFaults } from './serial.rules.ts';

const series = (last: number, serials: number[]) => ({ organCode: '校督', kind: 'sheet', year: 2026, last, serials });

describe('a document number', () => {
  it('is written as the standard has it: tortoise-shell brackets, no leading zeros', () => {
    expect(documentNumber('校督', 2026, 12)).toBe('校督〔2026〕12号');
    expect([...documentNumber('校督', 2026, 1)].map((one) => one.codePointAt(0)?.toString(16))).toEqual([
      '6821',
      '7763',
      '3014',
      '32',
      '30',
      '32',
      '36',
      '3015',
      '31',
      '53f7',
    ]);
  });
});

describe('a series', () => {
  it('has no fault exactly when every number from one to the last was given once', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 30 }),
        fc.array(fc.integer({ min: 0, max: 35 }), { maxLength: 40 }),
        (last, serials) => {
          const { missing, doubled, beyond } = serialFaults(series(last, serials));
          const isWhole =
            serials.length === last && [...serials].sort((a, b) => a - b).every((serial, at) => serial === at + 1);
          expect(missing.length + doubled.length + beyond.length === 0).toBe(isWhole);
        },
      ),
    );
  });

  it('names what is missing, doubled, and beyond its counter', () => {
    expect(serialFaults(series(5, [1, 2, 2, 5, 7]))).toEqual({ missing: [3, 4], doubled: [2], beyond: [7] });
    expect(serialFaults(series(2, [1, 2, 3]))).toEqual({ missing: [], doubled: [], beyond: [3] });
  });
});
