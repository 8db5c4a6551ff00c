// The decomposition draft in the database: draft children are items, everything else stands in one document beside the item.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import type { Moment } from '../../platform/events/append.ts';
import type { Scope } from '../identity/scope.ts';
import type { Decomposition } from './decomposition.contract.ts';
import type { DraftNode } from './decomposition.rules.ts';
import { type WholeIndicator, wholeIndicator } from './indicator-split.rules.ts';
import { loadNodes } from './item-detail.store.ts';
import type { Row } from './item-row.rules.ts';
import { selectItemRows } from './item-row.store.ts';

export type DecompositionView = z.infer<typeof Decomposition>;
export type DraftIndicator = WholeIndicator;
/** Fields that would change, with the whole list of indicators where that differs. */
export type ChildChange = Record<string, unknown> & { indicators?: WholeIndicator[] };

/** The document beside the item. Standing children that would change are named by id. */
export type DraftBody = {
  ownNodesWeight: number | null;
  nodes: DraftNode[];
  indicators: DraftIndicator[];
  changes: Record<string, ChildChange>;
  gapReason: string | null;
};

export async function loadDraftBody(scope: Pick<Scope, 'tx' | 'institutionId'>, itemId: string): Promise<DraftBody> {
  const draft = await scope.tx
    .selectFrom('decomposition_drafts')
    .where('institution_id', '=', scope.institutionId)
    .where('item_id', '=', itemId)
    .select('body')
    .executeTakeFirst();
  return draft ? (draft.body as DraftBody) : standingBody(scope, itemId);
}

/** The indicators of some items as they stand or are drafted, by item. */
export async function loadWholeIndicators(
  place: Pick<Moment, 'tx' | 'institutionId'>,
  itemIds: readonly string[],
): Promise<Map<string, WholeIndicator[]>> {
  if (itemIds.length === 0) return new Map();
  const rows = await place.tx
    .selectFrom('indicators')
    .where('institution_id', '=', place.institutionId)
    .where('item_id', 'in', [...itemIds])
    .orderBy('position')
    .orderBy('id')
    .selectAll()
    .execute();
  const byItem = new Map<string, WholeIndicator[]>();
  for (const row of rows) {
    const whole = wholeIndicator(
      {
        ...row,
        nameEn: row.name_en,
        commit: row.commit_value,
        bandLow: row.band_low,
        bandHigh: row.band_high,
        polarity: row.polarity as WholeIndicator['polarity'],
        rule: row.rule as WholeIndicator['rule'],
        parentIndicatorId: row.parent_indicator_id,
      },
      row.id,
    );
    byItem.set(row.item_id, [...(byItem.get(row.item_id) ?? []), whole]);
  }
  return byItem;
}

/** Without a draft: what stands now. */
async function standingBody(scope: Pick<Scope, 'tx' | 'institutionId'>, itemId: string): Promise<DraftBody> {
  const item = await scope.tx
    .selectFrom('items')
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', itemId)
    .select(['own_nodes_weight', 'gap_reason'])
    .executeTakeFirstOrThrow();
  const nodes = await loadNodes(scope, itemId);
  const indicators = await loadWholeIndicators(scope, [itemId]);
  return {
    ownNodesWeight: item.own_nodes_weight,
    nodes: nodes.map(({ id, title, titleEn, date, weight }) => ({ id, title, titleEn, date, weight })),
    indicators: indicators.get(itemId) ?? [],
    changes: {},
    gapReason: item.gap_reason,
  };
}

export async function saveDraftBody(scope: Scope, itemId: string, body: DraftBody): Promise<void> {
  const row = { body: JSON.stringify(body), edited_by: scope.actorId, edited_at: scope.now };
  await scope.tx
    .insertInto('decomposition_drafts')
    .values({ institution_id: scope.institutionId, item_id: itemId, ...row })
    .onConflict((conflict) => conflict.columns(['institution_id', 'item_id']).doUpdateSet(row))
    .execute();
}

export type ChildRow = Row & { changes: string[]; indicators: WholeIndicator[] };

/** Children that are not cancelled, with the draft's changes laid over the standing ones. */
export async function loadDraftChildren(
  scope: Pick<Moment, 'tx' | 'institutionId' | 'today'>,
  itemId: string,
  changes: DraftBody['changes'],
): Promise<ChildRow[]> {
  const rows = await selectItemRows(
    scope,
    sql`and i.parent_id = ${itemId} and i.state <> 'cancelled' order by i.position, i.id`,
  );
  const indicators = await loadWholeIndicators(
    scope,
    rows.map((row) => row.id),
  );
  return rows.map(({ position: _, ...row }) => {
    const change = row.state === 'draft' ? undefined : changes[row.id];
    return {
      ...row,
      indicators: indicators.get(row.id) ?? [],
      ...change,
      changes: Object.keys(change ?? {}),
    } as ChildRow;
  });
}

