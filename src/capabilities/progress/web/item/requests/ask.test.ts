// What a request sends: the fields of its kind alone, and of a change only what differs from what stands.
import { describe, expect, it } from 'vitest';
import type { Item } from '../itemQueries.ts';
import { type Ask, foreseeSent, isFilled, kindsToAsk, noAsk, requestSent } from './ask.ts';
import { changesOf, nodesOf } from './changes.ts';

const item = {
  title: '光源研制',
  titleEn: null,
  requirement: '按计划完成',
  standard: '通过验收',
  resources: null,
  priority: 2,
  weight: 40,
  plannedMinutes: 600,
  responsiblePersonId: 'p1',
  coUnits: [],
  nodes: [
    { id: 'n1', title: '论证', titleEn: null, date: '2026-04-01', weight: 40, state: 'verified' },
    { id: 'n2', title: '验收', titleEn: null, date: '2026-09-01', weight: 60, state: 'planned' },
  ],
  indicators: [{ id: 'i1', target: 5 }],
  abilities: { requestExtension: true, requestChange: false, requestTransfer: true },
} as unknown as Item;
const ask = (change: Partial<Ask>): Ask => ({ ...noAsk, reason: ' 设备晚到 ', ...change });

describe('what may be asked for', () => {
  it('is what the server allows, the likeliest first', () => {
    expect(kindsToAsk(item)).toEqual(['extension', 'transfer']);
  });

  it('needs its own fields before it can be told what would come of it', () => {
    expect(isFilled('extension', ask({}), item)).toBe(false);
    expect(isFilled('extension', ask({ due: '2026-12-01' }), item)).toBe(true);
    expect(isFilled('transfer', ask({ personId: 'p1' }), item)).toBe(false);
    expect(isFilled('transfer', ask({ personId: 'p2' }), item)).toBe(true);
    expect(isFilled('suspension', ask({}), item)).toBe(true);
    expect(isFilled('change', ask({ changes: { title: '光源研制' } }), item)).toBe(false);
  });
});

describe('what is sent', () => {
  it('holds the fields of its kind and no others', () => {
    const everything = ask({
      due: '2026-12-01',
      noFault: true,
      subtree: true,
      personId: 'p2',
      nodes: { n2: '2026-11-01' },
    });
    expect(requestSent('extension', everything, item)).toEqual({
      kind: 'extension',
      reason: '设备晚到',
      due: '2026-12-01',
      noFault: true,
      nodes: [{ nodeId: 'n2', date: '2026-11-01' }],
    });
    expect(requestSent('suspension', everything, item)).toEqual({
      kind: 'suspension',
      reason: '设备晚到',
      subtree: true,
    });
    expect(requestSent('transfer', everything, item)).toMatchObject({ responsiblePersonId: 'p2' });
    expect(requestSent('reopening', everything, item)).toEqual({ kind: 'reopening', reason: '设备晚到' });
  });

  it('says what would come of it before a reason is written', () => {
    expect(foreseeSent('cancellation', ask({ reason: '' }), item)).toEqual({ kind: 'cancellation', reason: '…' });
  });

  it('of a change holds what differs, an emptied text as nothing', () => {
    expect(changesOf({ title: '光源研制 ', requirement: '', priority: 2, weight: 50, hours: 10 }, item)).toEqual({
      requirement: null,
      weight: 50,
    });
    expect(changesOf({ hours: 12.5, targets: { i1: 5 } }, item)).toEqual({ plannedMinutes: 750 });
    expect(changesOf({ targets: { i1: 6 } }, item)).toEqual({ indicators: [{ id: 'i1', target: 6 }] });
  });

  it('of nodes holds all of them once one differs, and none where none does', () => {
    expect(changesOf({ nodes: nodesOf(item) }, item)).toEqual({});
    const [first, second] = nodesOf(item);
    if (!first || !second) throw new Error('two nodes stand');
    const nodes = [first, { ...second, weight: 50 }, { ...second, key: 'new 1', id: null, title: '复测', weight: 10 }];
    expect(changesOf({ nodes }, item).nodes).toEqual([
      { id: 'n1', title: '论证', date: '2026-04-01', weight: 40 },
      { id: 'n2', title: '验收', date: '2026-09-01', weight: 50 },
      { title: '复测', date: '2026-09-01', weight: 10 },
    ]);
  });
});
