// Targets of children, as they are written and as they combine.
import { describe, expect, it } from 'vitest';
import { carriedBy, figureFrom, sumsOf, targetFrom, targetText, withTarget } from './childTargets.ts';
import { newRow, type SheetIndicator, type SheetRow } from './sheet.ts';

const bounds = { level: 2, horizon: 'annual', start: '2026-01-01', due: '2026-12-20', levels: 6 } as const;
const indicator = (change: Partial<SheetIndicator> = {}): SheetIndicator => ({
  key: 'i',
  id: 'i',
  name: 'patents',
  unit: '',
  target: 100,
  polarity: 'up',
  rule: 'sum',
  ...change,
});
const row = (target: number | null): SheetRow => {
  const empty = newRow(bounds);
  return target === null ? empty : withTarget(empty, 'i', { target, bandLow: null, bandHigh: null });
};
const sum = (change: Partial<SheetIndicator>, ...targets: (number | null)[]) =>
  sumsOf({ indicators: [indicator(change)], rows: targets.map(row) })[0];

describe('what children carry of an indicator', () => {
  it.each([
    ['a gap of 10', {}, [60, 30], 90, 10, 'gap'],
    ['an excess of 10', {}, [60, 50], 110, -10, 'excess'],
    ['nothing left open', {}, [60, 40], 100, 0, 'exact'],
    ['no noise of binary fractions', { target: 0.3 }, [0.1, 0.2], 0.3, 0, 'exact'],
    ['a falling target mirrored', { polarity: 'down', rule: 'max', target: 5 }, [6, 4], 6, 1, 'gap'],
    ['a falling target asked too strictly', { polarity: 'down', rule: 'max', target: 5 }, [3, 4], 4, -1, 'excess'],
    ['nothing to count by the rule none', { rule: 'none' }, [60], null, null, 'not_counted'],
    ['nobody who carries it', {}, [null, null], null, null, 'not_carried'],
    ['nothing amiss where the rule none is carried by nobody', { rule: 'none' }, [null], null, null, 'not_counted'],
  ] as const)('shows %s', (_, change, targets, combined, gap, state) => {
    expect(sum(change, ...targets)).toMatchObject({ combined, gap, state });
  });

  it('says nothing of an item without children', () => {
    expect(sumsOf({ indicators: [indicator()], rows: [] })).toEqual([]);
  });

  it('lets go of a target without touching the others', () => {
    const two = withTarget(row(60), 'j', { target: 7, bandLow: null, bandHigh: null });
    const one = withTarget(two, 'i', null);
    expect(carriedBy(one, 'i')).toBeNull();
    expect(carriedBy(one, 'j')?.target).toBe(7);
    expect(withTarget(one, 'i', null)).toBe(one);
  });
});

describe('a target as people write it', () => {
  it.each([
    ['1,200.5', 1200.5],
    ['８５％', 85],
    ['-3', -3],
    ['.5', 0.5],
    ['1.23456789', 1.2346],
    ['many', null],
    ['', null],
  ])('reads %s as %s', (text, figure) => {
    expect(figureFrom(text)).toBe(figure);
  });

  it.each([
    ['10-20', 10, 20],
    ['10 – 20', 10, 20],
    ['1.5至2.5', 1.5, 2.5],
    ['-5~5', -5, 5],
  ])('reads the band %s', (text, bandLow, bandHigh) => {
    const band = targetFrom(text, 'band');
    expect(band).toEqual({ target: null, bandLow, bandHigh });
    expect(targetFrom(targetText(band, 'band'), 'band')).toEqual(band);
  });

  it('refuses a band upside down, and a single number as a band', () => {
    expect(targetFrom('20-10', 'band')).toBeNull();
    expect(targetFrom('20', 'band')).toBeNull();
  });
});
