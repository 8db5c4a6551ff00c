// The sheets of the story's last weeks: issued on the mornings after lights had turned, answered, judged or left to climb, by the product's own acts.
import { sql } from 'kysely';
import { openScopeFor } from '../../capabilities/identity/open-scope.ts';
import { addDays, type Day, isWorkingDay, laterOf } from '../../capabilities/institution/calendar.rules.ts';
import { inMoment } from '../../capabilities/progress/midnight.store.ts';
import { refreshAllItemValues } from '../../capabilities/progress/rollup.store.ts';
import { judgeOne, replyToOne } from '../../capabilities/promotion/sheet.actions.ts';
import { climbSheets, issueSheets } from '../../capabilities/promotion/sheet-issue.actions.ts';
import type { Candidate } from '../../capabilities/promotion/sheet-issue.store.ts';
import { type Db, inTenant, type Tx } from '../../platform/database/connect.ts';
import { type House, loadHouse } from './house.ts';
import { between, chance, pick } from './keyed-chance.ts';
import { type StoryTime, storyTime } from './story-time.ts';

type Story = { db: Db; institutionId: string; officeId: string; end: Date };
type Turned = Map<string, Day>;

/** So many calendar days back sheets were still issued that matter today. */
const DAYS_BACK = 21;
const MORNING = '08:00';

const ANSWERS = [
  ['equipment', '关键设备到货推迟，调试只能顺延。', '先用借调设备完成方案验证，到货后两周内补齐调试。'],
  ['approval', '合同会签用时超出预期。', '改走框架协议，已约法务本周集中会签。'],
  ['people', '主要承担人出差，交接占用了两周。', '增补一名成员，由分管负责人每周过问一次。'],
  ['plan', '前期论证不足，方案需要重做。', '请责任教授集中指导，月底前完成修订并重新报送。'],
  ['outside', '合作单位场地交付推迟。', '先开展不依赖场地的部分，交付后集中补做。'],
  ['money', '专项经费到账晚于计划。', '已申请垫支，采购先行启动。'],
] as const;
const RETURNED = '对策没有时间节点，请补充每一步由谁、何时完成。';

export async function tellSheets(story: Story): Promise<void> {
  const { db, institutionId, end } = story;
  const { time, house, turned } = await inTenant(db, institutionId, async (tx) => {
    const { rows } = await sql<{ day: Day }>`select institution_day(${institutionId}, ${end}) as day`.execute(tx);
    const house = await loadHouse(tx, institutionId, rows[0]?.day ?? '');
    const time = storyTime(house.calendar, house.timeZone, end);
    const turned = await findTurned(tx, institutionId, time);
    await dateLights(tx, institutionId, time.endDay, turned);
    return { house, time, turned };
  });
  for (const day of workingDays(house, time)) {
    await morning(story, time, day, turned);
    if (day < time.endDay) await answers(story, time, day);
  }
  await inTenant(db, institutionId, (tx) => settle(tx, institutionId, time.endDay, turned));
}

const workingDays = (house: House, { endDay }: StoryTime): Day[] =>
  Array.from({ length: DAYS_BACK + 1 }, (_, at) => addDays(endDay, at - DAYS_BACK)).filter((day) =>
    isWorkingDay(house.calendar, day),
  );

type Lit = { id: string; code: string; light: string; start: Day; since: Day | null; why: Why[] };
type Why = { rule: string; light: string; inputs: Record<string, unknown> };

/** The day on which the light that each item shows now came: by the dates of its rule, else some days ago. */
async function findTurned(tx: Tx, institutionId: string, time: StoryTime): Promise<Turned> {
  const { rows } = await sql<Lit>`
    select i.id, i.code, v.light, coalesce(i.accepted_on, i.start) as start, v.light_why as why,
      (select s.since from red_spells s where s.institution_id = i.institution_id and s.item_id = i.id and s.left_on is null) as since
    from item_values v join items i on i.institution_id = v.institution_id and i.id = v.item_id
    where v.institution_id = ${institutionId} and v.light in ('yellow', 'orange', 'red') and i.state in ('registered', 'assigned', 'in_progress')
    order by i.code`.execute(tx);
  return new Map(rows.map((item) => [item.id, turnedOn(item, time)]));
}

const NODE_DAYS: Record<string, number> = { yellow: 1, orange: 8, red: 16 };

function turnedOn({ code, light, start, since, why }: Lit, { endDay }: StoryTime): Day {
  if (light === 'red' && since !== null) return since;
  const first = why[0];
  const { date, deadline, acceptBy } = first?.inputs ?? {};
  if (first?.rule === 'node_overdue') return addDays(String(date), NODE_DAYS[light] ?? 1);
  if (first?.rule === 'report_missed') return addDays(String(deadline), 1);
  if (first?.rule === 'not_accepted') return addDays(String(acceptBy), 1);
  return laterOf(addDays(start, 1), addDays(endDay, -between(`${code} has been ${light}`, 1, DAYS_BACK)));
}

