// Items as negotiation sees them: their terms and names, and what tells the sides apart, many in one query.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { ItemState } from './life-cycle.rules.ts';
import type { SidesOfItem } from './negotiation.policy.ts';
import type { StandingTerms, Target } from './negotiation-terms.rules.ts';

type Place = Pick<Moment, 'tx' | 'institutionId'>;
type Person = { id: string; name: string; nameEn: string | null };

/** An item as negotiation sees it: its terms, its names, and what tells the sides apart. */
export type NegotiatedItem = SidesOfItem & {
  code: string | null;
  version: number;
  level: number;
  placeholder: boolean;
  leadUnit: { id: string; code: string; name: string; nameEn: string | null };
  responsiblePerson: Person;
  parentCode: string | null;
  parentTitle: string | null;
  parentTitleEn: string | null;
  terms: StandingTerms;
  indicators: { id: string; name: string; nameEn: string | null; unit: string }[];
  /** The decomposition that holds the draft waits at the gate. */
  heldByGate: boolean;
};

type ItemColumns = Omit<NegotiatedItem, 'terms' | 'indicators' | 'leadUnit' | 'responsiblePerson'> & {
  weight: number | null;
  start: string;
  due: string;
  title: string;
  titleEn: string | null;
  requirement: string;
  requirementEn: string | null;
  standard: string;
  standardEn: string | null;
  unit: NegotiatedItem['leadUnit'];
  person: Person;
  indicators: (NegotiatedItem['indicators'][number] & { target: number | null })[] | null;
};

export async function loadNegotiatedItems(
  place: Place & Pick<Moment, 'today'>,
  ids: readonly string[],
): Promise<Map<string, NegotiatedItem>> {
  const { rows } = await sql<ItemColumns>`
    select i.id, i.state, i.parent_id as "parentId", p.state as "parentState", p.responsible_person_id as "parentResponsibleId",
      (select h.person_id from posts h where h.institution_id = i.institution_id and h.unit_id = p.lead_unit_id and h.head and h.state = 'confirmed'
        and h.from_day <= ${place.today}::date and (h.to_day is null or h.to_day >= ${place.today}::date) order by h.acting limit 1) as "parentHeadId",
      i.responsible_person_id as "responsiblePersonId", i.lead_unit_id as "leadUnitId", i.code, i.version, i.level, i.placeholder,
      p.code as "parentCode", p.title as "parentTitle", p.title_en as "parentTitleEn",
      i.weight, i.start, i.approved_due as due, i.title, i.title_en as "titleEn", i.requirement, i.requirement_en as "requirementEn",
      i.standard, i.standard_en as "standardEn",
      jsonb_build_object('id', u.id, 'code', u.code, 'name', u.name, 'nameEn', u.name_en) as unit,
      jsonb_build_object('id', r.id, 'name', r.name, 'nameEn', r.name_en) as person,
      (select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'nameEn', x.name_en, 'unit', x.unit, 'target', x.target) order by x.position, x.id)
        from indicators x where x.institution_id = i.institution_id and x.item_id = i.id) as indicators,
      i.state = 'draft' and exists (select 1 from submissions s where s.institution_id = i.institution_id and s.item_id = i.parent_id
        and s.kind = 'decomposition' and s.state = 'pending') as "heldByGate"
    from items i join units u on u.institution_id = i.institution_id and u.id = i.lead_unit_id
      join people r on r.institution_id = i.institution_id and r.id = i.responsible_person_id
      left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where i.institution_id = ${place.institutionId} and i.id = any(${ids}::uuid[])`.execute(place.tx);
  return new Map(rows.map((row) => [row.id, toItem(row)]));
}

/** A placeholder stores no text: an empty title is null for every reader. */
function toItem(row: ItemColumns): NegotiatedItem {
  const {
    weight,
    start,
    due,
    title,
    titleEn,
    requirement,
    requirementEn,
    standard,
    standardEn,
    unit,
    person: who,
    ...rest
  } = row;
  const indicators = row.indicators ?? [];
  const targets: Target[] = indicators.map((one) => ({ indicatorId: one.id, target: one.target }));
  return {
    ...rest,
    state: row.state as ItemState,
    leadUnit: unit,
    responsiblePerson: who,
    indicators: indicators.map(({ target: _, ...one }) => one),
    terms: {
      weight,
      targets,
      start,
      due,
      responsiblePersonId: row.responsiblePersonId,
      title: row.placeholder ? null : title,
      titleEn,
      requirement: row.placeholder ? null : requirement,
      requirementEn,
      standard: row.placeholder ? null : standard,
      standardEn,
    },
  };
}
