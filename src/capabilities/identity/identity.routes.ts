// Binds identity's endpoints to its use cases.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/connect.ts';
import { bindPublic, createBinder } from '../../platform/http/bind.ts';
import { confirmRole, endGrant, grantRole, listGrants, removeGrant } from './grants.actions.ts';
import * as contract from './identity.contract.ts';
import { changeLanguage, readMe, readOwnPerson } from './me.actions.ts';
import { createOpenScope, readCredential } from './open-scope.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';
import { changePassword, closeSession, openSession } from './sign-in.actions.ts';
import { createToken, listTokens, revokeToken } from './tokens.actions.ts';

export type IdentityDeps = {
  secret: string;
  db: Db;
  clock: Clock;
  config: { publicUrl: string };
};

export const agentOf = (request: FastifyRequest): string | null => request.headers['user-agent']?.slice(0, 200) ?? null;

const A_DAY_MS = 86_400_000;
const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - A_DAY_MS).toISOString().slice(0, 10);

export function addIdentityRoutes(app: FastifyInstance, deps: IdentityDeps): void {
  addSessionRoutes(app, deps);
  const bind = createBinder(app, createOpenScope(deps));
  const me = deps.clock.shifted;
  bind(contract.readMe, (scope) => readMe(scope, me));
  bind(contract.changeMe, async (scope, { body }) => {
    await changeLanguage(scope, body.language);
    return readMe({ ...scope, actor: { ...scope.actor, language: body.language } }, me);
  });

  bind(contract.createToken, (scope, { body }) => createToken(scope, body));
  bind(contract.listTokens, (scope, { query }) => listTokens(scope, query));
  bind(contract.revokeToken, async (scope, { params }) => {
    await revokeToken(scope, params.id);
    return null;
  });

  bind(contract.listRoles, (scope, { query }) => listGrants(scope, query, query));
  bind(contract.grantRole, async (scope, { body }, exchange) => {
    const grant = await grantRole(scope, body);
    exchange.answerWith(grant.state === 'proposed' ? 202 : 201);
    return grant;
  });
  bind(contract.confirmRole, (scope, { params }, { ifMatch }) => confirmRole(scope, params.id, ifMatch));
  bind(contract.changeRole, (scope, { params, body }, { ifMatch }) => endGrant(scope, params.id, body.to, ifMatch));
  bind(contract.deleteRole, async (scope, { params }, { ifMatch }) => {
    await removeGrant(scope, params.id, dayBefore(scope.today), ifMatch);
    return null;
  });
}

function addSessionRoutes(app: FastifyInstance, deps: IdentityDeps): void {
  const bind = createBinder(app, createOpenScope(deps));
  bindPublic(app, contract.openSession, async ({ body }, { request, reply }) => {
    const opened = await openSession(deps, {
      ...body,
      host: request.hostname,
      address: request.ip,
      agent: agentOf(request),
      earlier: readCredential({}, request.cookies),
    });
    setSessionCookie(reply, opened.token, deps.config.publicUrl);
    return { person: opened.person, csrfToken: opened.csrfToken };
  });
  bind(contract.readSession, async (scope) => ({
    person: await readOwnPerson(scope),
    csrfToken: scope.csrfToken,
  }));
  bind(contract.closeSession, async (scope, _input, { reply }) => {
    await closeSession(scope);
    clearSessionCookie(reply);
    return null;
  });
  bind(contract.changePassword, async (scope, { body }, { request }) => {
    await changePassword(scope, { ...body, address: request.ip }, deps);
    return null;
  });
}
