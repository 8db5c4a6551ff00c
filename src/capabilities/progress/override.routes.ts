// Binds values set by hand to their use cases.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Scope } from '../identity/scope.ts';
import { endOverrideOf, proposeOne, readOverrides, signOverrideOf } from './override.actions.ts';
import * as contract from './override.contract.ts';

export function addOverrideRoutes(app: FastifyInstance, open: OpenScope<Scope>): void {
  const bind = createBinder(app, open);
  bind(contract.readOverride, (scope, { params }) => readOverrides(scope, params.id));
  bind(contract.proposeOverride, (scope, { params, body }, { ifMatch }) => proposeOne(scope, params.id, body, ifMatch));
  bind(contract.signOverride, (scope, { params }, { ifMatch }) => signOverrideOf(scope, params.id, ifMatch));
  bind(contract.endOverride, (scope, { params }, { ifMatch }) => endOverrideOf(scope, params.id, ifMatch));
}
