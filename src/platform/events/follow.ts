// Followers of history: each reads the sealed events of an institution in their sequence, every one exactly once, whatever the number of processes.
import { sql } from 'kysely';
import { type Db, inTenant, outsideTenant, type Tx } from '../database/connect.ts';

export type FollowedEvent = {
  sequence: number;
  id: string;
  at: Date;
  act: string;
  objectKind: string;
  objectId: string;
  itemId: string | null;
  actorId: string | null;
  onBehalfOf: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  requestId: string | null;
};

export type Following = {
  db: Db;
  /** Each follower has its own place in history. */
  follower: string;
  /** Acts that it wants; the others are passed over. All where left out. */
  acts?: readonly string[];
  most?: number;
  /** Works in the transaction that moves the follower on: both happen, or neither. */
  take: (tx: Tx, events: readonly FollowedEvent[]) => Promise<unknown>;
};

const MOST = 1000;

/** The seal's order is gap-free and holds what is committed alone: that makes it the outbox. */
export async function institutionsToFollow(db: Db, follower: string): Promise<string[]> {
  return outsideTenant(db, async (tx) => {
    const { rows } = await sql<{ id: string }>`select institutions_to_follow(${follower}) as id`.execute(tx);
    return rows.map((row) => row.id);
  });
}

/** Reads on to the end of the chain; answers how many seals were passed. Where another process reads, nothing is done. */
export async function followEvents(following: Following, institutionId: string): Promise<number> {
  const most = following.most ?? MOST;
  let passed = 0;
  for (;;) {
    const step = await inTenant(following.db, institutionId, (tx) => followStep(tx, institutionId, following, most));
    passed += step;
    if (step < most) return passed;
  }
}

async function followStep(tx: Tx, institutionId: string, following: Following, most: number): Promise<number> {
  const from = await takePlace(tx, institutionId, following.follower);
  if (from === null) return 0;
  const { rows: heads } = await sql<{ to: number }>`
    select least(sequence, ${from}::bigint + ${most}) as to from chain_heads where institution_id = ${institutionId}`.execute(
    tx,
  );
  const to = heads[0]?.to ?? from;
  if (to <= from) return 0;
  const events = await readSealed(tx, institutionId, { from, to, ...(following.acts && { acts: following.acts }) });
  if (events.length > 0) await following.take(tx, events);
  await tx
    .updateTable('event_followers')
    .set({ sequence: to })
    .where('institution_id', '=', institutionId)
    .where('follower', '=', following.follower)
    .execute();
  return to - from;
}

/** Puts a follower behind everything sealed so far: what was loaded as history is told to nobody. */
export async function passOverHistory(db: Db, institutionId: string, follower: string): Promise<void> {
  await inTenant(db, institutionId, (tx) =>
    sql`
      insert into event_followers (institution_id, follower, sequence)
      select ${institutionId}, ${follower}, sequence from chain_heads where institution_id = ${institutionId}
      on conflict (institution_id, follower) do update set sequence = excluded.sequence`.execute(tx),
  );
}

/** The sequence read so far, locked; null while another process is at it. */
async function takePlace(tx: Tx, institutionId: string, follower: string): Promise<number | null> {
  const look = () =>
    tx
      .selectFrom('event_followers')
      .select('sequence')
      .where('institution_id', '=', institutionId)
      .where('follower', '=', follower)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
  const place = await look();
  if (place) return place.sequence;
  await sql`insert into event_followers (institution_id, follower, sequence) values (${institutionId}, ${follower}, 0)
    on conflict do nothing`.execute(tx);
  return (await look())?.sequence ?? null;
}

type Span = { from: number; to: number; acts?: readonly string[] };

export async function readSealed(tx: Tx, institutionId: string, { from, to, acts }: Span): Promise<FollowedEvent[]> {
  const { rows } = await sql<FollowedEvent>`
    select s.sequence, e.id, e.at, e.act, e.object_kind as "objectKind", e.object_id as "objectId", e.item_id as "itemId",
      e.actor_id as "actorId", e.on_behalf_of as "onBehalfOf", e.before, e.after, e.request_id as "requestId"
    from event_seals s join events e on e.institution_id = s.institution_id and e.id = s.event_id
    where s.institution_id = ${institutionId} and s.sequence > ${from}::bigint and s.sequence <= ${to}::bigint
      ${acts ? sql`and e.act = any(${acts}::text[])` : sql``}
    order by s.sequence`.execute(tx);
  return rows;
}
