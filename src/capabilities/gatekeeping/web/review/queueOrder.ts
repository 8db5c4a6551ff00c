// The order of the queue: the most urgent first; and where to go after a decision.
import type { Queue, Step, SubmissionRow } from './reviewQueries.ts';

export const openStep = (row: Pick<SubmissionRow, 'route'>): Step | null => row.route.find((step) => step.open) ?? null;

export function isOverdue(row: Pick<SubmissionRow, 'route'>, today: string): boolean {
  const due = openStep(row)?.due;
  return due !== null && due !== undefined && due < today;
}

/** What waits for me by its limit, those without a limit last, older before newer; the other queues newest first. */
export function orderQueue(rows: readonly SubmissionRow[], queue: Queue): SubmissionRow[] {
  if (queue !== 'mine') return [...rows];
  const key = (row: SubmissionRow) => `${openStep(row)?.due ?? '9999-99-99'} ${row.submittedAt}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The row to go to when this one has been decided: the next, else the one before. */
export function neighbourOf(rows: readonly SubmissionRow[], id: string): string | null {
  const at = rows.findIndex((row) => row.id === id);
  if (at < 0) return rows[0]?.id ?? null;
  return rows[at + 1]?.id ?? rows[at - 1]?.id ?? null;
}
