// The queue of jobs that leave the house: pg-boss on the product's own pool. Jobs carry ids alone; what they are about stands in the product's tables.

import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { type ConnectionOptions, type Job, type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Tx } from '../database/connect.ts';
import { QUEUE_SCHEMA } from './queue-schema.ts';

export type QueueSpec = {
  name: string;
  /** Tries after the first one; then the job is dead. */
  retries: number;
  /** Seconds before the second try; doubled each time, up to the longest. */
  firstPause: number;
  longestPause: number;
  /** Jobs worked on side by side in one process. */
  atOnce: number;
};

export type QueueJob = { id: string; institutionId: string; subjectId: string };
export type NewJob = QueueJob & {
  /** Not before so many seconds of the world outside have passed. */
  afterSeconds?: number;
};
export type JobOutcome = 'done' | 'again' | 'dead';

export type JobQueue = {
  /** In the caller's transaction: the job is there if and only if that commits. */
  send(tx: Tx, queue: string, jobs: readonly NewJob[]): Promise<void>;
  /** `dead` hears of a job that is given up: refused for good, out of tries, or lost with its worker too often. */
  work(
    spec: QueueSpec,
    handle: (job: QueueJob) => Promise<JobOutcome>,
    dead: (job: QueueJob) => Promise<void>,
  ): Promise<void>;
  stop(): Promise<void>;
};

/** A worker that dies is noticed after a heartbeat and a look. */
const HEARTBEAT_SECONDS = 10;
const LOOK_SECONDS = 5;
const POLL_SECONDS = 1;
/** The longest that one try may take, were its worker to hang without dying. */
const LONGEST_TRY_SECONDS = 300;
const A_DAY_SECONDS = 86_400;
const LONGEST_STOP = 1000;

export const deadQueueOf = (queue: string): string => `${queue}_dead`;

export type QueueOptions = { pool: pg.Pool; onFailure?: (error: unknown) => void };

type Payload = { institutionId: string; subjectId: string };

export async function startQueue({ pool, onFailure = () => {} }: QueueOptions): Promise<JobQueue> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
    schema: QUEUE_SCHEMA,
    // The owner has made the schema; this role owns nothing of it.
    migrate: false,
    createSchema: false,
    reindex: false,
    // What happens when is the product's own clock's business.
    schedule: false,
    supervise: true,
    superviseIntervalSeconds: LOOK_SECONDS,
    monitorIntervalSeconds: LOOK_SECONDS,
  });
  boss.on('error', onFailure);
  await boss.start();
  return {
    send: (tx, queue, jobs) => send(boss, tx, queue, jobs),
    work: (spec, handle, dead) => work({ boss, spec, handle, dead, onFailure }),
    stop: () => boss.stop({ close: false, graceful: true, timeout: LONGEST_STOP }),
  };
}

const within = (tx: Tx): ConnectionOptions => ({
  db: {
    executeSql: async (text, values) => {
      const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values ?? []));
      return { rows };
    },
  },
});

async function send(boss: PgBoss, tx: Tx, queue: string, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await boss.insert(
    queue,
    jobs.map(({ id, institutionId, subjectId, afterSeconds = 0 }) => ({
      id,
      data: { institutionId, subjectId },
      ...(afterSeconds > 0 && { startAfter: afterSeconds }),
    })),
    within(tx),
  );
}

const RESULTS = { done: 'completed', again: 'failed', dead: 'deadletter' } as const;

type Work = {
  boss: PgBoss;
  spec: QueueSpec;
  handle: (job: QueueJob) => Promise<JobOutcome>;
  dead: (job: QueueJob) => Promise<void>;
  onFailure: (error: unknown) => void;
};

async function makeQueues(boss: PgBoss, spec: QueueSpec): Promise<void> {
  const common = { deleteAfterSeconds: A_DAY_SECONDS, heartbeatSeconds: HEARTBEAT_SECONDS };
  await boss.createQueue(deadQueueOf(spec.name), { ...common, retryLimit: 1000, retryDelay: POLL_SECONDS });
  const options = {
    ...common,
    expireInSeconds: LONGEST_TRY_SECONDS,
    retryLimit: spec.retries,
    retryDelay: spec.firstPause,
    retryBackoff: true,
    retryDelayMax: spec.longestPause,
    deadLetter: deadQueueOf(spec.name),
  };
  await boss.createQueue(spec.name, options);
  await boss.updateQueue(spec.name, options);
}

async function work({ boss, spec, handle, dead, onFailure }: Work): Promise<void> {
  await makeQueues(boss, spec);
  // One that fails unforeseen must not have its neighbours done again.
  const outcomeOf = (job: QueueJob) =>
    handle(job).catch((error: unknown): JobOutcome => {
      onFailure(error);
      return 'again';
    });
  const alive = { batchSize: spec.atOnce, burstWhenBatchFull: true, pollingIntervalSeconds: POLL_SECONDS };
  await boss.work<Payload, unknown, typeof alive & { perJobResults: true }>(
    spec.name,
    { ...alive, perJobResults: true },
    (jobs: Job<Payload>[]) =>
      Promise.all(
        jobs.map(
          async ({ id, data }): Promise<JobResult> => ({ id, status: RESULTS[await outcomeOf({ id, ...data })] }),
        ),
      ),
  );
  await boss.work<Payload, unknown, { includeMetadata: true; pollingIntervalSeconds: number }>(
    deadQueueOf(spec.name),
    { includeMetadata: true, pollingIntervalSeconds: POLL_SECONDS },
    async (jobs: JobWithMetadata<Payload>[]) => {
      // The job of the dead is another; what it was is its source.
      for (const { id, sourceId, data } of jobs) await dead({ id: sourceId ?? id, ...data });
    },
  );
}
