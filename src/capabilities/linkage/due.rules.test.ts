// Dates that move: shifts by working days, by example and by property, and what keeps a due or a start from moving.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, buildCalendar, type Day, workingDaysBetween } from '../institution/calendar.rules.ts';
import { checkDue, checkStart, type DatesShape, judgedDue, shiftDay, wakeDates } from './due.rules.ts';

/** The week of the first of May 2026: five days off, the Saturday after worked. */
const CALENDAR = buildCalendar({
  holidays: ['2026-05-01', '2026-05-04', '2026-05-05'],
  makeUpDays: ['2026-05-09'],
});
const day = fc.integer({ min: 0, max: 500 }).map((days): Day => addDays('2026-01-01', days));
const slept = fc.integer({ min: 0, max: 120 });

describe('a shift', () => {
  it('counts working days: over the holiday, with the make-up Saturday', () => {
    expect(shiftDay(CALENDAR, '2026-04-30', 1)).toBe('2026-05-06');
    expect(shiftDay(CALENDAR, '2026-04-30', 4)).toBe('2026-05-09');
    expect(shiftDay(CALENDAR, '2026-05-02', 0)).toBe('2026-05-02');
  });

  it('leaves as many working days after it as were slept, and never goes back', () => {
    fc.assert(
      fc.property(day, slept, (from, days) => {
        const to = shiftDay(CALENDAR, from, days);
        expect(to >= from).toBe(true);
        expect(workingDaysBetween(CALENDAR, addDays(from, 1), addDays(to, 1))).toBe(days);
      }),
    );
  });

  it('keeps the order of days, so that children shifted like their parent stay inside', () => {
    fc.assert(
      fc.property(day, day, slept, (a, b, days) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        expect(shiftDay(CALENDAR, first, days) <= shiftDay(CALENDAR, second, days)).toBe(true);
      }),
    );
  });
});

describe('waking', () => {
  const item = { start: '2026-03-02', due: '2026-06-30', nodes: [{ id: 'a', date: '2026-04-10' }] };

  it('shifts due and nodes by what was slept', () => {
    expect(wakeDates(CALENDAR, item, 5, { given: null, notAfter: null })).toEqual({
      due: '2026-07-07',
      nodes: [{ id: 'a', date: '2026-04-17' }],
    });
  });

  it('takes a due that was given, and stays inside the item above', () => {
    expect(wakeDates(CALENDAR, item, 5, { given: '2026-06-30', notAfter: null }).due).toBe('2026-06-30');
    expect(wakeDates(CALENDAR, item, 60, { given: null, notAfter: '2026-07-15' }).due).toBe('2026-07-15');
  });

  it('keeps every node inside its item, whatever was slept and given', () => {
    const limits = fc.record({ given: fc.option(day), notAfter: fc.option(day) });
    fc.assert(
      fc.property(
        day,
        fc.array(fc.nat({ max: 200 })),
        fc.nat({ max: 200 }),
        slept,
        limits,
        (start, nodes, long, days, given) => {
          const due = addDays(start, long);
          const dated = nodes.map((after, at) => ({ id: String(at), date: addDays(start, Math.min(after, long)) }));
          const inside = { given: given.given !== null && given.given < start ? start : given.given, notAfter: null };
          const woken = wakeDates(CALENDAR, { start, due, nodes: dated }, days, inside);
          for (const node of woken.nodes) {
            expect(node.date >= start).toBe(true);
            expect(node.date <= woken.due).toBe(true);
          }
        },
      ),
    );
  });
});

describe('the date by which an end is judged', () => {
  const item = { excused: false, excusedDue: null, originalDue: '2026-06-30', approvedDue: '2026-09-30' };
  it('is the original due, or the one that was approved without fault', () => {
    expect(judgedDue(item)).toBe('2026-06-30');
    expect(judgedDue({ ...item, excused: true })).toBe('2026-09-30');
    expect(judgedDue({ ...item, excused: true, excusedDue: '2026-08-31' })).toBe('2026-08-31');
    expect(judgedDue({ ...item, originalDue: null })).toBe('2026-09-30');
  });
});

describe('a due', () => {
  const shape: DatesShape = {
    start: '2026-03-01',
    due: '2026-06-30',
    parent: { code: 'K01', start: '2026-01-01', due: '2026-12-31' },
    children: { from: '2026-03-10', to: '2026-05-31' },
    nodes: [
      { id: 'open', title: '论证', date: '2026-04-10', state: 'planned' },
      { id: 'done', title: '开题', date: '2026-03-20', state: 'verified' },
    ],
  };
  const codes = (due: Day, nodes: { id: string; date: Day }[] = [], over: Partial<DatesShape> = {}) =>
    checkDue({ ...shape, ...over }, { due, nodes }).map((one) => `${one.path} ${one.code}`);

  it('lies between the start and the due of the item above, which is named where it may be seen', () => {
    expect(codes('2026-12-31')).toEqual([]);
    expect(codes('2027-01-01')).toEqual(['due due_beyond_parent']);
    const unseen = { parent: { code: null, start: '2026-01-01', due: '2026-12-31' } };
    expect(codes('2027-01-01', [], unseen)).toEqual(['due due_beyond_above']);
    expect(codes('2027-01-01', [], { parent: null })).toEqual([]);
    expect(codes('2026-02-28', [], { children: null, nodes: [] })).toEqual(['due due_before_start']);
  });

  it('leaves room for children and for nodes, moved ones where they would stand', () => {
    expect(codes('2026-05-30')).toEqual(['due children_beyond_due']);
    expect(codes('2026-04-01', [], { children: null })).toEqual(['due node_outside_item']);
    expect(codes('2026-04-01', [{ id: 'open', date: '2026-04-01' }], { children: null })).toEqual([]);
    expect(codes('2026-09-30', [{ id: 'open', date: '2026-10-01' }])).toEqual(['nodes.0.date node_outside_item']);
    expect(codes('2026-09-30', [{ id: 'done', date: '2026-09-01' }])).toEqual(['nodes.0.nodeId node_verified']);
    expect(codes('2026-09-30', [{ id: 'other', date: '2026-09-01' }])).toEqual(['nodes.0.nodeId node_unknown']);
  });

  it('has a start before it, inside the item above and before children and nodes', () => {
    const starts = (start: Day, over: Partial<DatesShape> = {}) =>
      checkStart({ ...shape, ...over }, start).map((one) => one.code);
    expect(starts('2026-03-10')).toEqual([]);
    expect(starts('2025-12-31')).toEqual(['dates_outside_parent']);
    expect(starts('2026-03-11')).toEqual(['children_before_start']);
    expect(starts('2026-03-21', { children: null })).toEqual(['node_outside_item']);
    expect(starts('2026-07-01', { children: null, nodes: [] })).toEqual(['due_before_start']);
  });
});
