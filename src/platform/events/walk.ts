// Walks the chain of seals from the first to the head and names everything in history that is not as it was sealed.
import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import { AT_AS_TEXT, digestPersonal, GENESIS, hashEvent, type StoredEvent } from './hashed-form.ts';
import { readHead } from './seal.ts';

/** One thing that is not as it should be. `object` names it for a person: "event <id>", "seal 12", "item KW-01". */
export type Difference = { code: string; object: string; field: string; stored: unknown; computed: unknown };

export type ChainWalk = { events: number; differences: Difference[] };

const BATCH = 2000;
const SEAL_LIMIT_MILLISECONDS = 60_000;

type SealRow = {
  sequence: number;
  event_id: string;
  previous_hash: string;
  hash: string;
  found: boolean;
} & StoredEvent & {
    item_id: string | null;
    personal: unknown;
  };

export async function walkChain(
  tx: Tx,
  institutionId: string,
  now: Date,
  onProgress: (share: number) => Promise<void> | void = () => {},
): Promise<ChainWalk> {
  const head = await readHead(tx, institutionId);
  const differences: Difference[] = [];
  let sequence = 0;
  let hash = GENESIS;
  let events = 0;
  for (;;) {
    const rows = await readSeals(tx, institutionId, sequence, head.sequence);
    for (const row of rows) {
      checkSeal(institutionId, row, sequence + 1, hash, differences);
      sequence = row.sequence;
      hash = row.hash;
      events += 1;
    }
    await onProgress(head.sequence === 0 ? 1 : Math.min(1, sequence / head.sequence));
    if (rows.length < BATCH) break;
  }
  if (sequence !== head.sequence)
    differ(differences, 'head_differs', 'chain head', 'sequence', head.sequence, sequence);
  else if (hash !== head.hash) differ(differences, 'head_differs', 'chain head', 'hash', head.hash, hash);
  const beyond = await sealBeyondHead(tx, institutionId);
  if (beyond !== null) differ(differences, 'head_differs', 'chain head', 'sequence', beyond.head, beyond.last);
  differences.push(...(await findUnsealed(tx, institutionId, now)));
  return { events, differences };
}

function differ(into: Difference[], code: string, object: string, field: string, stored: unknown, computed: unknown) {
  into.push({ code, object, field, stored, computed });
}

async function readSeals(tx: Tx, institutionId: string, after: number, last: number): Promise<SealRow[]> {
  const { rows } = await sql<SealRow>`
    select s.sequence, s.event_id, s.previous_hash, s.hash, e.id is not null as found,
      e.id, ${sql.raw(AT_AS_TEXT)} as at, e.actor_id, e.on_behalf_of, e.act, e.object_kind, e.object_id, e.before, e.after,
      e.reason, e.request_id, e.item_id, e.personal
    from event_seals s left join events e on e.institution_id = s.institution_id and e.id = s.event_id
    where s.institution_id = ${institutionId} and s.sequence > ${after} and s.sequence <= ${last} order by s.sequence limit ${BATCH}
  `.execute(tx);
  return rows;
}

/** One statement, one snapshot: a head that moves on meanwhile is no difference. */
async function sealBeyondHead(tx: Tx, institutionId: string): Promise<{ head: number; last: number } | null> {
  const { rows } = await sql<{ head: number; last: number }>`
    select coalesce((select sequence from chain_heads where institution_id = ${institutionId}), 0) as head, s.sequence as last
    from event_seals s where s.institution_id = ${institutionId} order by s.sequence desc limit 1
  `.execute(tx);
  const row = rows[0];
  return row !== undefined && row.last > row.head ? row : null;
}

function checkSeal(institutionId: string, row: SealRow, expected: number, previous: string, into: Difference[]): void {
  const seal = `seal ${row.sequence}`;
  if (row.sequence !== expected) differ(into, 'sequence_gap', seal, 'sequence', row.sequence, expected);
  else if (row.previous_hash !== previous)
    differ(into, 'chain_broken', seal, 'previousHash', row.previous_hash, previous);
  if (!row.found) {
    differ(into, 'event_missing', `event ${row.event_id}`, 'event', null, row.hash);
    return;
  }
  const object = `event ${row.event_id}`;
  const computed = hashEvent(institutionId, row.sequence, row.previous_hash, row);
  if (computed !== row.hash) differ(into, 'hash_differs', object, 'hash', row.hash, computed);
  // Where an event is seen is no part of the hashed form, but for an item's own events it follows from it.
  const place = placeOf(row);
  if (row.object_kind === 'item' && row.item_id !== place)
    differ(into, 'event_misplaced', object, 'itemId', row.item_id, place);
  checkPersonal(row, into);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An item's event is seen at the item; the end of one that is gone at its parent, which the hashed form names. */
function placeOf(row: SealRow): string {
  if (row.after !== null || !isRecord(row.before)) return row.object_id;
  const { parentId } = row.before;
  return typeof parentId === 'string' ? parentId : row.object_id;
}

/** What stands outside must still be what its digest in the hashed form says; erased values are no difference. */
function checkPersonal(row: SealRow, into: Difference[]): void {
  if (!isRecord(row.personal)) return;
  const { salt } = row.personal;
  for (const side of ['before', 'after'] as const) {
    const outside = row.personal[side];
    const shown = row[side];
    if (!isRecord(outside)) continue;
    for (const [field, value] of Object.entries(outside)) {
      const stored = isRecord(shown) && isRecord(shown[field]) ? shown[field].digest : undefined;
      const computed = digestPersonal(String(salt), value);
      if (stored !== computed)
        differ(into, 'personal_differs', `event ${row.event_id}`, `${side}.${field}`, stored ?? null, computed);
    }
  }
}

async function findUnsealed(tx: Tx, institutionId: string, now: Date): Promise<Difference[]> {
  const { rows } = await sql<{ id: string; queued: boolean }>`
    select e.id, u.event_id is not null as queued
    from events e
    left join event_seals s on s.institution_id = e.institution_id and s.event_id = e.id
    left join unsealed_events u on u.institution_id = e.institution_id and u.event_id = e.id
    where e.institution_id = ${institutionId} and s.event_id is null
      and (u.event_id is null or e.at < ${new Date(now.getTime() - SEAL_LIMIT_MILLISECONDS)})
    order by e.at, e.id limit 1000
  `.execute(tx);
  return rows.map((row) => ({
    code: row.queued ? 'seal_overdue' : 'event_unsealed',
    object: `event ${row.id}`,
    field: 'seal',
    stored: null,
    computed: null,
  }));
}
