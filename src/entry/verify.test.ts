// Verification names every derived value that was changed behind the product, and is asked for over HTTP by those who audit.
import { v7 as uuid } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestInstitution } from '../../tests/support/institution.ts';
import { startTestServer } from '../../tests/support/server.ts';
import { type Played, playInstitution, STORY_END } from '../../tests/support/story.ts';
import { type Verification, verifyInstitution } from '../capabilities/progress/verify.actions.ts';
import { findFrozenDifferences } from '../capabilities/promotion/frozen-verify.actions.ts';
import { inTenant } from '../platform/database/connect.ts';
import type { FileStore } from '../platform/files/store.ts';
import { runOpenJobs } from '../platform/jobs/jobs.ts';
import { jobHandlers } from './background.ts';

const emptyStore: FileStore = {
  put: () => Promise.reject(new Error('nothing is put here')),
  open: async () => null,
  rehash: async () => null,
};

/** The first row of the table that fits, changed behind the product's back. */
const changeOne = (table: string, key: string, change: string, where: string): string =>
  `update ${table} set ${change} where :own and ${key} = (select ${key} from ${table} where :own and ${where} order by ${key} limit 1)`;

describe('verification', () => {
  let story: Played;
  let before: Verification;
  beforeAll(async () => {
    story = await playInstitution();
    before = await verify();
  });
  const verify = () =>
    verifyInstitution({ db: story.db, institutionId: story.institutionId, now: () => STORY_END, files: emptyStore });
  const keys = ({ differences }: Verification) =>
    new Set(differences.map((one) => `${one.code} ${one.field} ${one.object}`));

  it('finds nothing where nothing was touched', () => {
    expect(before).toMatchObject({ ok: true, found: 0, differences: [] });
  });

  it('names what a freeze has kept that was changed, and nothing before', async () => {
    const { db, institutionId } = story;
    const frozen = () => inTenant(db, institutionId, (tx) => findFrozenDifferences({ tx, institutionId }));
    expect(await frozen()).toEqual([]);
    const one = `(item_id, cycle_id) = (select item_id, cycle_id from cycle_items where :own and light = 'red' and outcome = 'in_time' order by 1, 2 limit 1)`;
    await story.tamper(
      'cycle_items',
      `update cycle_items set light = 'green', outcome = 'missed' where :own and ${one}`,
    );
    expect((await frozen()).map(({ code, field, stored }) => `${code} ${field} ${stored}`)).toEqual([
      'frozen_differs outcome missed',
      'frozen_differs light green',
    ]);
  });

  it.each([
    [
      'a percentage',
      'item_values',
      'value_differs verified',
      changeOne('item_values', 'item_id', 'verified = verified / 2', 'verified > 10'),
    ],
    [
      'a light',
      'item_values',
      'value_differs light',
      changeOne('item_values', 'item_id', `light = 'blue'`, `light = 'green'`),
    ],
    [
      'its reason',
      'item_values',
      'value_differs why',
      changeOne('item_values', 'item_id', `light_why = '[]'`, `light = 'yellow'`),
    ],
    [
      'a planned value',
      'item_values',
      'value_differs planned',
      changeOne('item_values', 'item_id', 'planned = 1.5', 'planned > 10'),
    ],
    [
      'coverage',
      'item_values',
      'value_differs coverage',
      changeOne('item_values', 'item_id', 'coverage = 50.5', 'coverage > 60'),
    ],
    [
      'the worst below',
      'item_values',
      'value_differs worstBelow',
      changeOne('item_values', 'item_id', 'worst_below = null', `worst_below = 'red'`),
    ],
    [
      'a strip',
      'item_values',
      'value_differs steps',
      changeOne('item_values', 'item_id', `steps = '{1}'`, 'depth = 2'),
    ],
    [
      'a node without a claim',
      'nodes',
      'node_state_differs state',
      changeOne('nodes', 'id', `state = 'verified', done_on = date`, `state = 'planned'`),
    ],
    [
      'the day of a node',
      'nodes',
      'node_state_differs state',
      changeOne('nodes', 'id', 'done_on = done_on - 9', `state = 'verified'`),
    ],
    [
      'who is on record as responsible',
      'item_responsibles',
      'responsible_differs responsiblePersonId',
      changeOne('item_responsibles', 'item_id', 'to_at = from_at', 'to_at is null'),
    ],
    ['a share', 'items', 'shares_differ shares', changeOne('items', 'id', 'lead_share = 0.9', 'lead_share = 1')],
    [
      'the way down',
      'items',
      'path_differs path',
      changeOne('items', 'id', 'path = path[2:]', 'cardinality(path) = 6'),
    ],
    [
      'a verdict that nobody gave',
      'submissions',
      'gate_differs state',
      changeOne('submissions', 'id', `state = 'passed', ended_at = submitted_at`, `state = 'pending'`),
    ],
    [
      'a due date',
      'items',
      'value_differs',
      changeOne(
        'items',
        'id',
        'approved_due = start + 20',
        `state = 'in_progress' and level = 6 and approved_due > '2026-10-01'`,
      ),
    ],
    ['an event', 'events', 'hash_differs hash', changeOne('events', 'id', `reason = 'another'`, 'true')],
  ])('names %s that was changed', async (_what, table, expected, statement) => {
    const earlier = keys(await verify());
    await story.tamper(table, statement);
    const added = [...keys(await verify())].filter((key) => !earlier.has(key));
    expect(added.some((key) => key.startsWith(expected))).toBe(true);
  });

  it('names a file that is not what was put forward', async () => {
    const person = await story.owner
      .selectFrom('people')
      .select('id')
      .where('institution_id', '=', story.institutionId)
      .executeTakeFirstOrThrow();
    const file = { kind: 'file', sha256: 'a'.repeat(64), name: '验收单.pdf', uploaded_by: person.id };
    await story.owner
      .insertInto('evidence')
      .values({ institution_id: story.institutionId, id: uuid(), ...file, uploaded_at: STORY_END })
      .execute();
    expect((await verify()).differences).toContainEqual(
      expect.objectContaining({ code: 'file_differs', object: 'file 验收单.pdf' }),
    );
  });
});

describe('verification over HTTP', () => {
  it('is asked for by those who audit, done as a job, and read by whoever asked', async () => {
    const institution = await createTestInstitution();
    const server = await startTestServer();
    const auditor = await server.signIn(institution.id, 'auditor');
    const asked = await auditor.post<{ id: string; state: string }>('/audit/verify');
    expect(asked).toMatchObject({ status: 202, body: { state: 'queued' } });
    const { db } = await playInstitution(1);
    await runOpenJobs({
      db,
      now: () => server.clock.now(),
      handlers: jobHandlers({ db, clock: server.clock, files: emptyStore }),
    });
    const done = await auditor.get(`/jobs/${asked.body.id}`);
    expect(done.body).toMatchObject({ state: 'done', progress: 100, result: { ok: true, differences: [] } });
    const head = await auditor.get<{ sequence: number; hash: string }>('/audit/head');
    expect(head.body.sequence).toBeGreaterThan(0);

    const office = await server.signIn(institution.id, 'officer');
    expect((await office.get(`/jobs/${asked.body.id}`)).status).toBe(404);
    const teacher = await server.signIn(institution.id, 'teacher');
    expect((await teacher.post('/audit/verify')).status).toBe(403);
    expect((await teacher.get('/audit/head')).status).toBe(403);
    await server.close();
  });
});
