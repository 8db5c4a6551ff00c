// Binds the list of delays to its use case.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Scope } from '../identity/scope.ts';
import { readDelays } from './delay.actions.ts';
import * as contract from './delay.contract.ts';

export function addDelayRoutes(app: FastifyInstance, open: OpenScope<Scope>): void {
  const bind = createBinder(app, open);
  bind(contract.listDelays, (scope, { query }) => readDelays(scope, query));
}
