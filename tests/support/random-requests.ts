// Random acts around requests, by the real use cases: asking, deciding, stepping back, naming delegates, taking posts, days that pass.
import fc from 'fast-check';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { decide, withdraw } from '../../src/capabilities/gatekeeping/decide.actions.ts';
import { recuse } from '../../src/capabilities/gatekeeping/recuse.actions.ts';
import { openRequest } from '../../src/capabilities/gatekeeping/request.actions.ts';
import { RequestBody } from '../../src/capabilities/gatekeeping/request.contract.ts';
import type { Scope } from '../../src/capabilities/identity/scope.ts';
import { addDays } from '../../src/capabilities/institution/calendar.rules.ts';
import { acceptItem, assign, returnItem } from '../../src/capabilities/linkage/life-cycle.actions.ts';
import { catchUp } from '../../src/capabilities/progress/midnight.actions.ts';
import { midnightActs } from '../../src/entry/background.ts';
import { EFFECTS } from '../../src/entry/effects.ts';
import { inTenant } from '../../src/platform/database/connect.ts';
import { Refused } from '../../src/platform/result.ts';
import { useDatabase } from './database.ts';
import type { PersonKey } from './institution.ts';
import type { Stage } from './stage.ts';

const PEOPLE = [
  'president',
  'secretary',
  'leader',
  'director',
  'dean',
  'viceDean',
  'professor',
  'gatekeeper',
  'teacher',
  'teacherTwo',
  'officer',
  'supervisor',
] as const satisfies readonly PersonKey[];
const KINDS = [
  'extension',
  'change',
  'suspension',
  'resumption',
  'transfer',
  'cancellation',
  'reopening',
  'close_out',
] as const;
/** What has a chance in a state, so that most moves lead somewhere. */
const FITTING: Partial<Record<string, readonly (typeof KINDS)[number][]>> = {
  in_progress: ['extension', 'extension', 'change', 'suspension', 'suspension', 'transfer', 'close_out', 'close_out'],
  assigned: ['extension', 'change'],
  suspended: ['resumption', 'resumption', 'resumption', 'cancellation'],
  closed: ['reopening'],
};
const WAYS = [
  'ask',
  'ask',
  'ask',
  'ask',
  'settle',
  'settle',
  'settle',
  'decide',
  'decideRightly',
  'decideRightly',
  'sign',
  'sign',
  'recuse',
  'withdraw',
  'delegate',
  'takePost',
  'trick',
  'trick',
  'wait',
] as const;

export const randomMove = fc.record({
  way: fc.constantFrom(...WAYS),
  kind: fc.constantFrom(...KINDS),
  who: fc.nat({ max: PEOPLE.length - 1 }),
  other: fc.nat({ max: PEOPLE.length - 1 }),
  item: fc.nat({ max: 100 }),
  /** Asked for by whoever is responsible, which is mostly allowed. */
  own: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  days: fc.integer({ min: 1, max: 40 }),
  flag: fc.boolean(),
  verdict: fc.constantFrom('passed', 'passed', 'passed', 'passed_with_conditions', 'returned'),
});
export type Move = ReturnType<(typeof randomMove)['generate']>['value'];

export type World = { stage: Stage; itemIds: readonly string[]; now: Date };

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];
const personAt = (index: number): PersonKey => at(PEOPLE, index) ?? 'officer';

