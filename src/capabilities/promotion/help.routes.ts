// Binds the endpoints of help to their use cases.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Scope } from '../identity/scope.ts';
import { answerHelp, ask, foreseeAsked, withdrawHelp } from './help.actions.ts';
import * as contract from './help.contract.ts';
import { listHelp, readHelp } from './help-view.actions.ts';

export function addHelpRoutes(app: FastifyInstance, open: OpenScope<Scope>): void {
  const bind = createBinder(app, open);
  bind(contract.askForHelp, (scope, { body }) => ask(scope, body));
  bind(contract.listHelpRequests, (scope, { query }) => listHelp(scope, query));
  bind(contract.foreseeHelp, (scope, { query }) => foreseeAsked(scope, query));
  bind(contract.readHelpRequest, (scope, { params }) => readHelp(scope, params.id));
  bind(contract.answerHelpRequest, (scope, { params, body }, { ifMatch }) =>
    answerHelp(scope, params.id, body, ifMatch),
  );
  bind(contract.withdrawHelpRequest, (scope, { params }, { ifMatch }) => withdrawHelp(scope, params.id, ifMatch));
}
