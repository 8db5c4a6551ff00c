// The summer's requests for help: answered, declined, climbed, one that lies with a leader; and what leaders pinned and decided on the focus list.
import { sql } from 'kysely';
import { openScopeFor } from '../../capabilities/identity/open-scope.ts';
import type { Scope } from '../../capabilities/identity/scope.ts';
import { startOfDay } from '../../capabilities/institution/zone.rules.ts';
import { inMoment } from '../../capabilities/progress/midnight.store.ts';
import { decide, pin, readFocusList } from '../../capabilities/promotion/focus.actions.ts';
import { answerHelp, ask } from '../../capabilities/promotion/help.actions.ts';
import { climbHelp } from '../../capabilities/promotion/help-climb.actions.ts';
import type { Db } from '../../platform/database/connect.ts';

type Story = { db: Db; institutionId: string; officeId: string };
type As = <T>(personId: string, day: string, time: string, act: (scope: Scope) => Promise<T>) => Promise<T>;
type Item = { id: string; personId: string };
type Cast = {
  /** Work of departments under a leader, of colleges, and of single people, in progress and not going well. */
  department: Item[];
  college: Item[];
  person: Item[];
  /** Units of departments by code. */
  units: string[];
};

/** The leader whose account is printed: with him a request lies too long. */
const LEADER = 'wenruochuan1';

