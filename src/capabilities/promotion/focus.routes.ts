// Binds the endpoints of the focus list to their use cases.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Scope } from '../identity/scope.ts';
import { decide, pin, readFocusList, unpin } from './focus.actions.ts';
import * as contract from './focus.contract.ts';

export function addFocusRoutes(app: FastifyInstance, open: OpenScope<Scope>): void {
  const bind = createBinder(app, open);
  bind(contract.readFocus, (scope, { params }) => readFocusList(scope, params.id));
  bind(contract.pinToFocus, (scope, { params, body }) => pin(scope, params.id, body));
  bind(contract.unpinFromFocus, (scope, { params }) => unpin(scope, params.id, params.itemId));
  bind(contract.decideOnFocus, (scope, { params, body }) => decide(scope, params.id, params.itemId, body.text));
}
