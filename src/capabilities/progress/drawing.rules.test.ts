// Rows of a drawing: whose child a row is, in which order, what counts in the critical path.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCalendar } from '../institution/calendar.rules.ts';
import { nest, oddDays, takingPart, weigh } from './drawing.rules.ts';

const place = (path: string[], position = 0, groupId: string | null = null) => {
  const id = path.at(-1) ?? '';
  return { id, path, position, code: id, groupId };
};

describe('the order of rows', () => {
  it('puts children below their parents by their place, whatever came first', () => {
    const rows = nest([place(['a', 'c'], 2), place(['a', 'b', 'd']), place(['a']), place(['a', 'b'], 1)]);
    expect(rows.map((row) => [row.id, row.parentId])).toEqual([
      ['a', null],
      ['b', 'a'],
      ['d', 'b'],
      ['c', 'a'],
    ]);
  });

  it('hangs a row on the nearest one above that is drawn in its group', () => {
    const rows = nest([place(['a'], 0, 'x'), place(['a', 'b', 'c'], 0, 'x'), place(['a', 'd'], 0, 'y')], ['y', 'x']);
    expect(rows.map((row) => [row.id, row.parentId])).toEqual([
      ['d', null],
      ['a', null],
      ['c', 'a'],
    ]);
  });

  it('puts the second before the tenth at the top', () => {
    expect(nest([place(['K10']), place(['K2'])]).map((row) => row.id)).toEqual(['K2', 'K10']);
  });

  it('loses and doubles nothing, parents always first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { maxLength: 12 }), fc.array(fc.boolean()), (parents, grouped) => {
        const pathOf = (at: number): string[] => {
          const parent = parents[at] ?? 12;
          return parent < at ? [...pathOf(parent), String(at)] : [String(at)];
        };
        const rows = parents.map((_, at) => place(pathOf(at), at, grouped[at] ? 'g' : null));
        const found = nest(rows, ['g']);
        expect(found.map((row) => row.id).sort()).toEqual(rows.map((row) => row.id).sort());
        const seen = new Set<string>();
        for (const row of found) {
          if (row.parentId !== null) expect(seen.has(row.parentId)).toBe(true);
          seen.add(row.id);
        }
      }),
    );
  });
});

describe('what counts', () => {
  const item = (id: string, state: string, due = '2026-03-06') => ({
    id,
    parentId: null,
    state,
    start: '2026-03-02',
    due,
    finishedOn: null,
  });
  const calendar = buildCalendar({});

  it('leaves drafts and cancelled work out, unless the whole drawing is a draft', () => {
    const mixed = weigh([item('a', 'in_progress'), item('b', 'draft')], [], [], calendar, '2026-03-02');
    expect([...mixed.keys()]).toEqual(['a']);
    const plan = weigh([item('a', 'draft'), item('b', 'cancelled')], [], [], calendar, '2026-03-02');
    expect([...plan.keys()]).toEqual(['a']);
  });

  it('lets work outside of the drawing push and hold what is in it', () => {
    const outside = [{ ...item('o', 'in_progress', '2026-03-11') }];
    const pushed = weigh(
      [item('a', 'in_progress')],
      outside,
      [{ itemId: 'a', dependsOnId: 'o' }],
      calendar,
      '2026-03-02',
    );
    expect(pushed.get('a')?.slack).toBe(-8);
  });

  it('names the ends of links with everything above them as taking part', () => {
    const rows = [place(['a']), place(['a', 'b']), place(['c'])];
    expect(takingPart(rows, [{ itemId: 'b', dependsOnId: 'elsewhere' }])).toEqual(new Set(['a', 'b']));
  });

  it('tells the weekdays off and the weekends worked within a span', () => {
    const odd = buildCalendar({ holidays: ['2026-02-16', '2026-02-17'], makeUpDays: ['2026-02-14', '2026-02-28'] });
    expect(oddDays(odd, '2026-02-10', '2026-02-20')).toEqual({
      daysOff: ['2026-02-16', '2026-02-17'],
      makeUpDays: ['2026-02-14'],
    });
  });
});
