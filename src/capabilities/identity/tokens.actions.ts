// API tokens: shown once, kept as a hash, revoked by their owner.
import { v7 as uuid } from 'uuid';
import { appendEvent } from '../../platform/events/append.ts';
import { page, readCursor } from '../../platform/http/paging.ts';
import { refuseNow } from '../../platform/result.ts';
import { makeToken } from './bearer-token.ts';
import { type StoredToken, selectTokens } from './credentials.store.ts';
import type { Scope } from './scope.ts';

export type NewToken = { name: string; scopes?: ('read' | 'write')[] | undefined; expiresAt?: string | undefined };

const shown = (token: StoredToken) => ({
  ...token,
  createdAt: token.createdAt.toISOString(),
  usedAt: token.usedAt?.toISOString() ?? null,
  expiresAt: token.expiresAt?.toISOString() ?? null,
});

export async function createToken(scope: Scope, asked: NewToken) {
  const { tx, institutionId, now, actorId } = scope;
  const expiresAt = asked.expiresAt === undefined ? null : new Date(asked.expiresAt);
  if (expiresAt && expiresAt <= now) refuseNow('invalid', 'token_expired_already');
  const { token, hash } = makeToken('token', institutionId);
  const scopes = asked.scopes?.length ? [...new Set(asked.scopes)] : ['read', 'write'];
  const row: StoredToken = { id: uuid(), name: asked.name, scopes, createdAt: now, usedAt: null, expiresAt };
  await tx
    .insertInto('api_tokens')
    .values({
      institution_id: institutionId,
      id: row.id,
      token_hash: hash,
      person_id: actorId,
      name: row.name,
      scopes,
      created_at: now,
      expires_at: expiresAt,
    })
    .execute();
  const after = { name: row.name, scopes, expiresAt: expiresAt?.toISOString() ?? null };
  await appendEvent(scope, { act: 'token.created', objectKind: 'token', objectId: row.id, after });
  return { ...shown(row), token };
}

export async function listTokens(scope: Scope, query: { limit: number; cursor?: string | undefined }) {
  const [createdAt, id] = readCursor(query.cursor, 2) ?? [];
  const after = typeof createdAt === 'string' && typeof id === 'string' ? { createdAt, id } : null;
  const rows = await selectTokens(scope.tx, scope.institutionId, scope.actorId, after, query.limit + 1);
  return page(rows.map(shown), query.limit, (token) => [token.createdAt, token.id]);
}

export async function revokeToken(scope: Scope, id: string): Promise<void> {
  const revoked = await scope.tx
    .updateTable('api_tokens')
    .set({ revoked_at: scope.now })
    .where('institution_id', '=', scope.institutionId)
    .where('person_id', '=', scope.actorId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (Number(revoked.numUpdatedRows) === 0) refuseNow('missing', 'not_found');
  await appendEvent(scope, { act: 'token.revoked', objectKind: 'token', objectId: id });
}
