// Binds planning ahead, templates and readiness to their use cases.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Scope } from '../identity/scope.ts';
import { applyOne } from './apply-template.actions.ts';
import { copyOne, draftFrom } from './carry-over.actions.ts';
import { listYears, readPlanOf, undoBatch } from './planning.actions.ts';
import * as contract from './planning.contract.ts';
import { answerNode, nameNodeNeeds, readItemReadiness } from './readiness.actions.ts';
import * as readiness from './readiness.contract.ts';
import { changeOne, dropOne, keepOne, listUsable } from './template.actions.ts';
import * as templates from './template.contract.ts';

export function addPlanningRoutes(app: FastifyInstance, open: OpenScope<Scope>): void {
  const bind = createBinder(app, open);
  bind(contract.listPlans, (scope) => listYears(scope));
  bind(contract.readPlan, (scope, { params, query }) => readPlanOf(scope, params.year, query));
  bind(contract.carryOver, (scope, { params, query, body }) =>
    draftFrom(scope, {
      how: 'carried',
      tops: body.items.map((one) => ({ itemId: one.itemId, subtree: one.subtree ?? false })),
      year: params.year,
      shift: body.shift ?? 'workingDay',
      dryRun: query.dryRun ?? false,
    }),
  );
  bind(contract.copyItem, (scope, { params, query, body }) =>
    copyOne(scope, params.id, { ...body, dryRun: query.dryRun ?? false }),
  );
  bind(contract.undoPlanBatch, (scope, { params }) => undoBatch(scope, params.id));
  bind(readiness.readReadiness, (scope, { params, query }) => readItemReadiness(scope, params.id, query.asOf));
  bind(readiness.nameNeeds, (scope, { params, body }) => nameNodeNeeds(scope, params.id, body));
  bind(readiness.answerReadiness, (scope, { params, body }) => answerNode(scope, params.id, body));
  bind(templates.listTemplates, (scope) => listUsable(scope));
  bind(templates.keepTemplate, (scope, { body }) => keepOne(scope, body));
  bind(templates.changeTemplate, (scope, { params, body }) => changeOne(scope, params.id, body));
  bind(templates.deleteTemplate, (scope, { params }) => dropOne(scope, params.id));
  bind(templates.applyTemplate, (scope, { params, query, body }, { ifMatch }) =>
    applyOne(scope, params.id, body, { dryRun: query.dryRun ?? false, ifMatch }),
  );
}