/** Rows keep the ids they bear already; others get one of ours, whatever was sent, so that no two items can claim one. */
export function withIds<T extends { id?: string | undefined }>(
  rows: readonly T[],
  known: ReadonlySet<string>,
): (T & { id: string })[] {
  return rows.map((row) => ({ ...row, id: row.id !== undefined && known.has(row.id) ? row.id : uuid() }));
}

/** Replaces an item's own nodes by those of a passed decomposition; verified and condition nodes stay whatever it says. */
export async function applyNodes(moment: Moment, itemId: string, nodes: readonly DraftNode[]): Promise<void> {
  const { tx, institutionId } = moment;
  const standing = await tx
    .selectFrom('nodes')
    .where('institution_id', '=', institutionId)
    .where('item_id', '=', itemId)
    .select(['id', 'state', 'condition_of'])
    .execute();
  const kept = new Set(nodes.map((node) => node.id));
  const dropped = standing
    .filter((node) => !kept.has(node.id) && node.state === 'planned' && node.condition_of === null)
    .map((node) => node.id);
  if (dropped.length > 0)
    await tx.deleteFrom('nodes').where('institution_id', '=', institutionId).where('id', 'in', dropped).execute();
  const known = new Set(standing.map((node) => node.id));
  for (const [position, node] of nodes.entries()) {
    const columns = {
      position,
      title: node.title,
      title_en: node.titleEn,
      weight: node.weight,
      changed_at: moment.now,
    };
    if (known.has(node.id)) {
      await tx
        .updateTable('nodes')
        .set((eb) => ({
          ...columns,
          date: eb
            .case()
            .when('state', '=', 'verified')
            .then(eb.ref('date'))
            .else(sql<string>`${node.date}::date`)
            .end(),
        }))
        .where('institution_id', '=', institutionId)
        .where('id', '=', node.id)
        .execute();
    } else {
      await tx
        .insertInto('nodes')
        .values({
          institution_id: institutionId,
          id: node.id,
          item_id: itemId,
          ...columns,
          date: node.date,
          original_date: node.date,
          created_at: moment.now,
        })
        .execute();
    }
  }
}

/** Makes these the indicators of an item, draft or standing; what was read or is handed down stays beside them. */
export async function applyIndicators(
  moment: Moment,
  itemId: string,
  indicators: readonly DraftIndicator[],
): Promise<void> {
  const { tx, institutionId } = moment;
  const standing = await tx
    .selectFrom('indicators as i')
    .where('i.institution_id', '=', institutionId)
    .where('i.item_id', '=', itemId)
    .select((eb) => [
      'i.id',
      // an indicator that was read, or is handed down, stays
      eb
        .exists(
          eb
            .selectFrom('indicator_readings as r')
            .whereRef('r.institution_id', '=', 'i.institution_id')
            .whereRef('r.indicator_id', '=', 'i.id')
            .select('r.id'),
        )
        .or(
          eb.exists(
            eb
              .selectFrom('indicators as c')
              .whereRef('c.institution_id', '=', 'i.institution_id')
              .whereRef('c.parent_indicator_id', '=', 'i.id')
              .select('c.id'),
          ),
        )
        .as('stays'),
    ])
    .execute();
  const kept = new Set(indicators.map((one) => one.id));
  const dropped = standing.filter((one) => !kept.has(one.id) && !one.stays).map((one) => one.id);
  if (dropped.length > 0)
    await tx.deleteFrom('indicators').where('institution_id', '=', institutionId).where('id', 'in', dropped).execute();
  for (const [position, one] of indicators.entries()) {
    const columns = {
      position,
      code: one.code,
      name: one.name,
      name_en: one.nameEn,
      unit: one.unit,
      base: one.base,
      commit_value: one.commit,
      target: one.target,
      challenge: one.challenge,
      band_low: one.bandLow,
      band_high: one.bandHigh,
      polarity: one.polarity,
      rule: one.rule,
      parent_indicator_id: one.parentIndicatorId,
      changed_at: moment.now,
    };
    await tx
      .insertInto('indicators')
      .values({ institution_id: institutionId, id: one.id, item_id: itemId, created_at: moment.now, ...columns })
      .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doUpdateSet(columns))
      .execute();
  }
}
