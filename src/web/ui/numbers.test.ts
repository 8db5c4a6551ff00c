// Checks how typed numbers are read: Chinese full-width forms, grouping, rounding, bounds, nonsense.
import { describe, expect, it } from 'vitest';
import { readNumber, writeNumber } from './numbers.ts';

describe('a typed number', () => {
  it('is read in full-width digits, with grouping and with a percent sign', () => {
    expect(readNumber('３３．３４', { decimals: 2 })).toBe(33.34);
    expect(readNumber('1,234.5', { decimals: 2 })).toBe(1234.5);
    expect(readNumber(' 60% ', { decimals: 2 })).toBe(60);
  });

  it('is rounded half up to its decimals', () => {
    expect(readNumber('33.335', { decimals: 2 })).toBe(33.34);
    expect(readNumber('1.005', { decimals: 2 })).toBe(1.01);
    expect(readNumber('-2.5', { decimals: 0 })).toBe(-3);
  });

  it('stays between its bounds', () => {
    expect(readNumber('120', { decimals: 2, max: 100 })).toBe(100);
    expect(readNumber('-5', { decimals: 2, min: 0 })).toBe(0);
  });

  it('is nothing where nothing or nonsense was typed', () => {
    for (const typed of ['', 'abc', '1.2.3', '--1', '.']) expect(readNumber(typed, { decimals: 2 })).toBeNull();
  });

  it('is written with its decimals, and as nothing when unset', () => {
    expect(writeNumber(33.3, 2)).toBe('33.30');
    expect(writeNumber(null, 2)).toBe('');
  });
});
