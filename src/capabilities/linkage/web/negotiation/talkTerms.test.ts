// Rounds laid side by side, and what is sent of what was typed beside them.
import { describe, expect, it } from 'vitest';
import type { Talk } from './talkQueries.ts';
import { changedEdits, fieldsShown, proposalOf, stagesOf, tableOf, valueAt } from './talkTerms.ts';

const TERMS = {
  weight: 40,
  targets: [{ indicatorId: 'papers', target: 30 }],
  start: '2026-03-01',
  due: '2026-12-31',
  responsiblePersonId: 'zhou',
  title: '飞秒光源研制',
  titleEn: null,
  requirement: '研制',
  requirementEn: null,
  standard: '验收',
  standardEn: null,
};
const round = (n: number, side: 'superior' | 'receiver', proposal: Talk['rounds'][number]['proposal']) => ({
  n,
  side,
  what: 'counter' as const,
  proposal,
  by: { id: side, name: side, nameEn: null },
  reason: '理由',
  at: '2026-03-04T01:00:00Z',
  replyBy: '2026-03-11',
});
const talk = {
  proposed: TERMS,
  current: TERMS,
  settled: null,
  rounds: [
    round(1, 'superior', { targets: [{ indicatorId: 'papers', target: 40 }], due: '2026-09-30' }),
    round(2, 'receiver', { due: '2026-11-30', title: '光源研制' }),
  ],
} as unknown as Talk;

describe('rounds', () => {
  it('stand side by side, each with what the ones before it left, and say which fields they changed', () => {
    const stages = stagesOf(talk);
    expect(
      stages.map((stage) => [stage.kind, valueAt(stage.terms, 'target:papers'), valueAt(stage.terms, 'due')]),
    ).toEqual([
      ['proposed', 30, '2026-12-31'],
      ['round', 40, '2026-09-30'],
      ['round', 40, '2026-11-30'],
    ]);
    expect([...(stages[2]?.changed ?? [])]).toEqual(['due', 'title']);
  });

  it('show numbers, days and the person always, words only where somebody spoke of them', () => {
    expect(fieldsShown(talk)).toEqual(['weight', 'target:papers', 'start', 'due', 'responsiblePersonId', 'title']);
    expect(fieldsShown({ ...talk, rounds: [] })).not.toContain('title');
  });

  it('end in a column of their own', () => {
    const settled = { what: 'agreed', outcome: { due: '2026-11-30' } } as unknown as Talk['settled'];
    const end = stagesOf({ ...talk, settled }).at(-1);
    expect([end?.kind, end && valueAt(end.terms, 'due'), [...(end?.changed ?? [])]]).toEqual([
      'agreed',
      '2026-11-30',
      ['due'],
    ]);
  });
});

describe('what is typed', () => {
  it('is a proposal only where it differs from the table; an emptied number proposes nothing', () => {
    const table = tableOf(talk);
    expect(changedEdits(table, { weight: 40, 'target:papers': 40, due: '2026-11-30' })).toEqual({});
    expect(proposalOf(table, { weight: 35, 'target:papers': null, due: '2026-10-31', start: '' })).toEqual({
      weight: 35,
      due: '2026-10-31',
    });
    expect(proposalOf(table, { 'target:papers': 38 })).toEqual({ targets: [{ indicatorId: 'papers', target: 38 }] });
  });
});
