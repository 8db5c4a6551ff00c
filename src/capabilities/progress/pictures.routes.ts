// Binds the pictures of a plan to their use cases: the chain view and the X-matrix.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Scope } from '../identity/scope.ts';
import { readChainView } from './chain-view.actions.ts';
import * as chain from './chain-view.contract.ts';
import { readPlanMatrix } from './x-matrix.actions.ts';
import * as matrix from './x-matrix.contract.ts';

export function addPictureRoutes(app: FastifyInstance, open: OpenScope<Scope>): void {
  const bind = createBinder(app, open);
  bind(chain.readChainView, (scope, { params, query }) => readChainView(scope, params.id, query.asOf));
  bind(matrix.readXMatrix, (scope, { query }) => readPlanMatrix(scope, query));
}
