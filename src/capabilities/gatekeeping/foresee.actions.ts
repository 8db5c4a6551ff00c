// Tells what a request would come to by doing it, whole, behind a savepoint, and taking it back: no second set of rules to keep equal.
import { sql } from 'kysely';
import type { z } from 'zod';
import { attempt } from '../../platform/http/attempt.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { loadTerms } from '../linkage/item-detail.store.ts';
import { selectItemRows } from '../linkage/item-row.store.ts';
import { readOpenStanding } from '../linkage/standing.store.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import type { EffectsByKind } from './decide.actions.ts';
import type { Foreseen, ForeseenStanding } from './foresee.contract.ts';
import { openRequest } from './request.actions.ts';
import type { Request } from './request.contract.ts';
import { endSubmission, findSubmission } from './submission.store.ts';
import { readSubmission } from './view.actions.ts';

type Standing = z.infer<typeof ForeseenStanding>;
type Passed = Pick<z.infer<typeof Foreseen>, 'after' | 'route' | 'noIndependentGate' | 'snapshot'>;

async function standingNow(scope: Scope, itemId: string): Promise<Standing> {
  const [row] = await selectItemRows(scope, sql`and i.id = ${itemId}`);
  if (!row) return refuseNow('missing', 'not_found');
  const { assessedDue } = await loadTerms(scope, itemId);
  const { state, start, originalDue, approvedDue, responsiblePerson, progress, light } = row;
  return {
    state,
    light: light.computed,
    start,
    originalDue,
    approvedDue,
    judgedBy: assessedDue,
    planned: progress.planned,
    verified: progress.verified,
    responsiblePerson,
  };
}

async function passForNow(scope: Scope, itemId: string, request: Request, effects: EffectsByKind): Promise<Passed> {
  const id = await openRequest(scope, itemId, request);
  const { route, noIndependentGate, snapshot } = await readSubmission(scope, id);
  await endSubmission(scope, id, 'passed');
  const submission = await findSubmission(scope, id);
  if (submission) await effects[submission.kind]?.onPassed(scope, submission, effects);
  await refreshItemValues(scope, [itemId]);
  return {
    after: await standingNow(scope, itemId),
    route: route.map(({ kind, person }) => ({ kind, person })),
    noIndependentGate,
    snapshot,
  };
}

const NOTHING: Passed = { after: null, route: [], noIndependentGate: false, snapshot: null };

/** Answers a refusal as part of the reply: what would be refused is told before anything is sent. */
export async function foreseeRequest(scope: Scope, itemId: string, request: Request, effects: EffectsByKind) {
  await readOpenStanding(scope, itemId);
  const before = await standingNow(scope, itemId);
  const passed = await attempt(scope.tx, () => passForNow(scope, itemId, request, effects), true);
  return passed.ok ? { before, ...passed.value, refusal: null } : { before, ...NOTHING, refusal: passed.refusal };
}
