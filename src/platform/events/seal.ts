// Seals committed events in a gap-free chain by institution, behind the commit, so that no writer waits for another's seal.
import { sql } from 'kysely';
import { type Db, inTenant, outsideTenant, type Tx } from '../database/connect.ts';
import { type Rounds, startRounds } from '../jobs/rounds.ts';
import { AT_AS_TEXT, GENESIS, hashEvent, type StoredEvent } from './hashed-form.ts';

const BATCH = 1000;
const POLL_MILLISECONDS = 250;

export type ChainHead = { sequence: number; hash: string };

export async function readHead(tx: Tx, institutionId: string): Promise<ChainHead> {
  const row = await tx
    .selectFrom('chain_heads')
    .select(['sequence', 'hash'])
    .where('institution_id', '=', institutionId)
    .executeTakeFirst();
  return row ?? { sequence: 0, hash: GENESIS };
}

/** Seals everything committed so far; 0 where there was nothing or another process is at it. */
export async function sealEvents(db: Db, institutionId: string, now: () => Date): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await inTenant(db, institutionId, (tx) => sealBatch(tx, institutionId, now()));
    sealed += count;
    if (count < BATCH) return sealed;
  }
}

async function sealBatch(tx: Tx, institutionId: string, now: Date): Promise<number> {
  const head = await takeHead(tx, institutionId);
  if (head === null) return 0;
  const events = await nextUnsealed(tx, institutionId);
  if (events.length === 0) return 0;
  let { sequence, hash } = head;
  const seals = events.map((event) => {
    const previous = hash;
    sequence += 1;
    hash = hashEvent(institutionId, sequence, previous, event);
    return { sequence, event: event.id, previous, hash };
  });
  await sql`
    insert into event_seals (institution_id, sequence, event_id, previous_hash, hash, sealed_at)
    select ${institutionId}, s.sequence, s.event, s.previous, s.hash, ${now}
    from unnest(${seals.map((seal) => seal.sequence)}::bigint[], ${seals.map((seal) => seal.event)}::uuid[],
      ${seals.map((seal) => seal.previous)}::text[], ${seals.map((seal) => seal.hash)}::text[]) as s(sequence, event, previous, hash)
  `.execute(tx);
  await sql`
    delete from unsealed_events where institution_id = ${institutionId} and event_id = any(${seals.map((seal) => seal.event)}::uuid[])
  `.execute(tx);
  await sql`update chain_heads set sequence = ${sequence}, hash = ${hash} where institution_id = ${institutionId}`.execute(
    tx,
  );
  return events.length;
}

/** Null while another process seals this institution: it will take what we would have taken. */
async function takeHead(tx: Tx, institutionId: string): Promise<ChainHead | null> {
  const look = () =>
    tx
      .selectFrom('chain_heads')
      .select(['sequence', 'hash'])
      .where('institution_id', '=', institutionId)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
  const head = await look();
  if (head) return head;
  await sql`
    insert into chain_heads (institution_id, sequence, hash) values (${institutionId}, 0, ${GENESIS}) on conflict do nothing
  `.execute(tx);
  return (await look()) ?? null;
}

async function nextUnsealed(tx: Tx, institutionId: string): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    select e.id, ${sql.raw(AT_AS_TEXT)} as at, e.actor_id, e.on_behalf_of, e.act, e.object_kind, e.object_id, e.before, e.after,
      e.reason, e.request_id
    from (select event_id, position from unsealed_events where institution_id = ${institutionId} order by position limit ${BATCH}) u
    join events e on e.institution_id = ${institutionId} and e.id = u.event_id
    order by u.position
  `.execute(tx);
  return rows;
}

export async function institutionsWithUnsealedEvents(db: Db): Promise<string[]> {
  return outsideTenant(db, async (tx) => {
    const { rows } = await sql<{ id: string }>`select institutions_with_unsealed_events() as id`.execute(tx);
    return rows.map((row) => row.id);
  });
}

export type SealerOptions = { db: Db; now: () => Date; onFailure?: (error: unknown) => void };

/** Rounds of sealing, a quarter of a second apart; a database that is away for a while only delays them. */
export function startSealer({ db, now, onFailure }: SealerOptions): Rounds {
  return startRounds({
    pauseMilliseconds: POLL_MILLISECONDS,
    round: async () => {
      for (const institutionId of await institutionsWithUnsealedEvents(db)) await sealEvents(db, institutionId, now);
    },
    ...(onFailure && { onFailure }),
  });
}
