// Limits of gates over the days: five working days around holidays, a late gatekeeper loses the step, at the top it stays and shows.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { ok, type Planted, plantLine, type Stage, type Sub, setStage } from '../../tests/support/stage.ts';
import { catchUp } from '../capabilities/progress/midnight.actions.ts';
import { inTenant } from '../platform/database/connect.ts';
import { midnightActs } from './background.ts';

// many sign-ins and many acts each; the machine may be busy with other tests
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

/** Goes to nine o'clock of a day, with its midnight; those in between, in which nothing here falls due, are left out. */
async function goTo(day: string): Promise<void> {
  stage.goTo(`${day}T09:00:00+08:00`);
  const { db } = await useDatabase();
  await inTenant(db, stage.home.id, (tx) =>
    sql`update institutions set refreshed_to = ${day}::date - 1 where id = ${stage.home.id}`.execute(tx),
  );
  await catchUp({ db, now: () => stage.server.clock.now(), acts: midnightActs() }, stage.home.id);
}

async function claimedTask(): Promise<{ line: Record<string, Planted>; sub: Sub; leaf: Planted }> {
  const line = await plantLine(stage);
  const leaf = await stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    parent: line.professor.id,
    horizon: 'task',
    disciplineId: stage.home.disciplineId,
    nodes: [{ date: '2026-09-01', weight: 100 }],
  });
  const sub = ok<Sub>(
    await (await stage.as('teacher')).post(`/items/${leaf.id}/requests`, {
      kind: 'node',
      nodesDone: [{ nodeId: leaf.nodeIds[0] }],
    }),
    201,
  );
  return { line, sub, leaf };
}

type Kind = { kind: string; asked: object; route: string[]; after: string[] };
/** Each kind with its steps, and who loses what while nobody decides until everything is at the top. */
const KINDS: Kind[] = [
  {
    kind: 'an extension',
    asked: { kind: 'extension', due: '2026-12-01' },
    route: ['gatekeeper', 'professor', 'supervisor'],
    after: ['gatekeeper lost it', 'dean is at it', 'professor', 'supervisor'],
  },
  {
    kind: 'a suspension',
    asked: { kind: 'suspension' },
    route: ['gatekeeper', 'professor', 'supervisor'],
    after: ['gatekeeper lost it', 'dean is at it', 'professor', 'supervisor'],
  },
  {
    kind: 'a transfer',
    asked: { kind: 'transfer', responsiblePersonId: 'teacherTwo' },
    route: ['gatekeeper', 'professor'],
    after: ['gatekeeper lost it', 'dean is at it', 'professor'],
  },
  {
    kind: 'a close-out',
    asked: { kind: 'close_out' },
    route: ['gatekeeper', 'professor', 'dean'],
    after: ['gatekeeper lost it', 'director is at it', 'professor', 'dean'],
  },
];

/** A task of the teacher's without nodes, with a supervisor. */
async function requested(asked: object): Promise<Sub> {
  const line = await plantLine(stage);
  const leaf = await stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    parent: line.professor.id,
    horizon: 'task',
    disciplineId: stage.home.disciplineId,
    supervisor: 'supervisor',
    due: '2026-11-30',
  });
  const body = { reason: '场地推迟', ...asked };
  if ('responsiblePersonId' in body) body.responsiblePersonId = stage.home.people.teacherTwo;
  return ok<Sub>(await (await stage.as('teacher')).post(`/items/${leaf.id}/requests`, body), 201);
}

/** The route as words: who, and whether he lost the step, decided it or is at it. */
const shown = (sub: Sub) =>
  sub.route.map(
    (step) =>
      `${stage.nameOf(step.personId)}${step.expired ? ' lost it' : step.verdict ? ` ${step.verdict}` : step.open ? ' is at it' : ''}`,
  );

