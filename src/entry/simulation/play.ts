// Plays the story of a plan: from drafts to months of acts, gates, reports and events, a bounded number of items at a time.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Day } from '../../capabilities/institution/calendar.rules.ts';
import { refreshAllItemValues, refreshItemValues } from '../../capabilities/progress/rollup.store.ts';
import { type Db, inTenant, type Tx } from '../../platform/database/connect.ts';
import type { StoredFile } from '../../platform/files/store.ts';
import { insertRows, keepPlans, prepareBulk, type Row, updateRows } from './bulk.ts';
import { loadHouse } from './house.ts';
import { type Ledger, writeLedger } from './ledger.ts';
import type { LedgerEvent } from './ledger-events.ts';
import { tellLife } from './life-story.ts';
import { listDraftRoots, loadPlan, type PlanItem } from './plan.ts';
import { colourRed } from './red-story.ts';
import { tellRequests } from './request-story.ts';
import type { ItemStory, Stage } from './story.ts';
import { storyTime } from './story-time.ts';
import { tellWaits } from './wait-story.ts';
import { tellWork } from './work-story.ts';

export type Play = {
  db: Db;
  institutionId: string;
  /** The first working day of the story, and the moment at which it ends. */
  firstDay: Day;
  end: Date;
  /** lean: the last cycles only, for large synthetic institutions. */
  richness: 'full' | 'lean';
  files: readonly StoredFile[];
  onProgress?: (done: number, of: number) => void;
};

/** So many items are in memory at once. */
const MOST_ITEMS = 2000;
const RED_BATCH = 200;

export async function playPlan(play: Play): Promise<void> {
  const { db, institutionId } = play;
  const stage = await inTenant(db, institutionId, (tx) => openStage(tx, play));
  const roots = await inTenant(db, institutionId, (tx) => listDraftRoots(tx, institutionId));
  const total = roots.reduce((sum, root) => sum + root.size, 0);
  const cycleIds = new Map<string, string>();
  let done = 0;
  for (const batch of inBatches(roots)) {
    await inTenant(db, institutionId, async (tx) => {
      await prepareBulk(tx);
      if (done > 0) await keepPlans(tx);
      const plan = await loadPlan(tx, institutionId, batch);
      const stories = tellStories(stage, plan, play.richness);
      const ledger = writeLedger({ stage, files: play.files, cycleIds }, stories);
      await saveLedger(tx, institutionId, play.richness === 'full' ? ledger : withoutSteps(ledger));
      const waits = tellWaits(stage, stories);
      await insertRows(
        tx,
        'item_dependencies',
        waits.rows.map((row) => ({ institution_id: institutionId, ...row })),
      );
      await saveEvents(tx, institutionId, waits.events);
      done += plan.length;
    });
    play.onProgress?.(done, total);
  }
  if (play.richness === 'full') await tellRequests({ db, institutionId, stage });
  await settleValues(play, stage);
}

async function openStage(tx: Tx, { institutionId, firstDay, end }: Play): Promise<Stage> {
  const { rows } = await sql<{ day: Day }>`select institution_day(${institutionId}, ${end}) as day`.execute(tx);
  const house = await loadHouse(tx, institutionId, rows[0]?.day ?? firstDay);
  return { house, time: storyTime(house.calendar, house.timeZone, end), firstDay };
}

function* inBatches(roots: readonly { id: string; size: number }[]): Generator<string[]> {
  let batch: string[] = [];
  let size = 0;
  for (const root of roots) {
    if (size > 0 && size + root.size > MOST_ITEMS) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(root.id);
    size += root.size;
  }
  if (batch.length > 0) yield batch;
}

