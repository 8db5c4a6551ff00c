// What hangs on one item: nodes, indicators with their readings, what waits at the gate, the open stay in red.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Moment } from '../../platform/events/append.ts';
import { actualOf, attainment, targetGap } from '../progress/indicator.rules.ts';
import type { Indicator, Item, Node, PendingSubmission } from './item.contract.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;
type NodeView = z.infer<typeof Node>;
type IndicatorView = z.infer<typeof Indicator>;
type PendingView = z.infer<typeof PendingSubmission>;
type RedView = z.infer<typeof Item>['red'];

export async function loadNodes(place: Place, itemId: string): Promise<NodeView[]> {
  const rows = await place.tx
    .selectFrom('nodes')
    .where('institution_id', '=', place.institutionId)
    .where('item_id', '=', itemId)
    .orderBy('date')
    .orderBy('position')
    .selectAll()
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    titleEn: row.title_en,
    date: row.date,
    originalDate: row.original_date,
    weight: row.weight,
    state: row.state as NodeView['state'],
    doneOn: row.done_on,
  }));
}

type IndicatorRow = {
  id: string;
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
  readings: IndicatorView['readings'] | null;
  carried: { target: number | null; actual: number | null }[] | null;
};

function toIndicator(row: IndicatorRow): IndicatorView {
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
  const readings = row.readings ?? [];
  const own = readings.filter((one) => one.verified).at(-1)?.value ?? null;
  const carried = row.carried ?? [];
  const actual = actualOf(
    row.rule,
    own,
    carried.map((one) => one.actual),
  );
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
    gap:
      carried.length === 0
        ? null
        : targetGap(
            { ...target },
            carried.map((one) => one.target),
          ),
    readings,
  };
}

export async function loadIndicators(place: Place, itemId: string): Promise<IndicatorView[]> {
  const { rows } = await sql<IndicatorRow>`
    select n.id, n.code, n.name, n.name_en, n.unit, n.base, n.commit_value, n.target, n.challenge, n.band_low, n.band_high, n.polarity, n.rule, n.parent_indicator_id,
      (select jsonb_agg(jsonb_build_object('id', r.id, 'date', r.date, 'value', r.value, 'verified', r.verified, 'evidenceIds',
          coalesce((select jsonb_agg(l.evidence_id) from evidence_links l where l.institution_id = r.institution_id and l.submission_id = r.submission_id and l.node_id is null), '[]'))
          order by r.date, r.created_at)
        from indicator_readings r where r.institution_id = n.institution_id and r.indicator_id = n.id) as readings,
      (select jsonb_agg(jsonb_build_object('target', c.target, 'actual',
          (select r.value from indicator_readings r where r.institution_id = c.institution_id and r.indicator_id = c.id and r.verified order by r.date desc, r.created_at desc limit 1)))
        from indicators c join items ci on ci.institution_id = c.institution_id and ci.id = c.item_id and ci.state not in ('draft', 'cancelled')
        where c.institution_id = n.institution_id and c.parent_indicator_id = n.id) as carried
    from indicators n where n.institution_id = ${place.institutionId} and n.item_id = ${itemId} order by n.position, n.id`.execute(
    place.tx,
  );
  return rows.map(toIndicator);
}

export async function loadPending(place: Place, itemId: string): Promise<PendingView[]> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    submitted_on: string;
    person_id: string | null;
    name: string | null;
    name_en: string | null;
    due: string | null;
  }>`
    select s.id, s.kind, s.submitted_on, g.person_id, p.name, p.name_en, g.due
    from submissions s
    left join lateral (select * from gate_steps g where g.institution_id = s.institution_id and g.submission_id = s.id and g.verdict is null and not g.expired
      order by g.position limit 1) g on true
    left join people p on p.institution_id = s.institution_id and p.id = g.person_id
    where s.institution_id = ${place.institutionId} and s.item_id = ${itemId} and s.state = 'pending' order by s.submitted_at`.execute(
    place.tx,
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    submittedOn: row.submitted_on,
    waitsFor: row.person_id === null ? null : { id: row.person_id, name: row.name ?? '', nameEn: row.name_en },
    due: row.due,
  }));
}

export async function loadRed(place: Place, itemId: string): Promise<RedView> {
  const row = await place.tx
    .selectFrom('red_spells')
    .where('institution_id', '=', place.institutionId)
    .where('item_id', '=', itemId)
    .where('left_on', 'is', null)
    .select(['since', 'cause', 'countermeasure'])
    .executeTakeFirst();
  return row ?? null;
}
