// Verification of frozen cycles: each kept picture against what the rules make of the facts of its moment, by its own settings and calendar.
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Difference } from '../../platform/events/walk.ts';
import type { Calendar } from '../institution/calendar.rules.ts';
import { type ItemFacts, type ItemValues, isActive, type ProgressSettings } from '../progress/facts.rules.ts';
import { loadFacts } from '../progress/facts.store.ts';
import type { PeriodKind } from '../progress/period.rules.ts';
import { evaluateTree } from '../progress/tree.rules.ts';
import type { Where } from './cycle.store.ts';
import { outcomeOf } from './cycle-outcome.rules.ts';
import { deadlinesOf } from './freeze.actions.ts';

type Freezing = {
  cycleId: string;
  freezing: number;
  kind: PeriodKind;
  from: string;
  to: string;
  at: Date;
  day: string;
  settings: ProgressSettings;
  calendar: Calendar;
};

type Kept = Pick<ItemValues, 'verified' | 'reported' | 'planned' | 'coverage' | 'worstBelow'> & {
  id: string;
  code: string | null;
  light: string;
  why: unknown;
  steps: number[];
  outcome: string;
};
const COMPARED = [
  'outcome',
  'light',
  'why',
  'verified',
  'reported',
  'planned',
  'coverage',
  'worstBelow',
  'steps',
] as const;
type Compared = Record<(typeof COMPARED)[number], unknown>;

async function listFreezings({ tx, institutionId }: Where): Promise<Freezing[]> {
  const { rows } = await sql<Freezing>`
    select z.cycle_id as "cycleId", z.freezing, c.kind, c.from_day as "from", c.to_day as "to", z.at, z.day, z.settings, z.calendar
    from cycle_freezings z join cycles c on c.institution_id = z.institution_id and c.id = z.cycle_id
    where z.institution_id = ${institutionId} order by z.at, c.kind`.execute(tx);
  return rows;
}

/** The items of a picture by the roots under which they stood, so many at a time. */
const BATCH = 3000;

async function listRoots({ tx, institutionId }: Where, { cycleId, freezing }: Freezing): Promise<string[][]> {
  const { rows } = await sql<{ root: string; size: number }>`
    select k.path[1] as root, count(*)::int as size from cycle_items k
    where k.institution_id = ${institutionId} and k.cycle_id = ${cycleId} and k.freezing = ${freezing} group by 1 order by 1`.execute(
    tx,
  );
  const batches: string[][] = [];
  let size = BATCH;
  for (const row of rows) {
    if (size >= BATCH) batches.push([]);
    size = size >= BATCH ? row.size : size + row.size;
    batches.at(-1)?.push(row.root);
  }
  return batches;
}

async function selectKept(
  { tx, institutionId }: Where,
  { cycleId, freezing }: Freezing,
  roots: string[],
): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select k.item_id as id, k.code, k.outcome, k.light, k.why, k.verified, k.reported, k.planned, k.coverage, k.worst_below as "worstBelow", k.steps
    from cycle_items k where k.institution_id = ${institutionId} and k.cycle_id = ${cycleId} and k.freezing = ${freezing}
      and k.path[1] = any(${roots}::uuid[])`.execute(tx);
  return rows;
}

function recompute(freezing: Freezing, facts: readonly ItemFacts[]): Map<string, Compared> {
  const { settings, calendar, day, kind, from, to } = freezing;
  const values = evaluateTree(facts, day, calendar, settings);
  const deadlines = deadlinesOf(freezing, { calendar, levels: settings.levels });
  const found = new Map<string, Compared>();
  for (const item of facts) {
    const one = values.get(item.id);
    if (!one || !isActive(item.state)) continue;
    const deadline = deadlines[item.level - 1] ?? day;
    const outcome = outcomeOf(item, { period: { kind, from, to }, deadline, today: day, frozen: true });
    found.set(item.id, { ...one, outcome });
  }
  return found;
}

/**
 * Items, with those above them, on which something was done within the very instant of a freeze, or sent before it and let in after it:
 * whether it came before or after cannot be told from its time.
 */
async function movedWithin({ tx, institutionId }: Where, { cycleId, freezing, at }: Freezing): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct unnest(i.path) as id from items i where i.institution_id = ${institutionId} and i.id in (
      select r.item_id from reports r join submissions s on s.institution_id = r.institution_id and s.id = r.id
      where r.institution_id = ${institutionId} and r.cycle_id = ${cycleId} and r.freezing >= ${freezing} and s.submitted_at <= ${at}
      union all
      select e.item_id from events e where e.institution_id = ${institutionId} and e.at = ${at})`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

async function compareBatch(
  where: Where,
  freezing: Freezing,
  roots: string[],
  unclear: ReadonlySet<string>,
): Promise<Difference[]> {
  const facts = await loadFacts(where, { within: roots, at: freezing.at, day: freezing.day });
  const computed = recompute(freezing, facts);
  const { kind, from, to } = freezing;
  const named = (code: string | null, id: string) => `item ${code ?? id} in the ${kind} ${from} to ${to}`;
  const differences: Difference[] = [];
  for (const row of await selectKept(where, freezing, roots)) {
    const wanted = computed.get(row.id);
    computed.delete(row.id);
    if (unclear.has(row.id)) continue;
    for (const field of COMPARED) {
      if (wanted && isDeepStrictEqual(row[field], wanted[field])) continue;
      differences.push({
        code: 'frozen_differs',
        object: named(row.code, row.id),
        field,
        stored: row[field],
        computed: wanted?.[field] ?? null,
      });
    }
  }
  const left = [...computed.keys()];
  differences.push(
    ...left.map((id) => ({
      code: 'frozen_differs',
      object: named(null, id),
      field: 'item',
      stored: null,
      computed: id,
    })),
  );
  return differences;
}

/** Every difference between what freezes have kept and what follows from the facts of their moments. */
export async function findFrozenDifferences(where: Where): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const freezing of await listFreezings(where)) {
    const unclear = await movedWithin(where, freezing);
    for (const roots of await listRoots(where, freezing))
      differences.push(...(await compareBatch(where, freezing, roots, unclear)));
  }
  return differences;
}
