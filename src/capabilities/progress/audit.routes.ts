// Binds the endpoints of history as a whole: the chain's head, verification, and the jobs that do it.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Scope } from '../identity/scope.ts';
import * as contract from './progress.contract.ts';
import { readAuditHead, readJob, startVerification } from './verify.actions.ts';

export function addAuditRoutes(app: FastifyInstance, open: OpenScope<Scope>): void {
  const bind = createBinder(app, open);
  bind(contract.readAuditHead, (scope) => readAuditHead(scope));
  bind(contract.startVerification, (scope) => startVerification(scope));
  bind(contract.readJob, (scope, { params }) => readJob(scope, params.id));
}
