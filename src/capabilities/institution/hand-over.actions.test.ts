// The hand-over on the real database: at 00:00 after a post's last day its open items have their next person, who has not signed.
import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { createTestInstitution, START, type TestInstitution } from '../../../tests/support/institution.ts';
import { inTenant } from '../../platform/database/connect.ts';
import type { Moment } from '../../platform/events/append.ts';
import { handOverEndedPosts } from './hand-over.actions.ts';
import { changePost } from './posts.actions.ts';
import { startOfDay } from './zone.rules.ts';

type Seed = { state: string; unit: 'OPT' | 'PHY'; person: 'teacher' | 'professor' };

async function addItem(house: TestInstitution, { state, unit, person }: Seed): Promise<string> {
  const { db } = await useDatabase();
  const id = uuid();
  await inTenant(db, house.id, (tx) =>
    tx
      .insertInto('items')
      .values({
        institution_id: house.id,
        id,
        code: id,
        horizon: 'task',
        level: 5,
        path: [],
        title: '搭建光路',
        lead_unit_id: house.units[unit],
        responsible_person_id: house.people[person],
        start: '2026-03-02',
        original_due: '2026-06-30',
        approved_due: '2026-06-30',
        state,
        assigned_on: state === 'registered' ? null : '2026-03-02',
        accept_by: state === 'registered' ? null : '2026-03-05',
        accepted_on: ['in_progress', 'suspended', 'closed'].includes(state) ? '2026-03-03' : null,
        created_at: START,
        changed_at: START,
      })
      .execute(),
  );
  return id;
}

async function readItem(house: TestInstitution, id: string) {
  const { db } = await useDatabase();
  return inTenant(db, house.id, (tx) =>
    tx
      .selectFrom('items')
      .select(['responsible_person_id', 'state', 'interim', 'accept_by', 'accepted_on', 'assigned_on'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );
}

async function midnight(house: TestInstitution, day: string): Promise<number> {
  const { db } = await useDatabase();
  return inTenant(db, house.id, (tx) => {
    const moment: Moment = {
      tx,
      institutionId: house.id,
      now: startOfDay(day, house.timeZone),
      today: day,
      actorId: null,
      requestId: null,
    };
    return handOverEndedPosts(moment);
  });
}

const end = (house: TestInstitution, key: 'teacher' | 'professor', to: string, successorId?: string) =>
  house.as('officer', START, (scope) => changePost(scope, house.posts[key], { to, successorId }, null));

describe('the day after a post’s last', () => {
  it('gives open items to the named successor, unsigned, and leaves closed ones alone', async () => {
    const house = await createTestInstitution();
    const seeds = ['registered', 'assigned', 'in_progress', 'suspended', 'closed'] as const;
    const ids = await Promise.all(seeds.map((state) => addItem(house, { state, unit: 'OPT', person: 'teacher' })));
    await end(house, 'teacher', '2026-03-06', house.people.teacherTwo);
    expect(await midnight(house, '2026-03-06')).toBe(0);
    expect(await midnight(house, '2026-03-07')).toBe(4);
    expect(await midnight(house, '2026-03-07')).toBe(0);
    const items = await Promise.all(ids.map((id) => readItem(house, id)));
    expect(items.map((item) => item.state)).toEqual(['registered', 'assigned', 'assigned', 'suspended', 'closed']);
    const { teacher, teacherTwo } = house.people;
    expect(items.map((item) => item.responsible_person_id)).toEqual([
      teacherTwo,
      teacherTwo,
      teacherTwo,
      teacherTwo,
      teacher,
    ]);
    // Saturday the 7th: the third working day after it is Wednesday
    expect(items[2]).toMatchObject({
      assigned_on: '2026-03-07',
      accept_by: '2026-03-11',
      accepted_on: null,
      interim: false,
    });
    expect(items[3]?.accepted_on).toBeNull();
  });

  it('gives them to the unit’s head, and to the head above as interim where the unit has none', async () => {
    const house = await createTestInstitution();
    const first = await addItem(house, { state: 'in_progress', unit: 'OPT', person: 'teacher' });
    const second = await addItem(house, { state: 'in_progress', unit: 'OPT', person: 'professor' });
    await end(house, 'teacher', '2026-03-06');
    await midnight(house, '2026-03-07');
    expect(await readItem(house, first)).toMatchObject({
      responsible_person_id: house.people.professor,
      interim: false,
    });
    await end(house, 'professor', '2026-03-10');
    expect(await midnight(house, '2026-03-11')).toBe(2);
    for (const id of [first, second]) {
      expect(await readItem(house, id)).toMatchObject({
        responsible_person_id: house.people.dean,
        interim: true,
        state: 'assigned',
      });
    }
  });

  it('leaves an item with whoever holds another post that carries it', async () => {
    const house = await createTestInstitution();
    const { db } = await useDatabase();
    const id = await addItem(house, { state: 'in_progress', unit: 'PHY', person: 'teacher' });
    const post = {
      institution_id: house.id,
      id: uuid(),
      person_id: house.people.teacher,
      unit_id: house.units.PHY,
      level: 6,
      title: '秘书',
    };
    await inTenant(db, house.id, (tx) =>
      tx
        .insertInto('posts')
        .values({ ...post, from_day: '2026-01-01', created_at: START })
        .execute(),
    );
    await end(house, 'teacher', '2026-03-06');
    expect(await midnight(house, '2026-03-07')).toBe(0);
    expect(await readItem(house, id)).toMatchObject({
      responsible_person_id: house.people.teacher,
      state: 'in_progress',
    });
  });

  it('writes one event an item, by nobody, with who it was and who it is', async () => {
    const house = await createTestInstitution();
    const { db } = await useDatabase();
    const id = await addItem(house, { state: 'in_progress', unit: 'OPT', person: 'teacher' });
    await end(house, 'teacher', '2026-03-06');
    await midnight(house, '2026-03-07');
    const events = await inTenant(db, house.id, (tx) =>
      tx.selectFrom('events').selectAll().where('item_id', '=', id).where('act', '=', 'item.handed_over').execute(),
    );
    expect(events).toMatchObject([
      {
        actor_id: null,
        before: { responsiblePersonId: house.people.teacher, state: 'in_progress' },
        after: { responsiblePersonId: house.people.professor, state: 'assigned' },
      },
    ]);
  });

  it('happens at once when a post is ended for a day gone by', async () => {
    const house = await createTestInstitution();
    const id = await addItem(house, { state: 'in_progress', unit: 'OPT', person: 'teacher' });
    await end(house, 'teacher', '2026-03-02');
    expect((await readItem(house, id)).responsible_person_id).toBe(house.people.professor);
  });
});
