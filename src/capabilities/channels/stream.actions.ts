// Beginning a stream: who reads, and from where on.
import { inTenant } from '../../platform/database/connect.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Credential } from '../identity/bearer-token.ts';
import { readChainEnd } from './stream.store.ts';
import { findReader, type PassDeps, sequenceOf } from './stream-pass.ts';

const MOST_MISSED = 1000;

/** Where the reader stands: his place if it is ours and not too long ago, else the end, and whether he missed what cannot be told again. */
function placeFrom(wanted: number | null, end: number, asked: boolean): { sequence: number; missed: boolean } {
  if (!asked) return { sequence: end, missed: false };
  const known = wanted !== null && wanted <= end && end - wanted <= MOST_MISSED;
  return known ? { sequence: wanted, missed: false } : { sequence: end, missed: true };
}

/** The person and the place from which to go on; refused where the credential opens no stream. */
export async function beginStream({ db, clock, secret }: PassDeps, credential: Credential, asked: string | undefined) {
  const { institutionId } = credential;
  const { actor, end } = await inTenant(db, institutionId, async (tx) => ({
    actor: await findReader(tx, credential, clock.now()),
    end: await readChainEnd(tx, institutionId),
  }));
  if (!actor) return refuseNow('unauthenticated', 'sign_in_needed');
  const wanted = asked === undefined ? null : sequenceOf(secret, institutionId, asked);
  return { personId: actor.personId, ...placeFrom(wanted, end, asked !== undefined) };
}
