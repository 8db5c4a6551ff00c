// Relative days stay inside and come back, the six stages total 100, and a template of an item lays out that item again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOfNumber } from '../institution/calendar.rules.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { SIX_STAGES } from './six-stages.rules.ts';
import { dayAt, layNodes, layParts, type ModelItem, shareOf, templateFrom } from './template.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: [] });
const span = fc
  .tuple(fc.integer({ min: 20_000, max: 21_500 }), fc.integer({ min: 0, max: 2000 }))
  .map(([from, days]) => ({ start: dayOfNumber(from), due: addDays(dayOfNumber(from), days) }));

describe('a relative day', () => {
  it('never lies outside the span, by share or by working days', () => {
    const at = fc.oneof(
      fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ workingDays: fc.integer({ min: -300, max: 300 }) }),
    );
    fc.assert(
      fc.property(span, at, (whole, one) => {
        const day = dayAt(calendar, whole, one);
        expect(day >= whole.start && day <= whole.due).toBe(true);
      }),
    );
  });

  it('taken from a day of the span gives that day back', () => {
    fc.assert(
      fc.property(span, fc.nat(2000), (whole, days) => {
        const day = addDays(whole.start, days);
        fc.pre(day <= whole.due);
        expect(dayAt(calendar, whole, shareOf(whole, day))).toBe(day);
      }),
    );
  });

  it('counts working days from the start, or back from the due', () => {
    const year = { start: '2026-09-21', due: '2026-10-31' };
    expect(dayAt(calendar, year, { workingDays: 0 })).toBe('2026-09-21');
    expect(dayAt(calendar, year, { workingDays: 10 })).toBe('2026-10-12');
    expect(dayAt(calendar, year, { workingDays: -1 })).toBe('2026-10-30');
  });
});

describe('the six stages', () => {
  it('are six milestones that total 100 in the order of their days, the last on the due', () => {
    expect(SIX_STAGES.nodes.reduce((sum, node) => sum + node.weight, 0)).toBe(100);
    const laid = layNodes(calendar, { start: '2027-01-01', due: '2027-12-31' }, SIX_STAGES.nodes);
    expect(laid.map((node) => node.date)).toEqual([...laid.map((node) => node.date)].sort());
    expect(laid.map((node) => node.title.slice(0, 3))).toEqual([
      '定指标',
      '善谋划',
      '分阶段',
      '出成果',
      '育人才',
      '建机制',
    ]);
    expect(laid.at(-1)?.date).toBe('2027-12-31');
  });
});

describe('a template of an item', () => {
  const item = (over: Partial<ModelItem>): ModelItem => ({
    id: 'whole',
    parentId: null,
    level: 2,
    start: '2026-03-01',
    due: '2026-11-30',
    title: '建设光学平台',
    titleEn: null,
    requirement: '',
    requirementEn: null,
    standard: '',
    standardEn: null,
    weight: null,
    ownNodesWeight: 20,
    leadUnitId: 'unit',
    responsiblePersonId: 'person',
    nodes: [],
    indicators: [],
    ...over,
  });

  it('lays out the same parts on the same days and levels again', () => {
    const below = [
      item({ id: 'a', parentId: 'whole', level: 4, start: '2026-04-10', due: '2026-09-30', weight: 60 }),
      item({
        id: 'b',
        parentId: 'a',
        level: 6,
        start: '2026-05-06',
        due: '2026-09-15',
        nodes: [{ title: '验收', titleEn: null, date: '2026-09-01', weight: 100 }],
      }),
    ];
    const whole = item({});
    const body = templateFrom([whole, ...below]);
    const laid = layParts(calendar, whole, body.parts, 6);
    expect(laid.map((one) => [one.start, one.due, one.level, one.part.parent])).toEqual([
      ['2026-04-10', '2026-09-30', 4, null],
      ['2026-05-06', '2026-09-15', 6, 0],
    ]);
    expect(laid[1]?.nodes).toEqual([{ title: '验收', titleEn: null, date: '2026-09-01', weight: 100 }]);
  });

  it('never goes below the lowest level, nor outside what it hangs from', () => {
    const part = { ...templateFrom([item({}), item({ id: 'a', parentId: 'whole', level: 6 })]).parts[0] };
    fc.assert(
      fc.property(span, fc.integer({ min: 1, max: 6 }), (whole, level) => {
        const laid = layParts(calendar, { ...whole, level }, [part as never], 6);
        expect(laid[0]?.level).toBeLessThanOrEqual(6);
        expect((laid[0]?.start ?? '') >= whole.start && (laid[0]?.due ?? '') <= whole.due).toBe(true);
      }),
    );
  });
});
