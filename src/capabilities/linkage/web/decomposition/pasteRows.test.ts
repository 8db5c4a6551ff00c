// Pasting from a spreadsheet.
import { describe, expect, it } from 'vitest';
import { columnsOf, targetColumn } from './gridColumns.ts';
import { cellsOf, dayFrom, pastedRows, weightFrom } from './pasteRows.ts';
import type { SheetIndicator } from './sheet.ts';

const plain = { columns: columnsOf({ indicators: [] }) };

describe('pasting from a spreadsheet', () => {
  it('fills columns from the chosen one on', () => {
    expect(pastedRows('a\t20\tD01\tzhang\t2026-1-1\t2026-6-30\nb\t30', 'title', plain)).toEqual([
      { title: 'a', weight: '20', unit: 'D01', person: 'zhang', start: '2026-1-1', due: '2026-6-30' },
      { title: 'b', weight: '30' },
    ]);
    expect(pastedRows('20\n30', 'weight', plain)).toEqual([{ weight: '20' }, { weight: '30' }]);
  });

  it('follows a header in either language, whatever its order', () => {
    expect(pastedRows('责任人\t备注\t事项\n张三\tx\t甲', 'title', plain)).toEqual([{ person: '张三', title: '甲' }]);
    expect(pastedRows('Due\tTitle\n2026-6-30\ta', 'title', plain)).toEqual([{ due: '2026-6-30', title: 'a' }]);
  });

  it('fills targets from the chosen cell on, or by the name of their indicator', () => {
    const patents: SheetIndicator = { key: 'k', id: 'k', name: '专利', nameEn: 'Patents', target: 100 };
    const order = {
      columns: columnsOf({ indicators: [patents] }),
      named: new Map([
        ['专利', targetColumn('k')],
        ['patents', targetColumn('k')],
      ]),
    };
    expect(pastedRows('20\t60\tD01', 'weight', order)).toEqual([{ weight: '20', 'target:k': '60', unit: 'D01' }]);
    expect(pastedRows('60\n30', targetColumn('k'), order)).toEqual([{ 'target:k': '60' }, { 'target:k': '30' }]);
    expect(pastedRows('Patents\tTitle\n60\ta', 'title', order)).toEqual([{ 'target:k': '60', title: 'a' }]);
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
