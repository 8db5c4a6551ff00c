// A synthetic institution: its size and shape, the same story every time, and clean under verification.
import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { playInstitution, STORY_END, STORY_ITEMS } from '../../../tests/support/story.ts';
import { verifyInstitution } from '../../capabilities/progress/verify.actions.ts';

// months are played in each; the machine may be busy with other tests
vi.setConfig({ testTimeout: 90_000 });

describe('a synthetic institution', () => {
  it('has the wanted items on six levels, weights that total 100.00, and nothing that verification could name', async () => {
    const { db, owner, institutionId } = await playInstitution();
    const { rows } = await sql<{ items: number; levels: number; off: number }>`
      select count(*)::int as items, count(distinct level)::int as levels,
        (select count(*)::int from (select sum(weight) as total from items where institution_id = ${institutionId} and parent_id is not null
          group by parent_id having sum(weight) <> 100) w) as off
      from items where institution_id = ${institutionId}
    `.execute(owner);
    expect(rows[0]).toEqual({ items: STORY_ITEMS, levels: 6, off: 0 });
    const verification = await verifyInstitution({ db, institutionId, now: () => STORY_END, files: null });
    expect(verification.differences).toEqual([]);
    expect(verification.events).toBeGreaterThan(1000);
  });

  it('tells the same story of the same plan again', async () => {
    const stories = [];
    for (const { owner, institutionId } of [await playInstitution(), await playInstitution()]) {
      const { rows } = await sql`
        select i.code, i.state, i.accepted_on, v.light, v.verified, v.waiting, v.planned, v.coverage, v.steps
        from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
        where i.institution_id = ${institutionId} order by i.code
      `.execute(owner);
      stories.push(rows);
    }
    expect(stories[0]).toEqual(stories[1]);
  });

  it('holds good and bad: lights of several colours, gates that expired, reports late and superseded', async () => {
    const { owner, institutionId } = await playInstitution();
    const { rows } = await sql<Record<string, number>>`
      select (select count(distinct light)::int from item_values where institution_id = ${institutionId}) as lights,
        (select count(*)::int from reports where institution_id = ${institutionId} and late) as late,
        (select count(*)::int from submissions where institution_id = ${institutionId} and state = 'superseded') as superseded,
        (select count(*)::int from submissions where institution_id = ${institutionId} and state = 'pending') as pending,
        (select count(*)::int from gate_steps where institution_id = ${institutionId} and expired) as expired
    `.execute(owner);
    expect(rows[0]?.lights).toBeGreaterThanOrEqual(3);
    for (const count of Object.values(rows[0] ?? {})) expect(count).toBeGreaterThan(0);
  });
});
