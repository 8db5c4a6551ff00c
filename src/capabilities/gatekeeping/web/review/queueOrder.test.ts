// The order of the queue, and where one goes on from.
import { describe, expect, it } from 'vitest';
import { isOverdue, neighbourOf, orderQueue } from './queueOrder.ts';
import type { SubmissionRow } from './reviewQueries.ts';

const row = (id: string, due: string | null, change: Partial<SubmissionRow> = {}) =>
  ({
    id,
    kind: 'report',
    submittedAt: `2026-07-0${id}T00:00:00Z`,
    route: [{ kind: 'look', open: true, due }],
    abilities: { decide: true, withdraw: false },
    ...change,
  }) as unknown as SubmissionRow;

describe('the queue', () => {
  it('puts what is due first on top, and what has no limit last by age', () => {
    const rows = [row('1', null), row('3', '2026-08-02'), row('2', '2026-08-01'), row('0', null)];
    expect(orderQueue(rows, 'mine').map((one) => one.id)).toEqual(['2', '3', '0', '1']);
    expect(orderQueue(rows, 'sent').map((one) => one.id)).toEqual(['1', '3', '2', '0']);
  });

  it('is overdue only once the day of the limit has ended', () => {
    expect(isOverdue(row('1', '2026-08-01'), '2026-08-01')).toBe(false);
    expect(isOverdue(row('1', '2026-08-01'), '2026-08-02')).toBe(true);
    expect(isOverdue(row('1', null), '2026-08-02')).toBe(false);
  });

  it('goes on to the next one, at the end back to the one before', () => {
    const rows = [row('1', null), row('2', null)];
    expect([neighbourOf(rows, '1'), neighbourOf(rows, '2'), neighbourOf([rows[0] ?? row('1', null)], '1')]).toEqual([
      '2',
      '1',
      null,
    ]);
  });
});
