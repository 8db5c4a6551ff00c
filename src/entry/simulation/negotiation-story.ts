// The last fortnight's negotiations: a director proposes tasks to the people of a college; some agree, some counter, some are silent.
import { sql } from 'kysely';
import { openScopeFor } from '../../capabilities/identity/open-scope.ts';
import type { Scope } from '../../capabilities/identity/scope.ts';
import { startOfDay } from '../../capabilities/institution/zone.rules.ts';
import { normaliseDecomposition, writeDecomposition } from '../../capabilities/linkage/decomposition.actions.ts';
import { openBelow, passNegotiationLimits } from '../../capabilities/linkage/negotiation.actions.ts';
import { answer, propose } from '../../capabilities/linkage/negotiation-replies.actions.ts';
import type { Terms } from '../../capabilities/linkage/negotiation-terms.rules.ts';
import { inMoment } from '../../capabilities/progress/midnight.store.ts';
import type { Db } from '../../platform/database/connect.ts';
import { NEGOTIATION_EFFECTS } from '../negotiation-effects.ts';

/** Who negotiates: the work above, its director, a college with its dean, and the college's people. */
type Table = {
  parentId: string;
  directorId: string;
  unitId: string;
  deanId: string;
  /** The dean's own work below, registered long ago. */
  deanItemId: string;
  start: string;
  due: string;
  people: { id: string; name: string; nameEn: string | null }[];
};

