// Signing in, staying and leaving: opaque sessions, throttled guessing, passwords that other sessions do not survive.
import type { Clock } from '../../platform/clock.ts';
import { type Db, inTenant } from '../../platform/database/connect.ts';
import { appendEvent } from '../../platform/events/append.ts';
import { refuseNow } from '../../platform/result.ts';
import { type Credential, makeToken, randomWord } from './bearer-token.ts';
import {
  type Attempt,
  deleteSession,
  deleteSessionsOf,
  findAccount,
  findInstitution,
  findPasswordHash,
  insertFailure,
  insertSession,
  lockAttempts,
  readThrottle,
  savePasswordHash,
} from './credentials.store.ts';
import { readPerson, readShortestPassword, type StoredPerson } from './me.store.ts';
import type { SignedInScope } from './open-scope.ts';
import { demandStrongPassword, hashPassword, verifyNobody, verifyPassword } from './password.ts';

export const MOST_FAILURES = 10;

export type SignIn = {
  account: string;
  password: string;
  /** Name or id of the institution; without it the host name decides. */
  institution?: string | undefined;
  host: string;
  address: string;
  agent: string | null;
  /** The session that this browser held before: it ends, so that none survives a sign-in. */
  earlier: Credential | null;
};
export type OpenedSession = { person: StoredPerson; token: string; csrfToken: string };
type Deps = { db: Db; clock: Clock };

export async function openSession({ db, clock }: Deps, signIn: SignIn): Promise<OpenedSession> {
  const institutionId = await findInstitution(db, { name: signIn.institution, host: signIn.host });
  if (!institutionId) {
    await verifyNobody(signIn.password);
    return signIn.institution === undefined
      ? refuseNow('invalid', 'institution_needed')
      : refuseNow('unauthenticated', 'sign_in_refused');
  }
  const attempt: Attempt = { institutionId, account: signIn.account, address: signIn.address, now: clock.now() };
  const holder = await inTenant(db, institutionId, async (tx) => {
    refuseThrottled(await readThrottle(tx, attempt, MOST_FAILURES));
    return findAccount(tx, institutionId, signIn.account);
  });
  // outside any transaction: the hash takes longer than everything else together
  const right = holder?.passwordHash
    ? await verifyPassword(holder.passwordHash, signIn.password)
    : await verifyNobody(signIn.password);
  return inTenant(db, institutionId, async (tx): Promise<OpenedSession | null> => {
    await lockAttempts(tx, attempt);
    refuseThrottled(await readThrottle(tx, attempt, MOST_FAILURES));
    if (!right || !holder) {
      await insertFailure(tx, attempt);
      return null;
    }
    if (signIn.earlier?.institutionId === institutionId) await deleteSession(tx, institutionId, signIn.earlier.hash);
    const { token, hash } = makeToken('session', institutionId);
    const csrfToken = randomWord();
    const { address, agent } = signIn;
    await insertSession(tx, {
      institutionId,
      hash,
      personId: holder.personId,
      csrfToken,
      now: attempt.now,
      address,
      agent,
    });
    return { person: await readPerson(tx, institutionId, holder.personId), token, csrfToken };
  }).then((opened) => opened ?? refuseNow('unauthenticated', 'sign_in_refused'));
}

function refuseThrottled(retryAfter: number | null): void {
  if (retryAfter === null) return;
  refuseNow('throttled', 'sign_in_throttled', { retryAfter, minutes: Math.ceil(retryAfter / 60) });
}

export async function closeSession(scope: SignedInScope): Promise<void> {
  if (scope.credential.kind === 'session') await deleteSession(scope.tx, scope.institutionId, scope.credential.hash);
}

export type PasswordChange = { current: string; password: string; address: string };

export async function changePassword(scope: SignedInScope, change: PasswordChange, { db }: { db: Db }): Promise<void> {
  const { tx, institutionId, now, actor } = scope;
  const attempt: Attempt = { institutionId, account: actor.account, address: change.address, now };
  refuseThrottled(await readThrottle(tx, attempt, MOST_FAILURES));
  const stored = await findPasswordHash(tx, institutionId, actor.personId);
  if (stored === null || !(await verifyPassword(stored, change.current))) {
    // in a transaction of its own: this one rolls back with the refusal
    await inTenant(db, institutionId, (own) => insertFailure(own, attempt));
    refuseNow('invalid', 'current_password_wrong', {}, [{ path: 'current', code: 'current_password_wrong' }]);
  }
  if (change.current === change.password) refuseNow('invalid', 'password_unchanged');
  const shortest = await readShortestPassword(scope);
  demandStrongPassword(change.password, [actor.account, actor.name], shortest);
  const hash = await hashPassword(change.password);
  await savePasswordHash(tx, { institutionId, personId: actor.personId, hash, mustChange: false, now });
  await deleteSessionsOf(tx, institutionId, actor.personId, scope.credential.hash);
  await appendEvent(scope, { act: 'password.changed', objectKind: 'person', objectId: actor.personId });
}
