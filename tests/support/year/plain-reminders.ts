// Of what each person is reminded on a morning, told a second time: working days counted one by one, item by item.
import { sql } from 'kysely';
import type { Year } from './people-at-work.ts';
import { dayAfter, isWorkDay, type PlainPeriod, periodsEndingBetween, plainDeadline } from './plain-calendar.ts';

type Day = string;
type Owed = {
  person: string;
  level: number;
  state: string;
  horizon: string;
  kind: PlainPeriod['kind'];
  placeholder: boolean;
  start: Day;
  due: Day;
  closing: boolean;
  nodes: Day[];
  /** Last days of the periods that have a report which waits or has passed. */
  reported: Day[];
};

/** So many working days are left after today, the last day itself included. */
function workDaysLeft(today: Day, last: Day): number {
  let left = 0;
  for (let day = dayAfter(today); day <= last && left < 7; day = dayAfter(day)) if (isWorkDay(day)) left += 1;
  return last < today ? -1 : left;
}

async function loadOwed({ owner, institutionId }: Year): Promise<Owed[]> {
  const { rows } = await sql<Owed>`
    select i.responsible_person_id as person, i.level, i.state, i.horizon, coalesce(i.frequency, 'month') as kind, i.placeholder, i.start, i.approved_due as due,
      exists (select 1 from submissions s where s.institution_id = i.institution_id and s.item_id = i.id and s.kind = 'close_out' and s.state = 'pending') as closing,
      coalesce((select array_agg(n.date::text) from nodes n where n.institution_id = i.institution_id and n.item_id = i.id and n.state = 'planned'), '{}') as nodes,
      coalesce((select array_agg(r.period_to::text) from reports r join submissions s on s.institution_id = r.institution_id and s.id = r.id
        where r.institution_id = i.institution_id and r.item_id = i.id and s.state in ('pending', 'passed', 'passed_with_conditions')), '{}') as reported
    from items i where i.institution_id = ${institutionId} and i.state in ('assigned', 'in_progress')`.execute(owner);
  return rows;
}

function remindersOf(item: Owed, today: Day, periods: readonly PlainPeriod[]): string[] {
  if (item.state === 'assigned') return ['to_sign'];
  const found: string[] = [];
  const left = item.closing ? -1 : workDaysLeft(today, item.due);
  if (left === 5 || left === 1) found.push(`item_due_${left}`);
  for (const date of item.nodes) {
    const leftOfNode = workDaysLeft(today, date);
    if (leftOfNode === 5 || leftOfNode === 1) found.push(`node_due_${leftOfNode}`);
  }
  if (item.placeholder || !['annual', 'task'].includes(item.horizon)) return found;
  for (const period of periods) {
    if (period.kind !== item.kind || item.start > period.to || item.reported.includes(period.to)) continue;
    const leftOfReport = workDaysLeft(today, plainDeadline(period, item.level));
    if (leftOfReport === 2 || leftOfReport === 0) found.push(`report_${leftOfReport}`);
  }
  return found;
}

const counted = (lines: readonly string[]): string[] =>
  [...Map.groupBy(lines, (line) => line)].map(([line, same]) => `${line} x ${same.length}`).sort();

/** `person code x count`; nothing on a day off. Called when the morning is over and nobody has acted since. */
export async function expectReminders(year: Year, today: Day): Promise<string[]> {
  if (!isWorkDay(today)) return [];
  const periods = periodsEndingBetween(dayAfter(today, -30), dayAfter(today, 10));
  const owed = await loadOwed(year);
  return counted(owed.flatMap((item) => remindersOf(item, today, periods).map((code) => `${item.person} ${code}`)));
}

type Line = { person: string; code: string; count: number };

/** What the digests of a day said, without their news. */
export async function readReminders({ owner, institutionId }: Year, day: Day): Promise<string[]> {
  const { rows } = await sql<Line>`
    select n.person_id as person, l.code, l.count from notifications n, jsonb_to_recordset(n.lines) as l(code text, count integer)
    where n.institution_id = ${institutionId} and n.day = ${day}::date
      and l.code in ('to_sign', 'item_due_1', 'item_due_5', 'node_due_1', 'node_due_5', 'report_0', 'report_2')`.execute(
    owner,
  );
  return rows.map(({ person, code, count }) => `${person} ${code} x ${count}`).sort();
}
