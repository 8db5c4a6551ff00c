// Jobs run once, say how they failed, and are taken again where their worker died.
import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { type TestDatabase, useDatabase } from '../../../tests/support/database.ts';
import { inTenant } from '../database/connect.ts';
import { tryExclusively } from './exclusive.ts';
import { findJob, type JobHandlers, queueJob, runOpenJobs } from './jobs.ts';

const NOW = new Date('2026-07-31T02:20:00.000Z');

async function queued(database: TestDatabase, kind: string) {
  const institutionId = uuid();
  await database.owner
    .insertInto('institutions')
    .values({ id: institutionId, name: institutionId, template: 'A', created_at: NOW })
    .execute();
  const id = await inTenant(database.db, institutionId, (tx) =>
    queueJob(tx, { institutionId, kind, startedBy: null, input: { n: 2 }, now: NOW }),
  );
  const read = () => inTenant(database.db, institutionId, (tx) => findJob(tx, institutionId, id));
  return { institutionId, id, read };
}

const run = ({ db }: TestDatabase, handlers: JobHandlers) => runOpenJobs({ db, now: () => NOW, handlers });

describe('jobs', () => {
  it('run once, with progress on the way, and keep their result', async () => {
    const database = await useDatabase();
    const job = await queued(database, 'double');
    const seen: unknown[] = [];
    const double = async ({ input, report }: Parameters<JobHandlers[string]>[0]) => {
      await report(0.5);
      seen.push((await job.read())?.progress, (await job.read())?.state);
      return { twice: (input as { n: number }).n * 2 };
    };
    const ended = await Promise.all([run(database, { double }), run(database, { double })]);
    expect(ended.reduce((a, b) => a + b)).toBe(1);
    expect(seen).toEqual([50, 'running']);
    expect(await job.read()).toMatchObject({ state: 'done', progress: 100, result: { twice: 4 }, endedAt: NOW });
    expect(await run(database, { double })).toBe(0);
  });

  it('that fail say so without the failure itself', async () => {
    const database = await useDatabase();
    const job = await queued(database, 'break');
    await run(database, {
      break: async () => {
        throw new Error('secret');
      },
    });
    expect(await job.read()).toMatchObject({ state: 'failed', result: { code: 'unexpected' } });
  });

  it('are taken again where their worker died, and left alone while it lives', async () => {
    const database = await useDatabase();
    const job = await queued(database, 'echo');
    const echo = async () => 'again';
    await database.owner.updateTable('jobs').set({ state: 'running' }).where('id', '=', job.id).execute();
    await tryExclusively(database.db, `job ${job.id}`, async () => {
      expect(await run(database, { echo })).toBe(0);
    });
    expect(await run(database, { echo })).toBe(1);
    expect(await job.read()).toMatchObject({ state: 'done', result: 'again' });
  });
});
