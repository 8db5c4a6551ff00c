// The midnight work on a played institution: missed days, several servers, failures in between, stays in red.
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Played, playInstitution, STORY_END } from '../../tests/support/story.ts';
import { addDays } from '../capabilities/institution/calendar.rules.ts';
import { catchUp, catchUpAll, type MidnightAct, type MidnightWork } from '../capabilities/progress/midnight.actions.ts';
import { verifyInstitution } from '../capabilities/progress/verify.actions.ts';
import { midnightActs } from './background.ts';
import { VERIFY_CHECKS } from './verify-checks.ts';

const FIRST = '2026-08-01';
const later = (days: number) => new Date(STORY_END.getTime() + days * 86_400_000);

function workOf({ db }: Played, days: number, acts: readonly MidnightAct[] = midnightActs()): MidnightWork {
  return { db, now: () => later(days), acts };
}

const verify = ({ db, institutionId }: Played, days: number) =>
  verifyInstitution({ db, institutionId, now: () => later(days), files: null, checks: VERIFY_CHECKS });

describe('the midnight work', () => {
  it('catches up every missed day in order, once, however many servers are at it', async () => {
    const story = await playInstitution(100);
    const work = workOf(story, 12);
    const done = await Promise.all([1, 2, 3].map(() => catchUp(work, story.institutionId)));
    const days = done.flat().sort();
    expect(days).toEqual(Array.from({ length: 12 }, (_, at) => addDays(FIRST, at)));
    expect(await catchUp(work, story.institutionId)).toEqual([]);
    expect((await verify(story, 12)).differences).toEqual([]);
    const { rows } = await sql<{ weekday: number }>`
      select distinct extract(isodow from expired_on)::int as weekday from gate_steps
      where institution_id = ${story.institutionId} and expired_on >= ${FIRST}::date
    `.execute(story.owner);
    // what follows from a limit waits for a working day
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ weekday }) => weekday < 6)).toBe(true);
  });

  it('goes on after a failure where it stopped, and ends as if nothing had happened', async () => {
    const story = await playInstitution(100);
    let calls = 0;
    const fails: MidnightAct = async () => {
      calls += 1;
      if (calls === 4) throw new Error('the power went');
    };
    await expect(catchUp(workOf(story, 6, [...midnightActs(), fails]), story.institutionId)).rejects.toThrow('power');
    expect(await catchUp(workOf(story, 6), story.institutionId)).toEqual(['2026-08-04', '2026-08-05', '2026-08-06']);
    expect((await verify(story, 6)).differences).toEqual([]);
  });

  it('of one institution that fails holds up no other', async () => {
    const stories = [await playInstitution(1), await playInstitution(1)] as const;
    const [first, second] = stories;
    for (const failing of [first, second]) {
      const days = failing === first ? 1 : 2;
      const fails: MidnightAct = async ({ institutionId }) => {
        if (institutionId === failing.institutionId) throw new Error('its data are damaged');
      };
      await expect(catchUpAll(workOf(first, days, [fails]))).rejects.toThrow('its data are damaged');
      const other = failing === first ? second : first;
      expect(await catchUp(workOf(other, days), other.institutionId)).toEqual([]);
      expect(await catchUp(workOf(failing, days), failing.institutionId)).not.toEqual([]);
    }
  });

  it('fixes the day on which an item turned red, and the day on which it left red with its cause recorded', async () => {
    const story = await playInstitution();
    const { owner, institutionId } = story;
    await catchUp(workOf(story, 25), institutionId);
    const { rows: opened } = await sql<{ since: string; told: number }>`
      select s.since, (select count(*)::int from events e where e.institution_id = s.institution_id and e.item_id = s.item_id
        and e.act = 'item.turned_red' and e.after ->> 'since' = s.since::text) as told
      from red_spells s where s.institution_id = ${institutionId} and s.since >= ${FIRST}::date
    `.execute(owner);
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.every((spell) => spell.told === 1)).toBe(true);

    const { rows: spells } = await sql<{ id: string }>`
      select s.item_id as id from red_spells s where s.institution_id = ${institutionId} and s.left_on is null order by 1 limit 1
    `.execute(owner);
    const itemId = spells[0]?.id ?? '';
    // suspended work is grey: with its cause on record nothing keeps it red
    await sql`update items set state = 'suspended', changed_at = ${later(25)} where institution_id = ${institutionId} and id = ${itemId}`.execute(
      owner,
    );
    await sql`update red_spells set cause = '采购延误', recorded_at = ${later(25)} where institution_id = ${institutionId} and item_id = ${itemId}`.execute(
      owner,
    );
    await sql`update item_values set holds_until = '2026-08-01' where institution_id = ${institutionId} and item_id = ${itemId}`.execute(
      owner,
    );
    await catchUp(workOf(story, 26), institutionId);
    const { rows: left } = await sql<{ left_on: string }>`
      select left_on from red_spells where institution_id = ${institutionId} and item_id = ${itemId} and left_on is not null
    `.execute(owner);
    expect(left).toEqual([{ left_on: '2026-08-26' }]);
    expect((await verify(story, 26)).differences).toEqual([]);
  });

  it('sweeps sessions, failures and kept replies that have served their time', async () => {
    const story = await playInstitution(1);
    const { owner, institutionId } = story;
    const own = { institution_id: institutionId };
    await owner
      .insertInto('idempotency_keys')
      .values({ ...own, caller_id: institutionId, key: 'a', request_hash: 'b', created_at: STORY_END })
      .execute();
    await owner
      .insertInto('sign_in_failures')
      .values({ ...own, account: 'a', address: 'b', at: STORY_END })
      .execute();
    await catchUp(workOf(story, 2), institutionId);
    for (const table of ['idempotency_keys', 'sign_in_failures'] as const) {
      expect(await owner.selectFrom(table).selectAll().where('institution_id', '=', institutionId).execute()).toEqual(
        [],
      );
    }
  });
});
