// Who stands where in an institution, as the story of a plan asks it: heads, professors, leaders, and how diligent each place is.
import { sql } from 'kysely';
import type { RouteFacts } from '../../capabilities/gatekeeping/route.rules.ts';
import type { Calendar, Day } from '../../capabilities/institution/calendar.rules.ts';
import { loadCalendar } from '../../capabilities/institution/calendar.store.ts';
import type { Tx } from '../../platform/database/connect.ts';
import { chance } from './keyed-chance.ts';
import type { PlanItem } from './plan.ts';

type Unit = {
  id: string;
  code: string;
  parentId: string | null;
  kind: string;
  leaderId: string | null;
  headId: string | null;
};
type Person = { id: string; account: string; language: string };

export type House = {
  institutionId: string;
  timeZone: string;
  calendar: Calendar;
  levels: number;
  collegeRank: number;
  units: ReadonlyMap<string, Unit>;
  people: ReadonlyMap<string, Person>;
  professorsOf: ReadonlyMap<string, string[]>;
  leaders: readonly string[];
  office: readonly string[];
};

/** The house on a day. */
export async function loadHouse(tx: Tx, institutionId: string, day: Day): Promise<House> {
  const held = sql`p.state = 'confirmed' and p.from_day <= ${day}::date and (p.to_day is null or p.to_day >= ${day}::date)`;
  const { rows: units } = await sql<Unit>`
    select u.id, u.code, u.parent_id as "parentId", u.kind, u.leader_in_charge_id as "leaderId",
      (select p.person_id from posts p where p.institution_id = u.institution_id and p.unit_id = u.id and p.head and ${held}
        order by p.acting limit 1) as "headId"
    from units u where u.institution_id = ${institutionId}
  `.execute(tx);
  const { rows: people } = await sql<Person>`
    select id, account, language from people where institution_id = ${institutionId}
  `.execute(tx);
  const { rows: professors } = await sql<{ disciplineId: string; people: string[] }>`
    select discipline_id as "disciplineId", array_agg(person_id order by position, from_day) as people from discipline_professors
    where institution_id = ${institutionId} and from_day <= ${day}::date and (to_day is null or to_day >= ${day}::date) group by 1
  `.execute(tx);
  const { rows: firsts } = await sql<{ person: string }>`
    select p.person_id as person from posts p join units u on u.institution_id = p.institution_id and u.id = p.unit_id and u.parent_id is null
    where p.institution_id = ${institutionId} and ${held} and p.level = 1 order by p.head desc, p.person_id
  `.execute(tx);
  const { rows: office } = await sql<{ person: string }>`
    select distinct p.person_id as person from role_grants p where p.institution_id = ${institutionId} and p.role = 'office' and ${held}
  `.execute(tx);
  const { rows: frame } = await sql<{ timeZone: string; levels: number; collegeRank: number }>`
    select i.time_zone as "timeZone", (select max(rank) from levels where institution_id = i.id)::int as levels,
      coalesce((select min(rank) from levels where institution_id = i.id and kind = 'college'), 99)::int as "collegeRank"
    from institutions i where i.id = ${institutionId}
  `.execute(tx);
  const of = frame[0];
  if (!of) throw new Error('no such institution');
  return {
    institutionId,
    ...of,
    calendar: await loadCalendar({ tx, institutionId }),
    units: new Map(units.map((unit) => [unit.id, unit])),
    people: new Map(people.map((person) => [person.id, person])),
    professorsOf: new Map(professors.map((row) => [row.disciplineId, row.people])),
    leaders: firsts.map((row) => row.person),
    office: office.map((row) => row.person),
  };
}

export function unitsAbove(house: House, unitId: string): Unit[] {
  const found: Unit[] = [];
  for (let at = house.units.get(unitId); at; at = at.parentId === null ? undefined : house.units.get(at.parentId)) {
    found.push(at);
  }
  return found;
}

/** What the route of a submission of this item depends on; the responsible person is its doer. */
export function routeFactsOf(house: House, item: PlanItem, ancestors: readonly PlanItem[]): RouteFacts {
  const line = unitsAbove(house, item.unitId);
  return {
    doers: [item.personId],
    isRootOfTopUnit: item.parentId === null && line.length === 1,
    isCollegeOrBelow: item.level >= house.collegeRank,
    professors: item.disciplineId === null ? null : (house.professorsOf.get(item.disciplineId) ?? []),
    ancestors: ancestors.map((ancestor) => ancestor.personId),
    unitsAbove: line.slice(1).flatMap((unit) => unit.headId ?? unit.leaderId ?? []),
    collegeHead: line.find((unit) => unit.kind === 'college')?.headId ?? null,
    supervisor: item.supervisorId,
    leaders: house.leaders,
    office: house.office,
  };
}

/** Shares of acts done in time: most places are good, a few colleges are cold. */
function warmthOf(unit: Unit): number {
  const luck = chance(`warmth of ${unit.code}`);
  if (unit.kind === 'leadership' || unit.kind === 'office') return 0.97;
  if (unit.kind === 'department') return 0.87 + luck * 0.11;
  if (luck < 0.16) return 0.5 + luck;
  return luck < 0.42 ? 0.78 + luck * 0.15 : 0.9 + luck * 0.08;
}

/** Some key works have luck from the start, and a few have none. */
function fortuneOf(code: string): number {
  const luck = chance(`fortune of ${/^[^\s-]+/.exec(code)?.[0]}`);
  if (luck < 0.1) return -0.3;
  if (luck < 0.22) return -0.12;
  return luck > 0.72 ? 0.3 : 0;
}

/** How likely this person does a thing in time, 0.3..0.995: the place's warmth, the person's own way, the work's fortune. */
export function diligenceOf(house: House, personId: string, unitId: string, code: string): number {
  const place = unitsAbove(house, unitId).find((unit) =>
    ['college', 'department', 'office', 'leadership'].includes(unit.kind),
  );
  const own = (chance(`way of ${house.people.get(personId)?.account ?? ''}`) - 0.5) * 0.16;
  return Math.min(0.995, Math.max(0.3, (place ? warmthOf(place) : 0.9) + own + fortuneOf(code)));
}