describe('the limit of a step', () => {
  it('is five working days, the holiday not counted and the make-up Saturday counted, and ends with the next working day', async () => {
    await goTo('2026-04-29');
    const { sub } = await claimedTask();
    expect(sub.route[0]?.due).toBe('2026-05-09');
    await goTo('2026-05-10');
    expect(shown(await stage.submission(sub.id))).toEqual(['gatekeeper is at it', 'professor']);
    await goTo('2026-05-11');
    const late = await stage.submission(sub.id);
    expect(shown(late)).toEqual(['gatekeeper lost it', 'dean is at it', 'professor']);
    expect(late.route[1]?.due).toBe('2026-05-18');
    expect(await stage.decide('gatekeeper', sub.id)).toMatchObject({ status: 403, body: { code: 'not_your_step' } });
  });

  it.each(KINDS)('climbs alike for $kind', async ({ asked, route, after }) => {
    await goTo('2026-03-05');
    const sub = await requested(asked);
    expect(stage.routeOf(sub)).toEqual(route);
    await goTo('2026-03-12');
    expect(shown(await stage.submission(sub.id))[0]).toBe('gatekeeper is at it');
    await goTo('2026-03-13');
    expect(shown(await stage.submission(sub.id))).toEqual(after);
  });

  it('of the head of the college and of the supervisor climbs too, to whoever is not yet in the route', async () => {
    await goTo('2026-03-05');
    const close = await requested({ kind: 'close_out' });
    const extend = await requested({ kind: 'extension', due: '2026-12-01' });
    for (const sub of [close, extend])
      for (const who of ['gatekeeper', 'professor'] as const) ok(await stage.decide(who, sub.id));
    await goTo('2026-03-13');
    expect(shown(await stage.submission(close.id)).slice(2)).toEqual(['dean lost it', 'director is at it']);
    expect(shown(await stage.submission(extend.id)).slice(2)).toEqual(['supervisor lost it', 'dean is at it']);
    expect(ok(await stage.decide('dean', extend.id)).state).toBe('passed');
  });

  it('counts no day of the Spring Festival, but the Saturdays worked for it', async () => {
    await stage.close();
    stage = await setStage({ now: new Date('2026-02-11T08:00:00+08:00') });
    await goTo('2026-02-11');
    const { sub } = await claimedTask();
    expect(sub.route[0]?.due).toBe('2026-02-25');
    for (const day of ['2026-02-16', '2026-02-24', '2026-02-25']) await goTo(day);
    expect(shown(await stage.submission(sub.id))[0]).toBe('gatekeeper is at it');
    await goTo('2026-02-26');
    const late = await stage.submission(sub.id);
    expect(shown(late).slice(0, 2)).toEqual(['gatekeeper lost it', 'dean is at it']);
    expect(late.route[1]?.due).toBe('2026-03-04');
  });

  it('that a pass would end where the item has moved on waits at the top instead of taking effect', async () => {
    await goTo('2026-03-05');
    const sub = await requested({ kind: 'close_out' });
    const { db } = await useDatabase();
    const { home } = stage;
    for (const who of ['gatekeeper', 'professor'] as const) ok(await stage.decide(who, sub.id));
    await inTenant(db, home.id, async (tx) => {
      await sql`update items set state = 'assigned' where institution_id = ${home.id} and id = (select item_id from submissions where id = ${sub.id})`.execute(
        tx,
      );
      await sql`update items set responsible_person_id = ${home.people.professor} where institution_id = ${home.id} and level < 5`.execute(
        tx,
      );
      await sql`update posts set to_day = '2026-03-05', handed_over_at = now() where institution_id = ${home.id} and level < 3`.execute(
        tx,
      );
      await sql`update role_grants set to_day = '2026-03-05' where institution_id = ${home.id} and role = 'office'`.execute(
        tx,
      );
    });
    await goTo('2026-03-13');
    await goTo('2026-03-23');
    const waiting = ok<Sub>(await (await stage.as('professor')).get(`/submissions/${sub.id}`));
    expect(waiting.state).toBe('pending');
    expect(waiting.route.at(-1)).toMatchObject({ kind: 'office', personId: null, open: true });
  });

  it('begins anew for the one who gets the step and for the one who comes after him', async () => {
    await goTo('2026-03-05');
    const { sub, leaf } = await claimedTask();
    await goTo('2026-03-13');
    expect(shown(await stage.submission(sub.id))).toEqual(['gatekeeper lost it', 'dean is at it', 'professor']);
    const decided = ok(await stage.decide('dean', sub.id));
    expect(shown(decided)).toEqual(['gatekeeper lost it', 'dean passed', 'professor is at it']);
    expect(decided.route[2]?.due).toBe('2026-03-20');
    await goTo('2026-03-23');
    expect(shown(await stage.submission(sub.id))).toEqual([
      'gatekeeper lost it',
      'dean passed',
      'professor lost it',
      'director is at it',
    ]);
    expect(ok(await stage.decide('director', sub.id)).state).toBe('passed');
    expect((await stage.item(leaf.id)).nodes[0]).toMatchObject({ state: 'verified', doneOn: '2026-03-05' });
    const history = ok<{ items: { act: string }[] }>(
      await (await stage.as('officer')).get(`/items/${leaf.id}/history`),
    );
    expect(history.items.filter((event) => event.act === 'gate.expired')).toHaveLength(2);
  });

  it('climbs person by person to the top, where the step stays and shows its delay', async () => {
    const { sub } = await claimedTask();
    for (const day of ['2026-03-12', '2026-03-20', '2026-03-28', '2026-04-08', '2026-04-16', '2026-04-24'])
      await goTo(day);
    await goTo('2026-05-29');
    const high = await stage.submission(sub.id);
    expect(shown(high)).toEqual([
      'gatekeeper lost it',
      'dean lost it',
      'director lost it',
      'leader lost it',
      'president lost it',
      'secretary is at it',
      'professor',
    ]);
    expect((high.route[5]?.due ?? '') < '2026-05-29').toBe(true);
    expect((await (await stage.as('gatekeeper')).get(`/submissions/${sub.id}`)).status).toBe(200);
  });

  it('does not run for a look: the report waits for the next one, without a delay', async () => {
    const line = await plantLine(stage);
    const report = { selfRatedLight: 'green', done: '', next: '', progress: 10 };
    const sub = ok<Sub>(await (await stage.as('teacher')).post(`/items/${line.teacher.id}/reports`, report), 201);
    expect(sub.route).toMatchObject([{ kind: 'look', due: null }]);
    await goTo('2026-04-02');
    expect(shown(await stage.submission(sub.id))).toEqual(['professor is at it']);
    const next = ok<Sub>(await (await stage.as('teacher')).post(`/items/${line.teacher.id}/reports`, report), 201);
    expect((await stage.submission(sub.id)).state).toBe('superseded');
    expect(next.state).toBe('pending');
  });

  it('that nobody is left to take is marked, and the rest of the route goes on', async () => {
    const { sub } = await claimedTask();
    const { db } = await useDatabase();
    const { home } = stage;
    await inTenant(db, home.id, async (tx) => {
      await sql`update items set responsible_person_id = ${home.people.professor} where institution_id = ${home.id} and level < 5`.execute(
        tx,
      );
      await sql`update posts set to_day = '2026-03-04' where institution_id = ${home.id} and level < 3`.execute(tx);
      await sql`update role_grants set to_day = '2026-03-04' where institution_id = ${home.id} and role = 'office'`.execute(
        tx,
      );
      await sql`update posts set handed_over_at = now() where institution_id = ${home.id}`.execute(tx);
    });
    await goTo('2026-03-12');
    const seen = ok<Sub>(await (await stage.as('professor')).get(`/submissions/${sub.id}`));
    expect(shown(seen)).toEqual(['gatekeeper lost it', 'professor is at it']);
    expect(ok(await stage.decide('professor', sub.id)).state).toBe('passed');
  });
});