function tellStories(stage: Stage, plan: readonly PlanItem[], richness: Play['richness']): ItemStory[] {
  const childrenOf = Map.groupBy(plan, (item) => item.parentId);
  const stories = new Map<string, ItemStory>();
  for (const item of plan) {
    const parent = item.parentId === null ? null : (stories.get(item.parentId) ?? null);
    const story = tellLife(stage, item, parent, childrenOf.get(item.id) ?? []);
    tellWork(stage, story, richness);
    stories.set(item.id, story);
  }
  return [...stories.values()];
}

/** The last state alone: a large institution is loaded in one pass, without the states between. */
function withoutSteps(ledger: Ledger): Ledger {
  return { ...ledger, itemPasses: [lastStates(ledger.itemPasses)], nodePasses: [lastStates(ledger.nodePasses)] };
}

function lastStates(passes: readonly Row[][]): Row[] {
  const columns = Object.assign({}, ...passes.flatMap((pass) => pass.slice(0, 1)));
  const blank = Object.fromEntries(Object.keys(columns).map((column) => [column, null]));
  const last = new Map<unknown, Row>();
  for (const pass of passes) {
    for (const row of pass) last.set(row.id, { ...blank, ...last.get(row.id), ...row });
  }
  return [...last.values()].map((row) => ('ever_late' in row ? { ...row, ever_late: row.ever_late ?? false } : row));
}

async function saveLedger(tx: Tx, institutionId: string, ledger: Ledger): Promise<void> {
  const own = (rows: readonly Row[]) => rows.map((row) => ({ institution_id: institutionId, ...row }));
  for (const pass of ledger.itemPasses) await updateRows(tx, 'items', institutionId, pass);
  const { rows } = ledger;
  for (const table of ['cycles', 'submissions', 'gate_steps', 'reports', 'indicator_readings'] as const)
    await insertRows(tx, table, own(rows[table]));
  for (const pass of ledger.nodePasses) await updateRows(tx, 'nodes', institutionId, pass);
  for (const table of ['node_claims', 'evidence', 'evidence_links', 'item_suspensions', 'red_spells'] as const) {
    await insertRows(tx, table, own(rows[table]));
  }
  await sql`
    update item_values v set self_rated = r.self_rated
    from jsonb_to_recordset(${JSON.stringify(ledger.rated)}::jsonb) as r(item_id uuid, self_rated text)
    where v.institution_id = ${institutionId} and v.item_id = r.item_id
  `.execute(tx);
  await saveEvents(tx, institutionId, ledger.events);
}

/** In the order of their time, so that the chain tells them as they happened. */
export async function saveEvents(tx: Tx, institutionId: string, events: readonly LedgerEvent[]): Promise<void> {
  const inOrder = [...events].sort((a, b) => a.at.getTime() - b.at.getTime());
  const rows = inOrder.map((event) => ({
    institution_id: institutionId,
    id: uuid({ msecs: event.at.getTime() }),
    at: event.at,
    actor_id: event.actorId,
    act: event.act,
    object_kind: event.objectKind,
    object_id: event.objectId,
    item_id: event.itemId,
    before: event.before,
    after: event.after,
    reason: event.reason,
  }));
  await insertRows(tx, 'events', rows);
}

/** Values of the last day, then the stays in red that follow from them, then the values that follow from those. */
async function settleValues({ db, institutionId }: Play, stage: Stage): Promise<void> {
  const today = stage.time.endDay;
  await inTenant(db, institutionId, async (tx) => {
    // plans made while the tables were being filled no longer fit
    await sql`discard plans`.execute(tx);
    await sql`select set_config('statement_timeout', '0', true)`.execute(tx);
    await refreshAllItemValues({ tx, institutionId, today });
    const turned = await colourRed(tx, stage);
    await saveEvents(tx, institutionId, turned);
    const red = turned.map((event) => event.itemId);
    for (let from = 0; from < red.length; from += RED_BATCH) {
      await refreshItemValues({ tx, institutionId, today }, red.slice(from, from + RED_BATCH));
    }
    await tx.updateTable('institutions').set({ refreshed_to: today }).where('id', '=', institutionId).execute();
  });
}
