// The order of the queue and what may be decided in one go: the most urgent first, the plain reports together.
import type { Queue, Step, Submission, SubmissionRow } from './reviewQueries.ts';
import { fieldsOf, wordsAt } from './snapshot.ts';

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

/** A report that claims nothing asks for one look only; such may be passed together. */
export const isUnremarkable = (row: SubmissionRow): boolean =>
  row.kind === 'report' && row.abilities.decide === true && row.route.every((step) => step.kind === 'look');

/** What its words say against passing it unread: a light worse than yellow, a major risk, help that is asked for. */
export function isRemarkable(submission: Pick<Submission, 'snapshot'>): boolean {
  const snapshot = fieldsOf(submission.snapshot);
  const light = wordsAt(snapshot, 'selfRatedLight');
  return light === 'red' || light === 'orange' || snapshot.majorRisk === true || wordsAt(snapshot, 'help') !== '';
}

/** The row to go to when this one has been decided: the next, else the one before. */
export function neighbourOf(rows: readonly SubmissionRow[], id: string): string | null {
  const at = rows.findIndex((row) => row.id === id);
  if (at < 0) return rows[0]?.id ?? null;
  return rows[at + 1]?.id ?? rows[at - 1]?.id ?? null;
}
