// Opens what a use case works in: one transaction behind the caller's institution, with who acts, on which day, and what the credential allows.
import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import { type Db, inTenant, type Tx } from '../../platform/database/connect.ts';
import type { OpenScope } from '../../platform/http/bind.ts';
import type { Endpoint } from '../../platform/http/endpoint.ts';
import { oncePerKey } from '../../platform/http/idempotency.ts';
import { refuseNow } from '../../platform/result.ts';
import { chooseLanguage } from '../../platform/words.ts';
import { type Credential, readToken, sameText } from './bearer-token.ts';
import { type FoundCaller, findCaller, touchCredential } from './credentials.store.ts';
import type { Actor, Scope } from './scope.ts';

export const SESSION_COOKIE = 'liandong_session';
/** How long a credential may go on being used before its row is touched again. */
const TOUCH_AFTER_MS = 5 * 60_000;
/** What a caller may do before a password that somebody else chose has been changed. */
const BEFORE_PASSWORD_CHANGE = ['readSession', 'closeSession', 'changePassword', 'readMe', 'changeMe'];

export type SignedInScope = Scope & { credential: Credential; mustChangePassword: boolean };

type Headers = { authorization?: string | undefined; 'x-csrf-token'?: string | string[] | undefined };

export function readCredential(headers: Headers, cookies: Record<string, string | undefined>): Credential | null {
  const bearer = headers.authorization;
  if (bearer !== undefined) return readToken(/^Bearer\s+(\S+)$/i.exec(bearer)?.[1]);
  return readToken(cookies[SESSION_COOKIE]);
}

function demandCredential(
  endpoint: Endpoint,
  caller: FoundCaller,
  headers: Headers,
): asserts caller is FoundCaller & { actor: Actor } {
  if (!caller.actor) refuseNow('unauthenticated', 'sign_in_needed');
  const writes = endpoint.method !== 'GET';
  const bearer = headers.authorization !== undefined;
  if (writes && !bearer && caller.csrfToken !== null) {
    const sent = headers['x-csrf-token'];
    if (typeof sent !== 'string' || !sameText(sent, caller.csrfToken)) refuseNow('forbidden', 'csrf_mismatch');
  }
  const needed = endpoint.scope ?? (writes ? 'write' : 'read');
  if (caller.scopes && !allows(caller.scopes, needed)) {
    refuseNow('forbidden', needed === 'write' ? 'token_read_only' : 'token_scope_missing', { scope: needed });
  }
  if (caller.mustChangePassword && !BEFORE_PASSWORD_CHANGE.includes(endpoint.name)) {
    refuseNow('forbidden', 'password_change_needed');
  }
}

/** Whoever may write may read. */
const allows = (scopes: readonly string[], needed: string) =>
  scopes.includes(needed) || (needed === 'read' && scopes.includes('write'));

export type ScopeDeps = { db: Db; clock: Clock; secret: string };

export function createOpenScope({ db, clock, secret }: ScopeDeps): OpenScope<SignedInScope> {
  return async (exchange, endpoint, work) => {
    const { request, reply } = exchange;
    const credential = readCredential(request.headers, request.cookies);
    if (!credential) refuseNow('unauthenticated', 'sign_in_needed');
    const { institutionId } = credential;
    return inTenant(db, institutionId, async (tx) => {
      const now = clock.now();
      const caller = await findCaller(tx, credential, now);
      if (!caller) refuseNow('unauthenticated', 'sign_in_needed');
      demandCredential(endpoint, caller, request.headers);
      const { actor } = caller;
      if (!caller.seenAt || now.getTime() - caller.seenAt.getTime() > TOUCH_AFTER_MS) {
        await touchCredential(tx, credential, now);
      }
      const asked = request.headers['accept-language'];
      const scope: SignedInScope = {
        tx,
        institutionId,
        now,
        today: actor.today,
        actorId: actor.personId,
        actor,
        requestId: request.id,
        language: asked === undefined ? actor.language : chooseLanguage(asked),
        csrfToken: caller.csrfToken,
        credential,
        mustChangePassword: caller.mustChangePassword,
      };
      const own = { institutionId, callerId: actor.personId, now };
      return oncePerKey(tx, { request, reply, endpoint, secret }, own, () => work(scope));
    });
  };
}

/** Who somebody is on a day, for jobs and the command line; null for an unknown or inactive person. */
export async function loadActor(tx: Tx, institutionId: string, personId: string, today: string): Promise<Actor | null> {
  const { rows } = await sql<{ actor: Actor | null }>`
    select load_actor(${institutionId}, ${personId}, ${today}::date) as actor`.execute(tx);
  return rows[0]?.actor ?? null;
}

export type ActFor = { institutionId: string; personId: string; now: Date; requestId?: string };

/** The same scope without a request: for the command line and for jobs that act in somebody's name. */
export async function openScopeFor<T>(db: Db, caller: ActFor, work: (scope: Scope) => Promise<T>): Promise<T> {
  const { institutionId, personId, now } = caller;
  return inTenant(db, institutionId, async (tx) => {
    const { rows } = await sql<{ today: string }>`
      select set_config('liandong.now', ${now.toISOString()}, true), institution_day(${institutionId}, ${now}) as today`.execute(
      tx,
    );
    const actor = await loadActor(tx, institutionId, personId, rows[0]?.today ?? '');
    if (!actor) refuseNow('missing', 'not_found');
    return work({
      tx,
      institutionId,
      now,
      today: actor.today,
      actorId: personId,
      actor,
      requestId: caller.requestId ?? '',
      language: actor.language,
      csrfToken: null,
    });
  });
}
