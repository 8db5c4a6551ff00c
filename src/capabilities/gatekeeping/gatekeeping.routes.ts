// Binds gatekeeping's endpoints to its use cases; the effects of later capabilities' kinds are handed in.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Scope } from '../identity/scope.ts';
import { mayGuide } from '../linkage/item.policy.ts';
import { listConditions, verifyCondition } from './conditions.actions.ts';
import { decide, withdraw } from './decide.actions.ts';
import type { EffectsByKind } from './drop.actions.ts';
import * as contract from './gatekeeping.contract.ts';
import { recuse } from './recuse.actions.ts';
import { openRequest } from './request.actions.ts';
import { addGuidance, submitDecomposition } from './submit.actions.ts';
import { listSubmissions, readSubmission } from './view.actions.ts';

export function addGatekeepingRoutes(app: FastifyInstance, open: OpenScope<Scope>, effects: EffectsByKind): void {
  const bind = createBinder(app, open);
  bind(contract.submitDecomposition, async (scope, { params, body }, { ifMatch }) =>
    readSubmission(scope, await submitDecomposition(scope, params.id, body?.gapReason, ifMatch)),
  );
  bind(contract.submitRequest, async (scope, { params, body }, { ifMatch }) =>
    readSubmission(scope, await openRequest(scope, params.id, body, { ifMatch })),
  );
  bind(contract.listSubmissions, (scope, { query }) => listSubmissions(scope, query));
  bind(contract.readSubmission, (scope, { params }) => readSubmission(scope, params.id));
  bind(contract.withdrawSubmission, async (scope, { params }, { ifMatch }) => {
    await withdraw(scope, params.id, effects, ifMatch);
    return readSubmission(scope, params.id);
  });
  bind(contract.decideSubmission, async (scope, { params, body }, { ifMatch }) => {
    await decide(scope, params.id, body, effects, ifMatch);
    return readSubmission(scope, params.id);
  });
  bind(contract.recuse, async (scope, { params, body }, { ifMatch }) => {
    await recuse(scope, params.id, body.reason, effects, ifMatch);
    return readSubmission(scope, params.id);
  });
  bind(contract.verifyCondition, async (scope, { params, body }) => {
    await verifyCondition(scope, params.id, params.n, body?.note || null);
    return readSubmission(scope, params.id);
  });
  bind(contract.listConditions, (scope, { params }) => listConditions(scope, params.id));
  bind(contract.addGuidance, (scope, { params, body }) =>
    addGuidance(scope, params.id, body.text, body.submissionId ?? null, (item) => mayGuide(scope.actor, item)),
  );
}
