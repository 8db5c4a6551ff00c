// Rows of before and after from the snapshots of requests.
import { describe, expect, it } from 'vitest';
import { beforeAfterOf, indicatorChangesOf, nodeChangesOf } from './beforeAfter.ts';

describe('before and after', () => {
  it('of an extension says by how many days the due date moves, and what was asked for the last time', () => {
    const snapshot = { before: { approvedDue: '2026-06-30' }, after: { approvedDue: '2026-09-30', nodes: [] } };
    const previous = { before: { approvedDue: '2026-06-30' }, after: { approvedDue: '2026-12-31' } };
    expect(beforeAfterOf(snapshot, previous)).toEqual([
      {
        field: 'approvedDue',
        kind: 'day',
        before: '2026-06-30',
        after: '2026-09-30',
        movedDays: 92,
        asked: '2026-12-31',
      },
    ]);
    expect(beforeAfterOf(snapshot, snapshot)[0]?.asked).toBeNull();
  });

  it('leaves out what stays, and what is told by a name beside it', () => {
    const brief = (id: string) => ({ id, name: id, nameEn: null });
    const snapshot = {
      before: { responsiblePersonId: 'a', responsiblePerson: brief('a'), leadUnit: brief('u'), interim: false },
      after: { responsiblePersonId: 'b', responsiblePerson: brief('b'), leadUnit: brief('u'), interim: false },
    };
    expect(beforeAfterOf(snapshot, null).map((row) => [row.field, row.kind])).toEqual([['responsiblePerson', 'named']]);
  });

  it('says nothing of a snapshot that holds none of it', () => {
    expect(beforeAfterOf(null, null)).toEqual([]);
    expect(nodeChangesOf({})).toEqual([]);
    expect(indicatorChangesOf({ after: {} })).toEqual([]);
  });
});

describe('nodes', () => {
  const node = (id: string, date: string, weight: number) => ({ id, title: id, titleEn: null, date, weight });

  it('come, go and move; those that stay are not named', () => {
    const before = { nodes: [node('a', '2026-04-01', 50), node('b', '2026-05-01', 30), node('c', '2026-06-01', 20)] };
    const after = { nodes: [node('a', '2026-04-01', 50), node('b', '2026-05-11', 20), node('d', '2026-07-01', 30)] };
    const changes = nodeChangesOf({ before, after });
    expect(changes.map((one) => [one.id, one.fate, one.movedDays])).toEqual([
      ['b', 'changed', 10],
      ['c', 'gone', 0],
      ['d', 'new', 0],
    ]);
    expect(changes[0]).toMatchObject({ weightBefore: 30, weight: 20 });
  });
});

describe('indicators', () => {
  it('name each field that changes, and of a new one what it brings', () => {
    const before = { indicators: [{ id: 'i', name: '论文', target: 5 }] };
    const after = {
      indicators: [
        { id: 'i', name: '论文', target: 8, isNew: false },
        { id: 'j', name: '专利', target: 2, base: null, isNew: true },
      ],
    };
    expect(indicatorChangesOf({ before, after }).map((one) => [one.name, one.field, one.before, one.after])).toEqual([
      ['论文', 'target', 5, 8],
      ['专利', 'target', null, 2],
    ]);
  });
});
