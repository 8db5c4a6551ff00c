// Binds the cockpit to its use case.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Scope } from '../identity/scope.ts';
import type { DutySource } from '../linkage/workbench.actions.ts';
import { readMyCockpit } from './cockpit.actions.ts';
import * as contract from './cockpit.contract.ts';

type Deps = { open: OpenScope<Scope>; duties: readonly DutySource[] };

export function addCockpitRoutes(app: FastifyInstance, { open, duties }: Deps): void {
  const bind = createBinder(app, open);
  bind(contract.readCockpit, (scope) => readMyCockpit(scope, duties));
}
