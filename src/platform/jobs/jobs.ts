// Long pieces of work: rows of one table, taken by one worker at a time, taken again where their worker died.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { type Db, inTenant, outsideTenant, type Tx } from '../database/connect.ts';
import { tryExclusively } from './exclusive.ts';

export type JobRow = {
  id: string;
  kind: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  progress: number;
  result: unknown;
  startedBy: string | null;
  createdAt: Date;
  endedAt: Date | null;
};

export type NewJob = { institutionId: string; kind: string; startedBy: string | null; input?: unknown; now: Date };

export type JobWork = {
  institutionId: string;
  input: unknown;
  startedBy: string | null;
  /** Shares from 0 to 1; may be called often, writes seldom. */
  report(share: number): Promise<void>;
};
/** Does the work, which must bear being begun again, and gives what the asker reads. */
export type JobHandler = (work: JobWork) => Promise<unknown>;
export type JobHandlers = Readonly<Record<string, JobHandler>>;

const LEAST_STEP = 0.01;

export async function queueJob(tx: Tx, job: NewJob): Promise<string> {
  const id = uuid();
  await tx
    .insertInto('jobs')
    .values({
      institution_id: job.institutionId,
      id,
      kind: job.kind,
      state: 'queued',
      input: JSON.stringify(job.input ?? null),
      result: null,
      started_by: job.startedBy,
      created_at: job.now,
    })
    .execute();
  return id;
}

export async function findJob(tx: Tx, institutionId: string, id: string): Promise<JobRow | null> {
  const row = await tx
    .selectFrom('jobs')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    kind: row.kind,
    state: row.state as JobRow['state'],
    progress: row.progress,
    result: row.result,
    startedBy: row.started_by,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

export type JobRounds = { db: Db; now: () => Date; handlers: JobHandlers; onFailure?: (error: unknown) => void };

/** Runs what waits, oldest first by institution; answers how many jobs came to an end. */
export async function runOpenJobs(rounds: JobRounds): Promise<number> {
  let ended = 0;
  for (const institutionId of await institutionsWithOpenJobs(rounds.db)) {
    for (const job of await openJobs(rounds.db, institutionId)) {
      const taken = await tryExclusively(rounds.db, `job ${job.id}`, () => runJob(rounds, institutionId, job.id));
      if (taken?.value) ended += 1;
    }
  }
  return ended;
}

async function institutionsWithOpenJobs(db: Db): Promise<string[]> {
  return outsideTenant(db, async (tx) => {
    const { rows } = await sql<{ id: string }>`select institutions_with_open_jobs() as id`.execute(tx);
    return rows.map((row) => row.id);
  });
}

function openJobs(db: Db, institutionId: string): Promise<{ id: string }[]> {
  return inTenant(db, institutionId, (tx) =>
    tx
      .selectFrom('jobs')
      .select('id')
      .where('institution_id', '=', institutionId)
      .where('state', 'in', ['queued', 'running'])
      .orderBy('created_at')
      .execute(),
  );
}

async function runJob(
  { db, now, handlers, onFailure }: JobRounds,
  institutionId: string,
  id: string,
): Promise<boolean> {
  const write = (set: { state?: string; progress?: number; result?: string; ended_at?: Date }) =>
    inTenant(db, institutionId, (tx) =>
      tx
        .updateTable('jobs')
        .set(set)
        .where('institution_id', '=', institutionId)
        .where('id', '=', id)
        .where('state', 'in', ['queued', 'running'])
        .returning(['kind', 'input', 'started_by'])
        .executeTakeFirst(),
    );
  // Between our look and our lock another worker may have ended it.
  const job = await write({ state: 'running', progress: 0 });
  const handler = job && handlers[job.kind];
  if (!job || !handler) return false;
  let reported = 0;
  const report = async (share: number) => {
    if (share - reported < LEAST_STEP) return;
    reported = share;
    await write({ progress: Math.round(Math.min(share, 1) * 10_000) / 100 });
  };
  try {
    const result = await handler({ institutionId, input: job.input, startedBy: job.started_by, report });
    await write({ state: 'done', progress: 100, result: JSON.stringify(result ?? null), ended_at: now() });
  } catch (error) {
    onFailure?.(error);
    await write({ state: 'failed', result: JSON.stringify({ code: 'unexpected' }), ended_at: now() });
  }
  return true;
}
