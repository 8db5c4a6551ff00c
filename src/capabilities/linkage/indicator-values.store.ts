// An item's indicators with their readings, and what those handed down from them make of them, now or as of a moment.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Moment } from '../../platform/events/append.ts';
import { actualsOf, attainment } from '../progress/indicator.rules.ts';
import { splitOf } from './indicator-split.rules.ts';
import type { Indicator } from './item.contract.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;
type IndicatorView = z.infer<typeof Indicator>;

type IndicatorRow = {
  id: string;
  item_id: string;
  code: string | null;
  name: string;
  name_en: string | null;
  unit: string;
  base: number | null;
  commit_value: number | null;
  target: number | null;
  challenge: number | null;
  band_low: number | null;
  band_high: number | null;
  polarity: IndicatorView['polarity'];
  rule: IndicatorView['rule'];
  parent_indicator_id: string | null;
  reading: number | null;
  readings: IndicatorView['readings'] | null;
};

/** Where figures are read from: the tables as they are, or their rows of a past moment. */
type Source = {
  indicators: RawBuilder<unknown>;
  items: RawBuilder<unknown>;
  read: RawBuilder<unknown>;
  verified: RawBuilder<unknown>;
};

const PRESENT: Source = {
  indicators: sql`indicators`,
  items: sql`items`,
  read: sql`true`,
  verified: sql`r.verified`,
};

function sourceAt(place: Place, at: Date): Source {
  const own = sql`x.institution_id = ${place.institutionId} and x.changed_at <= ${at}`;
  const then = (table: string, versions: string) => sql`(select x.* from ${sql.table(table)} x where ${own} union all
    select (jsonb_populate_record(null::${sql.table(table)}, to_jsonb(x) - 'valid_to')).* from ${sql.table(versions)} x
    where ${own} and x.valid_to > ${at})`;
  return {
    indicators: then('indicators', 'indicator_versions'),
    items: then('items', 'item_versions'),
    read: sql`r.created_at <= ${at}`,
    verified: sql`(r.verified and r.verified_at <= ${at})`,
  };
}

/** The item's own indicators and, marked by their item, all that carry them further down. */
async function selectLine(place: Place, itemId: string, from: Source): Promise<IndicatorRow[]> {
  const readings = sql`from indicator_readings r where r.institution_id = n.institution_id and r.indicator_id = n.id and ${from.read}`;
  const { rows } = await sql<IndicatorRow>`
    with recursive line as (
      select n.* from ${from.indicators} n where n.institution_id = ${place.institutionId} and n.item_id = ${itemId}
      union all
      select c.* from line l join ${from.indicators} c on c.institution_id = ${place.institutionId} and c.parent_indicator_id = l.id
        join ${from.items} i on i.institution_id = c.institution_id and i.id = c.item_id and i.state not in ('draft', 'cancelled')
    )
    select n.*,
      (select r.value ${readings} and ${from.verified} order by r.date desc, r.created_at desc limit 1) as reading,
      case when n.item_id = ${itemId} then (
        select jsonb_agg(jsonb_build_object('id', r.id, 'date', r.date, 'value', r.value, 'verified', ${from.verified}, 'evidenceIds',
          coalesce((select jsonb_agg(l.evidence_id) from evidence_links l where l.institution_id = r.institution_id and l.submission_id = r.submission_id and l.node_id is null), '[]'))
          order by r.date, r.created_at) ${readings}) end as readings
    from line n order by n.position, n.id`.execute(place.tx);
  return rows;
}

function toIndicator(row: IndicatorRow, below: readonly IndicatorRow[], actual: number | null): IndicatorView {
  const target = {
    base: row.base,
    commit: row.commit_value,
    target: row.target,
    challenge: row.challenge,
    bandLow: row.band_low,
    bandHigh: row.band_high,
    polarity: row.polarity,
    rule: row.rule,
  };
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    nameEn: row.name_en,
    unit: row.unit,
    ...target,
    parentIndicatorId: row.parent_indicator_id,
    actual,
    attainment: attainment(target, actual),
    ...splitOf(
      { id: row.id, ...target },
      below.map((one) => ({ parentIndicatorId: one.parent_indicator_id, target: one.target })),
    ),
    readings: row.readings ?? [],
  };
}

/** `at`: as they stood at that moment; left out, as they stand. */
export async function loadIndicators(place: Place, itemId: string, at?: Date): Promise<IndicatorView[]> {
  const line = await selectLine(place, itemId, at ? sourceAt(place, at) : PRESENT);
  const actuals = actualsOf(line.map((row) => ({ ...row, parentIndicatorId: row.parent_indicator_id })));
  const own = line.filter((row) => row.item_id === itemId);
  return own.map((row) => toIndicator(row, line, actuals.get(row.id) ?? null));
}
