// What the bowling chart reads: the indicators that somebody sees with all that is handed down from them, and their readings.
import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Scope } from '../identity/scope.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import type { Light } from '../progress/facts.rules.ts';
import type { BowlingIndicator, BowlingReading } from './bowling.rules.ts';
import { unitsBelow } from './trajectory.store.ts';

export type BowlingItem = {
  id: string;
  code: string | null;
  title: string | null;
  titleEn: string | null;
  level: number;
  light: Light;
  start: string;
  approvedDue: string;
  unit: { id: string; code: string; name: string; nameEn: string | null };
};
export type StoredIndicator = BowlingIndicator & {
  name: string;
  nameEn: string | null;
  unit: string;
  /** Null where it is here only for what stands above it. */
  item: BowlingItem | null;
};
export type BowlingFilter = {
  year: number;
  itemId?: string | undefined;
  unitId?: string | undefined;
};

type Place = Pick<Moment, 'tx' | 'institutionId'>;
type Row = Omit<StoredIndicator, 'readings'> & { readings: BowlingReading[] | null };

/** More rows than anybody reads; beyond it one chooses a unit or an item. */
const MOST_INDICATORS = 3000;

const COLUMNS = sql`n.id, n.parent_indicator_id as "parentIndicatorId", n.name, n.name_en as "nameEn", n.unit, n.base, n.target,
  n.band_low as "bandLow", n.band_high as "bandHigh", n.polarity, n.rule, i.start, i.approved_due as due`;
const READINGS = (
  until: RawBuilder<unknown>,
) => sql`(select jsonb_agg(jsonb_build_object('date', r.date, 'value', r.value, 'verified', r.verified)
  order by r.date, r.created_at) from indicator_readings r
  where r.institution_id = n.institution_id and r.indicator_id = n.id and r.date <= ${until}) as readings`;

const toIndicator = ({ readings, ...row }: Row): StoredIndicator => ({ ...row, readings: readings ?? [] });

/** In the order of the tree; placeholders keep their texts, indicators too, out of sight. */
export async function loadShownIndicators(scope: Scope, filter: BowlingFilter): Promise<StoredIndicator[]> {
  const { institutionId, tx } = scope;
  const inItem = filter.itemId ? sql`and ${filter.itemId}::uuid = any(i.path)` : sql``;
  const inUnit = filter.unitId ? sql`and i.lead_unit_id in ${unitsBelow(institutionId, filter.unitId)}` : sql``;
  const { rows } = await sql<Row>`
    select ${COLUMNS}, jsonb_build_object('id', i.id, 'code', i.code, 'title', i.title, 'titleEn', i.title_en, 'level', i.level, 'light', v.light,
        'start', i.start, 'approvedDue', i.approved_due,
        'unit', jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'nameEn', u.name_en)) as item,
      ${READINGS(sql`${`${filter.year}-12-31`}::date`)}
    from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
      join units u on u.institution_id = i.institution_id and u.id = i.lead_unit_id
      join indicators n on n.institution_id = i.institution_id and n.item_id = i.id
    where i.institution_id = ${institutionId} and i.state not in ('draft', 'cancelled') and not i.placeholder
      and i.start <= ${`${filter.year}-12-31`}::date and i.approved_due >= ${`${filter.year}-01-01`}::date
      ${inItem} ${inUnit} and ${visibleTo(scope)}
    order by i.level, i.code, n.position, n.id limit ${MOST_INDICATORS}`.execute(tx);
  return rows.map(toIndicator);
}

/** Everything that is handed down from these, at every depth: an item's own aggregates are whole whoever looks. */
export async function loadHandedDown(
  { tx, institutionId }: Place,
  ids: readonly string[],
  year: number,
): Promise<StoredIndicator[]> {
  const { rows } = await sql<Row>`
    with recursive line as (
      select c.* from indicators c where c.institution_id = ${institutionId} and c.parent_indicator_id = any(${[...ids]}::uuid[])
      union
      select c.* from line l join indicators c on c.institution_id = ${institutionId} and c.parent_indicator_id = l.id
    )
    select ${COLUMNS}, null as item, ${READINGS(sql`${`${year}-12-31`}::date`)}
    from line n join items i on i.institution_id = n.institution_id and i.id = n.item_id and i.state not in ('draft', 'cancelled')`.execute(
    tx,
  );
  return rows.map(toIndicator);
}

/** One indicator with its readings; which item it belongs to tells who may see it. */
export async function loadIndicator({ tx, institutionId }: Place, id: string) {
  const { rows } = await sql<Row & { itemId: string }>`
    select ${COLUMNS}, n.item_id as "itemId", null as item, ${READINGS(sql`'9999-12-31'::date`)}
    from indicators n join items i on i.institution_id = n.institution_id and i.id = n.item_id
    where n.institution_id = ${institutionId} and n.id = ${id}`.execute(tx);
  const [row] = rows;
  return row ? { ...toIndicator(row), itemId: row.itemId } : null;
}
