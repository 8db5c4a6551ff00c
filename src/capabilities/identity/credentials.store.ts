// The SQL of passwords, sessions, API tokens and failed sign-ins.
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/database/connect.ts';
import { outsideTenant } from '../../platform/database/connect.ts';
import type { Credential } from './bearer-token.ts';
import type { Actor } from './scope.ts';

export type FoundCaller = {
  actor: Actor | null;
  csrfToken: string | null;
  tokenId: string | null;
  scopes: string[] | null;
  mustChangePassword: boolean;
  seenAt: Date | null;
};

/** One look: passes the product's clock to the transaction, finds session or token, and loads who acts. */
export async function findCaller(tx: Tx, credential: Credential, now: Date): Promise<FoundCaller | undefined> {
  const { institutionId, hash } = credential;
  const at = now.toISOString();
  const holder =
    credential.kind === 'session'
      ? sql`select person_id, csrf_token, null::uuid as token_id, null::text[] as scopes, seen_at from sessions
            where institution_id = ${institutionId} and token_hash = ${hash} and expires_at > ${at}`
      : sql`select person_id, null as csrf_token, id as token_id, scopes, used_at as seen_at from api_tokens
            where institution_id = ${institutionId} and token_hash = ${hash} and revoked_at is null and (expires_at is null or expires_at > ${at})`;
  const { rows } = await sql<FoundCaller>`
    select set_config('liandong.now', ${at}, true), h.csrf_token as "csrfToken", h.token_id as "tokenId", h.scopes, h.seen_at as "seenAt",
      coalesce((select must_change from credentials c where c.institution_id = ${institutionId} and c.person_id = h.person_id), false) as "mustChangePassword",
      load_actor(${institutionId}, h.person_id, institution_day(${institutionId}, ${at})) as actor
    from (${holder}) h`.execute(tx);
  return rows[0];
}

const SESSION_LASTS = sql`interval '12 hours'`;
const SESSION_ENDS_AT_LAST = sql`interval '30 days'`;

/** A row that another request of the same caller is touching is left to it. */
export async function touchCredential(tx: Tx, credential: Credential, now: Date): Promise<void> {
  const own = sql`institution_id = ${credential.institutionId} and token_hash = ${credential.hash}`;
  if (credential.kind === 'session') {
    await sql`update sessions set seen_at = ${now}, expires_at = least(${now}::timestamptz + ${SESSION_LASTS}, created_at + ${SESSION_ENDS_AT_LAST})
      where (institution_id, token_hash) in (select institution_id, token_hash from sessions where ${own} for update skip locked)`.execute(
      tx,
    );
  } else {
    await sql`update api_tokens set used_at = ${now}
      where (institution_id, id) in (select institution_id, id from api_tokens where ${own} for update skip locked)`.execute(
      tx,
    );
  }
}

export type NewSession = {
  institutionId: string;
  hash: Buffer;
  personId: string;
  csrfToken: string;
  now: Date;
  address: string | null;
  agent: string | null;
};

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await sql`insert into sessions (institution_id, token_hash, person_id, csrf_token, created_at, seen_at, expires_at, address, agent)
    values (${session.institutionId}, ${session.hash}, ${session.personId}, ${session.csrfToken}, ${session.now}, ${session.now},
      ${session.now}::timestamptz + ${SESSION_LASTS}, ${session.address}, ${session.agent})`.execute(tx);
}

export async function deleteSession(tx: Tx, institutionId: string, hash: Buffer): Promise<void> {
  await tx.deleteFrom('sessions').where('institution_id', '=', institutionId).where('token_hash', '=', hash).execute();
}

/** Ends a person's sessions, all or all but one. */
export async function deleteSessionsOf(
  tx: Tx,
  institutionId: string,
  personId: string,
  except: Buffer | null,
): Promise<void> {
  let query = tx.deleteFrom('sessions').where('institution_id', '=', institutionId).where('person_id', '=', personId);
  if (except) query = query.where('token_hash', '<>', except);
  await query.execute();
}

