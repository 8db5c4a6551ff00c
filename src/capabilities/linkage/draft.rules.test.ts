// What a draft must hold, field by field, and how shares are settled.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  checkDraft,
  type DraftShape,
  type Horizon,
  type ParentShape,
  placeName,
  settleShares,
  withoutTexts,
} from './draft.rules.ts';

const draft = (over: Partial<DraftShape> = {}): DraftShape => ({
  level: 4,
  horizon: 'annual',
  leadUnitId: 'college',
  start: '2026-04-01',
  due: '2026-11-30',
  placeholder: false,
  title: '任务',
  ...over,
});
const parent: ParentShape = {
  code: '2026-01',
  level: 3,
  horizon: 'annual',
  leadUnitId: 'department',
  start: '2026-03-01',
  due: '2026-12-20',
};
const codes = (one: DraftShape, above: ParentShape | null = parent) =>
  checkDraft(one, above, 6).map((field) => field.code);

describe('a draft', () => {
  it('that holds every rule is refused nothing, on the borders of its parent too', () => {
    expect(codes(draft())).toEqual([]);
    expect(codes(draft({ start: '2026-03-01', due: '2026-12-20' }))).toEqual([]);
    expect(codes(draft({ start: '2026-05-01', due: '2026-05-01' }))).toEqual([]);
    expect(codes(draft(), null)).toEqual([]);
  });

  it('stands below its parent, or beside it in the same unit', () => {
    expect(codes(draft({ level: 2 }))).toEqual(['level_not_below']);
    expect(codes(draft({ level: 3 }))).toEqual(['level_not_below']);
    expect(codes(draft({ level: 3, leadUnitId: 'department' }))).toEqual([]);
    expect(codes(draft({ level: 2, leadUnitId: 'department' }))).toEqual(['level_not_below']);
    expect(codes(draft({ level: 6 }))).toEqual([]);
    expect(codes(draft({ level: 7 }))).toEqual(['level_unknown']);
  });

  it('is at most as long in its horizon as its parent', () => {
    const horizons: Horizon[] = ['task', 'annual', 'mid_term', 'five_year'];
    for (const [own, horizon] of horizons.entries())
      for (const [above, parentHorizon] of horizons.entries())
        expect(codes(draft({ horizon }), { ...parent, horizon: parentHorizon })).toEqual(
          own > above ? ['horizon_longer'] : [],
        );
  });

  it('names each field that is wrong, all at once', () => {
    const wrong = draft({ level: 1, horizon: 'five_year', start: '2026-02-28', due: '2026-12-21', title: '' });
    expect(checkDraft(wrong, parent, 6).map((field) => field.path)).toEqual([
      'title',
      'level',
      'horizon',
      'start',
      'due',
    ]);
    expect(codes(draft({ start: '2026-12-01', due: '2026-11-30' }))).toEqual(['due_before_start']);
    expect(codes(draft({ placeholder: true, title: '' }))).toEqual([]);
  });
});

describe('shares', () => {
  const units = (count: number) => Array.from({ length: count }, (_, at) => ({ unitId: `u${at}` }));

  it('are settled by default: the lead 0.6 and the rest even; alone the lead has all', () => {
    expect(settleShares('lead', [])).toEqual({ ok: true, value: { lead: 1, coUnits: [] } });
    const two = settleShares('lead', units(2));
    expect(two.ok && [two.value.lead, ...two.value.coUnits.map((co) => co.share)]).toEqual([0.6, 0.2, 0.2]);
  });

  it('are all given or none, each above 0, and leave the lead unit a share', () => {
    const code = (shares: (number | undefined)[]) => {
      const result = settleShares(
        'lead',
        shares.map((share, at) => ({ unitId: `u${at}`, share })),
      );
      return result.ok ? result.value.lead : result.refusal.code;
    };
    expect(code([0.25, 0.25])).toBe(0.5);
    expect(code([0.25, undefined])).toBe('shares_incomplete');
    expect(code([0.5, 0.5])).toBe('shares_total');
    expect(code([0.00001])).toBe('shares_total');
    const twice = settleShares('lead', [{ unitId: 'u' }, { unitId: 'u' }]);
    expect(!twice.ok && twice.refusal.code).toBe('co_unit_twice');
    const lead = settleShares('lead', [{ unitId: 'lead' }]);
    expect(!lead.ok && lead.refusal.code).toBe('co_unit_twice');
  });

  test('total exactly 1 for any number of co-units', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (count) => {
        const settled = settleShares('lead', units(count));
        const shares = settled.ok ? [settled.value.lead, ...settled.value.coUnits.map((co) => co.share)] : [];
        expect(shares.reduce((sum, share) => sum + Math.round(share * 10_000), 0)).toBe(10_000);
      }),
    );
  });
});

describe('a placeholder', () => {
  it('loses its texts and nothing else', () => {
    const sent = {
      title: 'x',
      titleEn: 'x',
      requirement: 'x',
      standard: 'x',
      resources: 'x',
      tags: ['x'],
      weight: 3,
      level: 4,
    };
    expect(withoutTexts(sent, true)).toEqual({ weight: 3, level: 4 });
    expect(withoutTexts(sent, false)).toEqual(sent);
    expect([0, 1].map(placeName)).toEqual(['1', '2']);
  });
});
