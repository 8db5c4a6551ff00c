// The first-run wizard: says whether it waits, and creates the one institution of an empty database.
import type { FastifyInstance } from 'fastify';
import { bindPublic } from '../../platform/http/bind.ts';
import { refuseNow } from '../../platform/result.ts';
import { readSetup, setUp } from '../identity/identity.contract.ts';
import { agentOf, type IdentityDeps } from '../identity/identity.routes.ts';
import { setSessionCookie } from '../identity/session-cookie.ts';
import { openSession } from '../identity/sign-in.actions.ts';
import { createInstitution, institutionExists } from './found.actions.ts';
import type { SetupToken } from './setup-token.ts';

export type SetupDeps = IdentityDeps & {
  /** Absent where the wizard is not offered. */
  setupToken?: SetupToken | undefined;
};

export function addSetupRoutes(app: FastifyInstance, deps: SetupDeps): void {
  const { db, clock, config, setupToken } = deps;
  bindPublic(app, readSetup, async () => ({
    needed: setupToken !== undefined && !(await institutionExists(db)),
    clockShifted: clock.shifted,
    now: clock.now().toISOString(),
  }));
  bindPublic(app, setUp, async ({ body }, { request, reply }) => {
    if (await institutionExists(db)) return refuseNow('conflict', 'already_set_up');
    if (!setupToken) return refuseNow('forbidden', 'setup_token_wrong');
    setupToken.demand(body.token);
    const { token: _, ...founding } = body;
    const { institutionId } = await createInstitution(db, founding, {
      now: clock.now(),
      onlyFirst: true,
      requestId: request.id,
    });
    const opened = await openSession(deps, {
      account: body.account,
      password: body.password,
      institution: institutionId,
      host: request.hostname,
      address: request.ip,
      agent: agentOf(request),
      earlier: null,
    });
    setSessionCookie(reply, opened.token, config.publicUrl);
    return { person: opened.person, csrfToken: opened.csrfToken };
  });
}
