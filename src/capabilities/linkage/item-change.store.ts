// A standing item as a change may alter it: read as a whole, written field by field.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import { applyNodes, loadWholeIndicators } from './decomposition.store.ts';
import type { CoUnit } from './draft.rules.ts';
import { writeCoUnits } from './draft.store.ts';
import type { ChangedIndicator, ItemChange } from './item-change.rules.ts';
import { loadNodes } from './item-detail.store.ts';
import { leadShare } from './weights.rules.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;

export type Changeable = {
  [field: string]: unknown;
  leadUnitId: string;
  responsiblePersonId: string;
  interim: boolean;
  ownNodesWeight: number | null;
  coUnits: CoUnit[];
  nodes: Awaited<ReturnType<typeof loadNodes>>;
  /** Ids of nodes that are conditions of a verdict. */
  conditionNodes: string[];
};

export async function loadChangeable(place: Place, itemId: string): Promise<Changeable> {
  const { rows } = await sql<Changeable>`
    select i.title, i.title_en as "titleEn", i.requirement, i.requirement_en as "requirementEn", i.standard, i.standard_en as "standardEn", i.priority,
      i.planned_minutes as "plannedMinutes", i.resources, i.tags, i.weight, i.start, i.lead_unit_id as "leadUnitId", i.interim,
      i.responsible_person_id as "responsiblePersonId", i.own_nodes_weight as "ownNodesWeight",
      coalesce((select jsonb_agg(jsonb_build_object('unitId', c.unit_id, 'share', c.share, 'personId', c.person_id) order by c.position)
        from item_co_units c where c.institution_id = i.institution_id and c.item_id = i.id), '[]') as "coUnits",
      array(select n.id from nodes n where n.institution_id = i.institution_id and n.item_id = i.id and n.condition_of is not null) as "conditionNodes"
    from items i where i.institution_id = ${place.institutionId} and i.id = ${itemId}`.execute(place.tx);
  const [found] = rows;
  if (!found) throw new Error('an item that is not there');
  const indicators = await loadWholeIndicators(place, [itemId]);
  return { ...found, nodes: await loadNodes(place, itemId), indicators: indicators.get(itemId) ?? [] };
}

const COLUMN: Record<string, string> = {
  title: 'title',
  titleEn: 'title_en',
  requirement: 'requirement',
  requirementEn: 'requirement_en',
  standard: 'standard',
  standardEn: 'standard_en',
  priority: 'priority',
  plannedMinutes: 'planned_minutes',
  resources: 'resources',
  tags: 'tags',
  weight: 'weight',
  start: 'start',
  ownNodesWeight: 'own_nodes_weight',
  responsiblePersonId: 'responsible_person_id',
  interim: 'interim',
};

export async function writeChange(moment: Moment, itemId: string, after: ItemChange): Promise<void> {
  const { coUnits, nodes, indicators, ...fields } = after;
  const columns = Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => (COLUMN[field] ? [[COLUMN[field], value]] : [])),
  );
  const lead = coUnits && { lead_share: leadShare(coUnits.map((one) => one.share)) ?? 1 };
  await moment.tx
    .updateTable('items')
    .set((eb) => ({ ...columns, ...lead, version: eb('version', '+', 1), changed_at: moment.now }))
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', itemId)
    .execute();
  if (coUnits) await writeCoUnits(moment, itemId, coUnits);
  if (nodes) await applyNodes(moment, itemId, nodes);
  for (const one of indicators ?? []) await writeIndicator(moment, itemId, one);
}

const INDICATOR_COLUMN: Record<string, string> = {
  code: 'code',
  name: 'name',
  nameEn: 'name_en',
  unit: 'unit',
  base: 'base',
  commit: 'commit_value',
  target: 'target',
  challenge: 'challenge',
  bandLow: 'band_low',
  bandHigh: 'band_high',
  polarity: 'polarity',
  rule: 'rule',
  parentIndicatorId: 'parent_indicator_id',
};

async function writeIndicator(moment: Moment, itemId: string, one: ChangedIndicator): Promise<void> {
  const columns = Object.fromEntries(
    Object.entries(one).flatMap(([field, value]) =>
      INDICATOR_COLUMN[field] && value !== undefined ? [[INDICATOR_COLUMN[field], value]] : [],
    ),
  );
  if (!one.isNew) {
    await moment.tx
      .updateTable('indicators')
      .set({ ...columns, changed_at: moment.now })
      .where('institution_id', '=', moment.institutionId)
      .where('item_id', '=', itemId)
      .where('id', '=', one.id)
      .execute();
    return;
  }
  await moment.tx
    .insertInto('indicators')
    .values({
      ...columns,
      institution_id: moment.institutionId,
      id: one.id,
      item_id: itemId,
      position: 1000,
      name: String(one.name),
      created_at: moment.now,
      changed_at: moment.now,
    })
    .execute();
}
