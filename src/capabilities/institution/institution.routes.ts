// Binds institution's endpoints to its use cases.
import type { FastifyInstance } from 'fastify';
import type { IdentityDeps } from '../identity/identity.routes.ts';

export function addInstitutionRoutes(_app: FastifyInstance, _deps: IdentityDeps): void {}