export async function findInstitution(
  db: Db,
  wanted: { name?: string | undefined; host: string },
): Promise<string | null> {
  const { rows } = await outsideTenant(db, (tx) =>
    (wanted.name === undefined
      ? sql<{ id: string | null }>`select find_institution(${wanted.host}) as id`
      : sql<{ id: string | null }>`select find_institution_by_name(${wanted.name}) as id`
    ).execute(tx),
  );
  return rows[0]?.id ?? null;
}

export type AccountHolder = { personId: string; passwordHash: string | null };

export async function findAccount(tx: Tx, institutionId: string, account: string): Promise<AccountHolder | undefined> {
  const { rows } = await sql<AccountHolder>`
    select p.id as "personId", c.password_hash as "passwordHash" from people p
    left join credentials c on c.institution_id = p.institution_id and c.person_id = p.id
    where p.institution_id = ${institutionId} and lower(p.account) = lower(${account}) and p.active`.execute(tx);
  return rows[0];
}

export async function findPasswordHash(tx: Tx, institutionId: string, personId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('credentials')
    .select('password_hash')
    .where('institution_id', '=', institutionId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.password_hash ?? null;
}

export async function savePasswordHash(
  tx: Tx,
  row: { institutionId: string; personId: string; hash: string; mustChange: boolean; now: Date },
): Promise<void> {
  const values = { password_hash: row.hash, must_change: row.mustChange, changed_at: row.now };
  await tx
    .insertInto('credentials')
    .values({ institution_id: row.institutionId, person_id: row.personId, ...values })
    .onConflict((conflict) => conflict.columns(['institution_id', 'person_id']).doUpdateSet(values))
    .execute();
}

export type Attempt = { institutionId: string; account: string; address: string; now: Date };
const WINDOW = sql`interval '10 minutes'`;

/** Seconds until the next try is heard; null while fewer than `most` failures lie in the window. */
export async function readThrottle(tx: Tx, attempt: Attempt, most: number): Promise<number | null> {
  const { rows } = await sql<{ seconds: number }>`
    select greatest(1, ceil(extract(epoch from at + ${WINDOW} - ${attempt.now}::timestamptz)))::int as seconds from sign_in_failures
    where institution_id = ${attempt.institutionId} and account = lower(${attempt.account}) and address = ${attempt.address}
      and at > ${attempt.now}::timestamptz - ${WINDOW}
    order by at desc offset ${most - 1} limit 1`.execute(tx);
  return rows[0]?.seconds ?? null;
}

/** Decisions about one account and address follow one another, so that parallel guesses cannot outrun the count. */
export async function lockAttempts(tx: Tx, attempt: Attempt): Promise<void> {
  const name = `${attempt.institutionId} ${attempt.account.toLowerCase()} ${attempt.address}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`.execute(tx);
}

export async function insertFailure(tx: Tx, attempt: Attempt): Promise<void> {
  await sql`insert into sign_in_failures (institution_id, account, address, at)
    values (${attempt.institutionId}, lower(${attempt.account}), ${attempt.address}, ${attempt.now})`.execute(tx);
}

export type StoredToken = {
  id: string;
  name: string;
  scopes: string[];
  createdAt: Date;
  usedAt: Date | null;
  expiresAt: Date | null;
};

export async function selectTokens(
  tx: Tx,
  institutionId: string,
  personId: string,
  after: { createdAt: string; id: string } | null,
  limit: number,
): Promise<StoredToken[]> {
  const later = after ? sql`and (created_at, id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)` : sql``;
  const { rows } = await sql<StoredToken>`
    select id, name, scopes, created_at as "createdAt", used_at as "usedAt", expires_at as "expiresAt" from api_tokens
    where institution_id = ${institutionId} and person_id = ${personId} and revoked_at is null ${later}
    order by created_at desc, id desc limit ${limit}`.execute(tx);
  return rows;
}