async function morning({ db, institutionId }: Story, time: StoryTime, day: Day, turned: Turned): Promise<void> {
  const now = new Date(`${day}T${MORNING}:00+08:00`);
  if (!time.isPast(now)) return;
  const at = { institutionId, now, today: day };
  // values are those of the story's end: a light that seems to have been another one in between was not
  const { rows } = await inTenant(db, institutionId, (tx) =>
    sql<{ key: string }>`select item_id || colour as key from sheets where institution_id = ${institutionId}`.execute(
      tx,
    ),
  );
  const issued = new Set(rows.map(({ key }) => key));
  const isNew = ({ id, light }: Candidate) => (turned.get(id) ?? day) <= day && !issued.has(`${id}${light}`);
  await inMoment(db, at, (moment) => issueSheets(moment, isNew));
  await inTenant(db, institutionId, (tx) => leaveOutLater(tx, institutionId, day));
  await inMoment(db, at, climbSheets);
}

type Waiting = {
  id: string;
  key: string;
  personId: string;
  judgeId: string | null;
  state: string;
  repliedOn: Day | null;
};

/** What people do about sheets in the course of a day. */
async function answers({ db, institutionId, officeId }: Story, time: StoryTime, day: Day): Promise<void> {
  const { rows } = await inTenant(db, institutionId, (tx) =>
    sql<Waiting>`
      select s.id, i.code || s.colour as key, s.person_id as "personId", i.supervisor_id as "judgeId", s.state, institution_day(s.institution_id, s.replied_at) as "repliedOn"
      from sheets s join items i on i.institution_id = s.institution_id and i.id = s.item_id
      where s.institution_id = ${institutionId} and s.state in ('open', 'replied') order by s.issued_on, i.code, s.colour`.execute(
      tx,
    ),
  );
  for (const { id, key, personId, judgeId, state, repliedOn } of rows) {
    const [luck, now] = [chance(`${key} ${state} ${day}`), time.at(day, `${key} ${state} ${day}`)];
    const as = (person: string) => ({ institutionId, personId: person, now });
    if (state === 'open' && chance(`${key} deaf`) > 0.35 && luck < 0.22) {
      const [causeCategory, cause, countermeasure] = pick(`${key} answer`, ANSWERS);
      await openScopeFor(db, as(personId), (scope) =>
        replyToOne(scope, id, { causeCategory, cause, countermeasure }, null),
      );
    } else if (state === 'replied' && repliedOn !== null && repliedOn < day && luck < 0.5) {
      const judge = judgeId !== null && judgeId !== personId ? judgeId : officeId;
      const verdict = chance(`${key} ${day} good`) < 0.85 ? ('passed' as const) : ('returned' as const);
      const reason = verdict === 'returned' ? { reason: RETURNED } : {};
      if (judge !== personId)
        await openScopeFor(db, as(judge), (scope) => judgeOne(scope, id, { verdict, ...reason }, null));
    }
  }
}

/** Notices left unanswered have their say in lights. */
async function settle(tx: Tx, institutionId: string, today: Day, turned: Turned): Promise<void> {
  await sql`select set_config('statement_timeout', '0', true)`.execute(tx);
  await refreshAllItemValues({ tx, institutionId, today });
  await dateLights(tx, institutionId, today, turned);
  await tx.updateTable('institutions').set({ morning_to: today }).where('id', '=', institutionId).execute();
}

/** Whatever is lit has been so since its light came. */
async function dateLights(tx: Tx, institutionId: string, today: Day, turned: Turned): Promise<void> {
  const rows = [...turned].map(([id, day]) => ({ id, day }));
  await sql`
    update item_values v set left_green_on = least(r.day, ${today}::date) from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, day date)
    where v.institution_id = ${institutionId} and v.item_id = r.id and v.light in ('yellow', 'orange', 'red')`.execute(
    tx,
  );
}

/** A sheet knows nothing of what came after its day. */
async function leaveOutLater(tx: Tx, institutionId: string, day: Day): Promise<void> {
  await sql`
    update sheets s set snapshot = s.snapshot || jsonb_build_object('leftGreenOn', s.run_on, 'why', coalesce((
      select jsonb_agg(w order by at) from jsonb_array_elements(s.snapshot -> 'why') with ordinality o (w, at)
      where coalesce(case w ->> 'rule' when 'due_passed' then w -> 'inputs' ->> 'due' when 'node_overdue' then w -> 'inputs' ->> 'date'
        when 'report_missed' then w -> 'inputs' ->> 'deadline' when 'not_accepted' then w -> 'inputs' ->> 'acceptBy'
        when 'cause_missing' then w -> 'inputs' ->> 'since' end, '') < ${day}), jsonb_build_array(s.snapshot -> 'why' -> 0)))
    where s.institution_id = ${institutionId} and s.issued_on = ${day}::date`.execute(tx);
}