const at = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`);

export async function tellHelp({ db, institutionId, officeId }: Story): Promise<void> {
  const as: As = (personId, day, time, act) => openScopeFor(db, { institutionId, personId, now: at(day, time) }, act);
  const cast = await as(officeId, '2026-06-15', '08:40', findCast);
  const midnight = (day: string) =>
    inMoment(db, { institutionId, now: startOfDay(day, 'Asia/Shanghai'), today: day }, climbHelp);
  await answerSome(as, cast);
  await letClimb(as, cast, midnight);
  await leaveWaiting(as, cast, midnight);
  await focusOn(as, officeId);
}

/** Items whose people hold posts today and whose next above is somebody else, the worst lights first. */
async function findCast(scope: Scope): Promise<Cast> {
  const ofKind = async (kind: string): Promise<Item[]> => {
    const { rows } = await sql<Item>`
      select i.id, i.responsible_person_id as "personId" from items i
        join levels l on l.institution_id = i.institution_id and l.rank = i.level and l.kind = ${kind}
        join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
        join items p on p.institution_id = i.institution_id and p.id = i.parent_id and p.responsible_person_id <> i.responsible_person_id
      where i.institution_id = ${scope.institutionId} and i.state = 'in_progress' and not i.placeholder and i.start < date '2026-06-01'
        and exists (select 1 from posts o where o.institution_id = i.institution_id and o.person_id = i.responsible_person_id and o.state = 'confirmed' and o.to_day is null)
      order by exists (select 1 from people q where q.institution_id = i.institution_id and q.id = p.responsible_person_id and q.account = ${LEADER}) desc,
        array_position(array['red', 'orange', 'yellow', 'green'], v.light) nulls last, i.code limit 12`.execute(
      scope.tx,
    );
    return rows;
  };
  const { rows: units } = await sql<{ id: string }>`
    select u.id from units u where u.institution_id = ${scope.institutionId} and u.kind = 'department'
      and exists (select 1 from posts o where o.institution_id = u.institution_id and o.unit_id = u.id and o.head and o.state = 'confirmed' and o.to_day is null)
    order by u.code limit 6`.execute(scope.tx);
  return {
    department: await ofKind('department'),
    college: await ofKind('college'),
    person: await ofKind('person'),
    units: units.map((unit) => unit.id),
  };
}

const ANSWERED = [
  ['请协调出一间恒温实验室，设备九月到货。', '已与资产处商定，南楼 214 室八月底腾空。'],
  ['合同审批卡在法务，请帮忙催办。', '已与法务沟通，本周内出意见。'],
  ['缺一名懂采购流程的同事，请借调两周。', '从综合科借调，下周一到岗。'],
] as const;
const DECLINED = [
  ['请增拨设备费二十万元。', '本年预算已定，无法增拨；建议从学科专项中调剂。'],
  ['希望增加一个专职编制。', '编制已满，可先用项目聘用的方式解决。'],
] as const;

async function answerSome(as: As, { person, college, units }: Cast): Promise<void> {
  for (const [place, [asks, text]] of ANSWERED.entries()) {
    const item = person[place];
    if (!item) continue;
    const help = await as(item.personId, '2026-06-15', `0${9 - place}:20`, (scope) =>
      ask(scope, { itemId: item.id, asks }),
    );
    await as(help.addressee.id, '2026-06-17', '15:10', (scope) =>
      answerHelp(scope, help.id, { verdict: 'answered', text }, null),
    );
  }
  for (const [place, [asks, text]] of DECLINED.entries()) {
    const [item, unitId] = [college[place], units[place]];
    if (!item || !unitId) continue;
    const help = await as(item.personId, '2026-06-22', '10:00', (scope) =>
      ask(scope, { itemId: item.id, unitId, asks }),
    );
    if (help.addressee.id === item.personId) continue;
    await as(help.addressee.id, '2026-06-24', '16:30', (scope) =>
      answerHelp(scope, help.id, { verdict: 'declined', text }, null),
    );
  }
}

/** Asked on Monday the 6th: the limit ends on Thursday, on Friday it goes up, and there it is answered. */
async function letClimb(as: As, { person }: Cast, midnight: (day: string) => Promise<void>): Promise<void> {
  const item = person[4];
  if (!item) return;
  const asks = '样品检测排不上号，请协调测试中心的机时。';
  const help = await as(item.personId, '2026-07-06', '09:30', (scope) => ask(scope, { itemId: item.id, asks }));
  await midnight('2026-07-10');
  const view = await as(item.personId, '2026-07-10', '09:00', (scope) => readOne(scope, help.id));
  await as(view.addressee, '2026-07-13', '11:00', (scope) =>
    answerHelp(scope, help.id, { verdict: 'answered', text: '测试中心每周三下午留出四小时机时。' }, null),
  );
}

async function readOne(scope: Scope, id: string): Promise<{ addressee: string }> {
  const { rows } = await sql<{ addressee: string }>`
    select x.person_id as addressee from help_addressees x where x.institution_id = ${scope.institutionId} and x.request_id = ${id}
    order by x.position desc limit 1`.execute(scope.tx);
  return rows[0] ?? { addressee: '' };
}

/** A director waits for his leader past the limit; a dean's request to another department still runs. */
async function leaveWaiting(as: As, cast: Cast, midnight: (day: string) => Promise<void>): Promise<void> {
  const work = cast.department[0];
  if (work) {
    const asks = '跨部门的用房调整需要校领导出面协调，否则九月前腾不出来。';
    await as(work.personId, '2026-07-22', '09:10', (scope) =>
      ask(scope, { itemId: work.id, asks, neededBy: '2026-08-31' }),
    );
  }
  const own = cast.college[2];
  if (own) {
    const asks = '引进人才的安家费迟迟未批，请答复时间。';
    await as(own.personId, '2026-07-23', '14:00', (scope) => ask(scope, { itemId: own.id, asks }));
  }
  await midnight('2026-07-28');
  await midnight('2026-07-29');
  const [fresh, unitId] = [cast.college[3], cast.units[3]];
  if (fresh && unitId) {
    const asks = '暑期施工期间请安排临时供电。';
    await as(fresh.personId, '2026-07-30', '10:30', (scope) => ask(scope, { itemId: fresh.id, unitId, asks }));
  }
  const young = cast.person[6];
  if (young)
    await as(young.personId, '2026-07-30', '15:40', (scope) =>
      ask(scope, { itemId: young.id, asks: '开题答辩专家凑不齐，请帮忙联系两位。' }),
    );
}

type Leader = { id: string };

/** On the list of the last month two decisions; on the running one two pins. */
async function focusOn(as: As, officeId: string): Promise<void> {
  const found = await as(officeId, '2026-07-14', '09:00', async (scope) => {
    const { rows: leaders } = await sql<Leader>`
      select distinct on (o.level) o.person_id as id from posts o join levels l on l.institution_id = o.institution_id and l.rank = o.level and l.kind in ('school', 'leader')
      where o.institution_id = ${scope.institutionId} and o.state = 'confirmed' and o.to_day is null order by o.level, o.head desc, o.person_id`.execute(
      scope.tx,
    );
    const { rows: cycles } = await sql<{ id: string; from: string; state: string }>`
      select id, from_day as "from", state from cycles where institution_id = ${scope.institutionId} and kind = 'month' order by from_day desc limit 2`.execute(
      scope.tx,
    );
    return { leaders, cycles };
  });
  const [running, last] = found.cycles;
  const [first, second] = found.leaders;
  if (!running || !last || !first || !second) return;
  if (last.state !== 'closed') {
    const list = await as(officeId, '2026-07-14', '09:05', (scope) => readFocusList(scope, last.id));
    for (const entry of list.items.slice(0, 2))
      await as(officeId, '2026-07-14', '09:30', (scope) =>
        decide(scope, last.id, entry.item.id, '由分管领导牵头，八月中旬前拿出追赶方案，缺口人员从相近项目调剂。'),
      );
  }
  if (running.state !== 'open') return;
  const candidates = await as(first.id, '2026-07-20', '09:00', async (scope) => {
    const { rows } = await sql<{ id: string }>`
      select i.id from items i where i.institution_id = ${scope.institutionId} and i.horizon = 'annual' and i.state = 'in_progress' and not i.placeholder
        and i.parent_id is not null order by i.priority, i.code limit 2`.execute(scope.tx);
    return rows;
  });
  const pins = [
    [first.id, '上级检查的必看项目，九月前必须见到样机。'],
    [second.id, '牵动三个学院，请每次例会都过一遍。'],
  ] as const;
  for (const [place, [personId, reason]] of pins.entries()) {
    const item = candidates[place];
    if (item) await as(personId, '2026-07-20', '09:15', (scope) => pin(scope, running.id, { itemId: item.id, reason }));
  }
}