const SILENT = 2;
const MOST = 40;
const at = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`);

/** The first work of a department, by code, that a college carries with enough people, and that no gate holds. */
async function findTable(scope: Scope): Promise<Table | null> {
  const { rows } = await sql<Table>`
    select p.id as "parentId", p.responsible_person_id as "directorId", d.lead_unit_id as "unitId", d.responsible_person_id as "deanId", d.id as "deanItemId",
      greatest(p.start, date '2026-08-03') as start, p.approved_due as due, x.people
    from items p join levels l on l.institution_id = p.institution_id and l.rank = p.level and l.kind = 'department'
    join items d on d.institution_id = p.institution_id and d.parent_id = p.id and d.state = 'in_progress' and d.level = p.level + 1
    join posts h on h.institution_id = d.institution_id and h.unit_id = d.lead_unit_id and h.person_id = d.responsible_person_id and h.head and h.to_day is null
    cross join lateral (select jsonb_agg(m.*) as people from (
      select distinct on (q.account) q.id, q.name, q.name_en as "nameEn" from posts w join people q on q.institution_id = w.institution_id and q.id = w.person_id
      join units u on u.institution_id = w.institution_id and u.id = w.unit_id and d.lead_unit_id in (u.id, u.parent_id)
      where w.institution_id = d.institution_id and w.state = 'confirmed' and w.to_day is null order by q.account limit ${MOST}) m) x
    where p.institution_id = ${scope.institutionId} and p.state = 'in_progress' and p.approved_due > date '2026-10-31' and d.approved_due < p.approved_due
      and jsonb_array_length(x.people) >= 10 and p.responsible_person_id <> d.responsible_person_id
      and not exists (select 1 from submissions s where s.institution_id = p.institution_id and s.item_id = p.id and s.kind = 'decomposition' and s.state = 'pending')
    order by p.code, d.code limit 1`.execute(scope.tx);
  return rows[0] ?? null;
}

const TASKS = [
  ['梳理现有仪器，列出可共享的清单', 'List the instruments that can be shared'],
  ['修订本方向的研究生培养方案', 'Revise the curriculum for research students'],
  ['完成实验室安全自查并整改', 'Check laboratory safety and mend what is found'],
  ['接洽一家合作企业，签订意向书', 'Win one partner in industry and sign a letter of intent'],
  ['组织一次校内外学术研讨', 'Hold one workshop with guests'],
  ['整理近三年成果，形成转化清单', 'Review three years of results for what can be put to use'],
  ['指导青年教师申报一项课题', 'Guide a young colleague to a grant proposal'],
  ['建设一门在线课程', 'Build one course online'],
] as const;

const personAt = (table: Table, place: number) => table.people[place % table.people.length] ?? table.people[0];

/** Forty tasks for the people of one college: what its head answers on one page. */
const draftsOf = (table: Table) =>
  Array.from({ length: MOST }, (_, place) => {
    const person = personAt(table, place) ?? { id: table.deanId, name: '', nameEn: null };
    const [title, titleEn] = TASKS[place % TASKS.length] ?? TASKS[0];
    return {
      horizon: 'task' as const,
      level: 4,
      title: `${title}（${person.name}）`,
      titleEn: `${titleEn} (${person.nameEn ?? person.name})`,
      requirement: '年内完成，过程材料齐全。',
      requirementEn: 'Complete within the year, with its papers in order.',
      standard: '学院验收通过。',
      standardEn: 'Accepted by the college.',
      leadUnitId: table.unitId,
      responsiblePersonId: person.id,
      weight: 1,
      start: table.start,
      due: table.due,
    };
  });

type Actor = <T>(personId: string, now: Date, act: (scope: Scope) => Promise<T>) => Promise<T>;

export async function playNegotiations(db: Db, institutionId: string, officeId: string): Promise<void> {
  const as: Actor = (personId, now, act) => openScopeFor(db, { institutionId, personId, now }, act);
  const table = await as(officeId, at('2026-07-20', '08:30'), findTable);
  if (!table) return;
  const ids = await as(table.directorId, at('2026-07-20', '09:00'), (scope) => draftAndOpen(scope, table));
  const day = '2026-07-28';
  await inMoment(db, { institutionId, now: startOfDay(day, 'Asia/Shanghai'), today: day }, passNegotiationLimits);
  await argue(as, table, ids);
}

/** The drafts, with weights that total 100 beside what stands; the first two are opened alone, the rest a week later. */
async function draftAndOpen(scope: Scope, table: Table): Promise<string[]> {
  const body = { children: draftsOf(table) };
  await writeDecomposition(scope, table.parentId, body, null);
  const { children } = await normaliseDecomposition(scope, table.parentId, null);
  const drafts = children.filter((child) => child.state === 'draft');
  const ids = drafts.map((child) => child.id);
  await openBelow(scope, table.parentId, { childIds: ids.slice(0, SILENT), note: '请本周答复。' });
  return ids;
}

const NOT_SO_EARLY = '九月新学期开课，建议顺延。';
const TOO_HEAVY = '同时承担两门课，请适当减轻权重。';

async function argue(as: Actor, table: Table, ids: readonly string[]): Promise<void> {
  const { directorId } = table;
  const silent = ids[0] ?? '';
  const personOf = (place: number) => personAt(table, place)?.id ?? '';
  const reply = (who: string, now: Date, place: number, n: number, given: Parameters<typeof answer>[2]['answer']) =>
    as(who, now, (scope) =>
      answer(scope, NEGOTIATION_EFFECTS, { itemId: ids[place] ?? '', n, answer: given, ifMatch: null }),
    );
  const counter = (proposal: Terms, reason: string) => ({ verdict: 'counter' as const, proposal, reason });
  await as(directorId, at('2026-07-27', '15:00'), (scope) =>
    openBelow(scope, table.parentId, { note: '请各位就分工、权重和期限提出意见。' }),
  );
  // nobody answered the first two in time: one is decided, the other still lies with the director
  await reply(directorId, at('2026-07-29', '09:20'), 0, 0, {
    verdict: 'decide',
    keep: true,
    reason: '逾期未答复，按原方案执行。',
  });
  // agreed at once; a counter that lies with the director; one in its second round; one argued to the end and decided
  await reply(personOf(2), at('2026-07-28', '10:00'), 2, 0, { verdict: 'agree' });
  await reply(personOf(3), at('2026-07-28', '11:00'), 3, 0, counter({ start: '2026-09-14' }, NOT_SO_EARLY));
  await reply(
    personOf(4),
    at('2026-07-28', '14:00'),
    4,
    0,
    counter({ due: table.due, weight: 0.5, start: '2026-10-08' }, TOO_HEAVY),
  );
  await reply(directorId, at('2026-07-29', '09:30'), 4, 1, counter({ weight: 0.8 }, '权重可减，但不宜减半。'));
  await reply(personOf(5), at('2026-07-28', '15:00'), 5, 0, counter({ weight: 0.4 }, TOO_HEAVY));
  await reply(directorId, at('2026-07-29', '10:00'), 5, 1, counter({ weight: 0.9 }, '这项工作分量不轻。'));
  await reply(personOf(5), at('2026-07-29', '16:00'), 5, 2, counter({ weight: 0.5 }, '人手确实不足。'));
  await reply(directorId, at('2026-07-30', '09:00'), 5, 3, {
    verdict: 'decide',
    proposal: { weight: 0.7 },
    reason: '折中处理，另配一名助教。',
  });
  // the dean asks for more time on work that was registered long ago
  await as(table.deanId, at('2026-07-30', '11:00'), (scope) =>
    propose(
      scope,
      table.deanItemId,
      { proposal: { due: table.due }, reason: '设备到货推迟，请与上级任务同期完成。' },
      null,
    ),
  );
  if (!silent) throw new Error('the director drafted nothing');
}
