// What a proposal changes of an item, what lies on the table after several, and whether what was agreed still stands.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changedTerms,
  differences,
  foreignTargets,
  mergeTerms,
  type StandingTerms,
  saysNothing,
  type Terms,
  tabledTerms,
  withoutWords,
  withTerms,
} from './negotiation-terms.rules.ts';

const STANDING: StandingTerms = {
  weight: 30,
  targets: [
    { indicatorId: 'papers', target: 30 },
    { indicatorId: 'patents', target: null },
  ],
  start: '2026-03-01',
  due: '2026-12-31',
  responsiblePersonId: 'professor',
  title: '飞秒光源研制',
  titleEn: null,
  requirement: '',
  requirementEn: null,
  standard: '通过验收',
  standardEn: null,
};

describe('a proposal', () => {
  it('is cut to what it changes; an empty word and none are the same', () => {
    const sent: Terms = {
      weight: 30,
      due: '2026-10-31',
      requirement: '',
      titleEn: null,
      targets: [{ indicatorId: 'papers', target: 30 }],
    };
    expect(changedTerms(STANDING, sent)).toEqual({ due: '2026-10-31' });
    expect(saysNothing(changedTerms(STANDING, { weight: 30 }))).toBe(true);
  });

  it('names a target by its indicator, and is told apart where that is none of the item’s', () => {
    const sent: Terms = { targets: [{ indicatorId: 'patents', target: 0 }] };
    expect(changedTerms(STANDING, sent)).toEqual(sent);
    expect(foreignTargets(STANDING, sent)).toBe(-1);
    expect(foreignTargets(STANDING, { targets: [{ indicatorId: 'prizes', target: 1 }] })).toBe(0);
  });

  it('changes what the one before left on the table, and leaves the rest there', () => {
    const table = tabledTerms([
      { proposal: { targets: [{ indicatorId: 'papers', target: 40 }], due: '2026-09-30' } },
      { proposal: { due: '2026-11-30', targets: [{ indicatorId: 'patents', target: 2 }] } },
    ]);
    expect(withTerms(STANDING, table)).toMatchObject({
      due: '2026-11-30',
      targets: [
        { indicatorId: 'papers', target: 40 },
        { indicatorId: 'patents', target: 2 },
      ],
    });
  });

  it('keeps no word of a placeholder', () => {
    expect(withoutWords({ title: '保密', standard: '保密', weight: 20, due: '2026-11-30' })).toEqual({
      weight: 20,
      due: '2026-11-30',
    });
  });

  it('that was agreed is named where the item no longer is so', () => {
    const outcome: Terms = { weight: 40, due: '2026-11-30', targets: [{ indicatorId: 'papers', target: 40 }] };
    expect(differences(STANDING, outcome)).toEqual(['weight', 'due', 'targets.papers']);
    expect(differences(withTerms(STANDING, outcome), outcome)).toEqual([]);
  });
});

const day = fc.constantFrom('2026-03-01', '2026-06-30', '2026-12-31');
const terms: fc.Arbitrary<Terms> = fc.record(
  {
    weight: fc.integer({ min: 1, max: 100 }),
    due: day,
    start: day,
    title: fc.constantFrom('甲', '乙'),
    titleEn: fc.constantFrom('A', null),
    targets: fc.uniqueArray(
      fc.record({ indicatorId: fc.constantFrom('papers', 'patents'), target: fc.integer({ min: 0, max: 9 }) }),
      { minLength: 1, selector: (one) => one.indicatorId },
    ),
  },
  { requiredKeys: [] },
);

describe('over any proposals', () => {
  it('merging is laying one after the other over the item, in any grouping', () => {
    fc.assert(
      fc.property(terms, terms, terms, (a, b, c) => {
        const inTurn = withTerms(withTerms(withTerms(STANDING, a), b), c);
        expect(withTerms(STANDING, mergeTerms(a, mergeTerms(b, c)))).toEqual(inTurn);
        expect(withTerms(STANDING, mergeTerms(mergeTerms(a, b), c))).toEqual(inTurn);
      }),
    );
  });

  it('what a proposal changes is nothing once the item is so, and leads to the same item', () => {
    fc.assert(
      fc.property(terms, (sent) => {
        const changed = changedTerms(STANDING, sent);
        expect(withTerms(STANDING, changed)).toEqual(withTerms(STANDING, sent));
        expect(saysNothing(changedTerms(withTerms(STANDING, sent), sent))).toBe(true);
        expect(differences(withTerms(STANDING, sent), sent)).toEqual([]);
      }),
    );
  });
});
