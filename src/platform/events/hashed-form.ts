// The canonical form of an event that enters the chain (RFC 8785), its hash, and the salted digests that stand for personal fields.
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

export const GENESIS = '0'.repeat(64);

/** An event as it stands in the table; `at` as RFC 3339 UTC text. */
export type StoredEvent = {
  id: string;
  at: string;
  actor_id: string | null;
  on_behalf_of: string | null;
  act: string;
  object_kind: string;
  object_id: string;
  before: unknown;
  after: unknown;
  reason: string | null;
  request_id: string | null;
};

/** Text of a timestamp as the hash takes it: milliseconds as JSON writes them, microseconds only where there are any. */
export const AT_AS_TEXT = `regexp_replace(to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '000$', '') || 'Z'`;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('this value has no JSON form');
  return text;
}

/** The hash of the seal with that sequence: everything that history says, chained to the seal before. */
export function hashEvent(institutionId: string, sequence: number, previousHash: string, event: StoredEvent): string {
  return sha256(
    canonical({
      sequence,
      previousHash,
      institutionId,
      id: event.id,
      at: event.at,
      actorId: event.actor_id,
      onBehalfOf: event.on_behalf_of,
      act: event.act,
      objectKind: event.object_kind,
      objectId: event.object_id,
      before: event.before ?? null,
      after: event.after ?? null,
      reason: event.reason,
      requestId: event.request_id,
    }),
  );
}

/** Canonical, because a value read back from jsonb has its keys in another order. */
export function digestPersonal(salt: string, value: unknown): string {
  return sha256(salt + canonical(value));
}
