// Pasting from a spreadsheet.
import { describe, expect, it } from 'vitest';
import { cellsOf, dayFrom, pastedRows, weightFrom } from './pasteRows.ts';

describe('pasting from a spreadsheet', () => {
  it('fills columns from the chosen one on', () => {
    expect(pastedRows('a\t20\tD01\tzhang\t2026-1-1\t2026-6-30\nb\t30', 'title')).toEqual([
      { title: 'a', weight: '20', unit: 'D01', person: 'zhang', start: '2026-1-1', due: '2026-6-30' },
      { title: 'b', weight: '30' },
    ]);
    expect(pastedRows('20\n30', 'weight')).toEqual([{ weight: '20' }, { weight: '30' }]);
  });

  it('follows a header in either language, whatever its order', () => {
    expect(pastedRows('责任人\t备注\t事项\n张三\tx\t甲', 'title')).toEqual([{ person: '张三', title: '甲' }]);
    expect(pastedRows('Due\tTitle\n2026-6-30\ta', 'title')).toEqual([{ due: '2026-6-30', title: 'a' }]);
  });

  it('keeps line breaks and quotes inside quoted cells, and drops empty lines', () => {
    expect(cellsOf('"a\nb"\t"say ""yes"""\r\n\r\nc\td\r\n')).toEqual([
      ['a\nb', 'say "yes"'],
      ['c', 'd'],
    ]);
  });

  it.each([
    ['12.5', 12.5],
    ['12.5%', 12.5],
    ['１２．５％', 12.5],
    ['33.333', 33.33],
    ['0', null],
    ['101', null],
    ['many', null],
  ])('reads the weight %s as %s', (text, weight) => {
    expect(weightFrom(text)).toBe(weight);
  });

  it.each([
    ['2026-3-1', '2026-03-01'],
    ['2026/03/01', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['2026-02-30', null],
    ['soon', null],
  ])('reads the day %s as %s', (text, day) => {
    expect(dayFrom(text)).toBe(day);
  });
});
