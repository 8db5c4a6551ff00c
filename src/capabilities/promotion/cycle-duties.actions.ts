// What cycles ask of the office on the workbench: frozen ones to review, reviewed ones to close. Those in which nobody owed anything ask for nothing.
import { hasRole, type Scope } from '../identity/scope.ts';
import type { Duty } from '../linkage/workbench.actions.ts';
import { listCyclesToSettle } from './cycle.store.ts';

const MOST = 12;

export async function cycleDuties(scope: Scope): Promise<Duty[]> {
  if (!hasRole(scope.actor, 'office')) return [];
  const cycles = await listCyclesToSettle(scope, MOST);
  return cycles.map(
    ({ id, from, to }): Duty => ({
      kind: 'cycle',
      item_id: null,
      submission_id: null,
      submission_kind: null,
      cycleId: id,
      reason: `${from} – ${to}`,
      due: null,
      blocks: 0,
    }),
  );
}