/** What was refused leaves nothing behind; whatever else goes wrong is a failure. */
async function tried(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

async function rows<R>(world: World, query: ReturnType<typeof sql<R>>): Promise<R[]> {
  const { db } = await useDatabase();
  return inTenant(db, world.stage.home.id, async (tx) => (await query.execute(tx)).rows);
}

const act = (world: World, who: PersonKey, work: (scope: Scope) => Promise<unknown>) =>
  tried(() => world.stage.home.as(who, world.now, work));

async function ask(world: World, move: Move): Promise<void> {
  const id = at(world.itemIds, move.item) ?? '';
  const [item] = await rows(
    world,
    sql<{ due: string; person: string; state: string }>`
    select approved_due as due, responsible_person_id as person, state from items where institution_id = ${world.stage.home.id} and id = ${id}`,
  );
  if (!item) return;
  const who = move.own ? (world.stage.nameOf(item.person) as PersonKey) : personAt(move.who);
  const kind = move.own ? (at(FITTING[item.state] ?? KINDS, move.days) ?? move.kind) : move.kind;
  const request = RequestBody.parse({
    kind,
    reason: '随机',
    ...(kind === 'extension' && { due: addDays(item.due, move.days - 12), noFault: move.flag }),
    ...(kind === 'change' && { changes: { title: `题目 ${move.days}`, weight: move.days } }),
    ...(kind === 'resumption' && move.flag && { due: addDays(item.due, move.days) }),
    ...(kind === 'transfer' && { responsiblePersonId: world.stage.home.people[personAt(move.other)] }),
    subtree: move.flag,
    ancestors: move.flag,
  });
  await act(world, who, (scope) => openRequest(scope, id, request));
}

async function pendingAt(world: World, index: number) {
  const pending = await rows(
    world,
    sql<{ id: string; open: string | null; by: string }>`
    select s.id, s.submitted_by as by, (select g.person_id from gate_steps g where g.institution_id = s.institution_id and g.submission_id = s.id
      and g.verdict is null and not g.expired order by g.position limit 1) as open
    from submissions s where s.institution_id = ${world.stage.home.id} and s.state = 'pending' order by s.id`,
  );
  return pending.length === 0 ? undefined : at(pending, index);
}

async function judge(world: World, move: Move): Promise<void> {
  const found = await pendingAt(world, move.item);
  if (!found) return;
  const rightly = move.way === 'decideRightly' && found.open !== null;
  const who = rightly ? (world.stage.nameOf(found.open) as PersonKey) : personAt(move.who);
  const verdict = rightly && move.verdict === 'returned' && move.flag ? 'passed' : move.verdict;
  const body = {
    verdict: verdict as 'passed',
    ...(verdict === 'returned' && { reason: '不妥' }),
    ...(verdict === 'passed_with_conditions' && { conditions: [{ title: '补件', asNode: move.flag }] }),
  };
  await act(world, who, (scope) => decide(scope, found.id, body, EFFECTS, null));
}

/** Everybody whose step it is lets it pass. */
async function settle(world: World, move: Move): Promise<void> {
  for (let steps = 0; steps < 4; steps += 1) {
    const found = await pendingAt(world, move.item);
    if (!found || found.open === null) return;
    const who = world.stage.nameOf(found.open) as PersonKey;
    await act(world, who, (scope) => decide(scope, found.id, { verdict: 'passed' }, EFFECTS, null));
  }
}

async function stepBack(world: World, move: Move): Promise<void> {
  const found = await pendingAt(world, move.item);
  if (!found) return;
  const who = move.own && found.open !== null ? (world.stage.nameOf(found.open) as PersonKey) : personAt(move.who);
  await act(world, who, (scope) => recuse(scope, found.id, '有利害关系', EFFECTS, null));
}

async function takeBack(world: World, move: Move): Promise<void> {
  const found = await pendingAt(world, move.item);
  if (!found || move.days < 30) return;
  await act(world, world.stage.nameOf(found.by) as PersonKey, (scope) => withdraw(scope, found.id, EFFECTS, null));
}

async function sign(world: World, move: Move): Promise<void> {
  const id = at(world.itemIds, move.item) ?? '';
  const [item] = await rows(
    world,
    sql<{ person: string; above: string | null }>`
    select i.responsible_person_id as person, p.responsible_person_id as above from items i
      left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where i.institution_id = ${world.stage.home.id} and i.id = ${id}`,
  );
  if (!item) return;
  const own = world.stage.nameOf(item.person) as PersonKey;
  if (move.days > 36) await act(world, own, (scope) => returnItem(scope, id, '不合适', null));
  else await act(world, own, (scope) => acceptItem(scope, id, null));
  if (item.above) await act(world, world.stage.nameOf(item.above) as PersonKey, (scope) => assign(scope, id, {}, null));
}

async function nameDelegate(world: World, from: string, to: string, days: number): Promise<void> {
  if (from === to) return;
  const day = world.now.toISOString().slice(0, 10);
  await rows(
    world,
    sql`insert into delegations (institution_id, id, person_id, delegate_id, from_day, to_day, created_at)
    values (${world.stage.home.id}, ${uuid()}, ${from}, ${to}, ${day}, ${addDays(day, days)}, ${world.now})`,
  );
}

/** Somebody, a doer too, names a delegate for some days. */
async function delegate(world: World, move: Move): Promise<void> {
  const { people } = world.stage.home;
  await nameDelegate(world, people[personAt(move.who)], people[personAt(move.other)], move.days);
}

/** A doer has the gatekeeper's delegation, or names a delegate of his own, and they try to decide. */
async function trick(world: World, move: Move): Promise<void> {
  const found = await pendingAt(world, move.item);
  if (!found || found.open === null) return;
  const pass = (who: PersonKey) =>
    act(world, who, (scope) => decide(scope, found.id, { verdict: 'passed' }, EFFECTS, null));
  await nameDelegate(world, found.open, found.by, move.days);
  await pass(world.stage.nameOf(found.by) as PersonKey);
  await nameDelegate(world, found.by, world.stage.home.people[personAt(move.other)], move.days);
  await pass(personAt(move.other));
}

/** Somebody heads a unit above his own from now on, as an import would have it: acting, or in the former head's place. */
async function takePost(world: World, move: Move): Promise<void> {
  const { home } = world.stage;
  const unit = at([home.units.PHY, home.units.OPT, home.units.RES], move.item) ?? home.units.PHY;
  const day = world.now.toISOString().slice(0, 10);
  await rows(
    world,
    sql`update posts set to_day = ${day}::date - 1 where institution_id = ${home.id} and unit_id = ${unit} and head and to_day is null and acting and from_day < ${day}::date`,
  );
  await rows(
    world,
    sql`insert into posts (institution_id, id, person_id, unit_id, level, title, head, acting, from_day, state, created_at)
    select ${home.id}, ${uuid()}::uuid, ${home.people[personAt(move.who)]}::uuid, ${unit}::uuid, 4, '代理', true, true, ${day}::date, 'confirmed', ${world.now}
    where not exists (select 1 from posts where institution_id = ${home.id} and unit_id = ${unit} and head and acting and to_day is null)`,
  );
}

/** Days pass, each with its midnight. */
async function wait(world: World, move: Move): Promise<void> {
  const { db } = await useDatabase();
  world.now = new Date(world.now.getTime() + Math.ceil(move.days / 8) * 86_400_000);
  await catchUp({ db, now: () => world.now, acts: midnightActs() }, world.stage.home.id);
}

const DO: Record<(typeof WAYS)[number], (world: World, move: Move) => Promise<void>> = {
  ask,
  decide: judge,
  decideRightly: judge,
  settle,
  sign,
  recuse: stepBack,
  withdraw: takeBack,
  delegate,
  takePost,
  trick,
  wait,
};

export const doMove = (world: World, move: Move): Promise<void> => DO[move.way](world, move);
