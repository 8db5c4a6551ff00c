// The background of a start: sealing, long jobs, the midnight work, a sign of life; in the server's process or in one of its own.
import { catchUpAll, type MidnightAct } from '../capabilities/progress/midnight.actions.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/connect.ts';
import { startSealer } from '../platform/events/seal.ts';
import { type JobHandlers, runOpenJobs } from '../platform/jobs/jobs.ts';
import { type OutgoingOptions, startOutgoing } from '../platform/jobs/outgoing.ts';
import { startRounds } from '../platform/jobs/rounds.ts';
import { beat } from '../platform/marks.ts';

export type WorkerOptions = {
  db: Db;
  clock: Clock;
  midnightActs: readonly MidnightAct[];
  morningActs: readonly MidnightAct[];
  handlers: JobHandlers;
  /** What leaves the house: messages, webhooks. */
  outgoing: Pick<OutgoingOptions, 'parts' | 'openQueue'>;
  /** Beside each sign of life. */
  onBeat?: () => Promise<unknown>;
  onFailure: (work: string, error: unknown) => void;
};

export type Worker = {
  /** Settles when every midnight that passed while nothing ran has been tried once, in order. */
  caughtUp: Promise<void>;
  lags: Readonly<Record<string, () => number>>;
  stop(): Promise<void>;
};

const JOBS_PAUSE = 500;
const MIDNIGHT_PAUSE = 5000;
const BEAT_PAUSE = 5000;

export function startWorker({
  db,
  clock,
  midnightActs,
  morningActs,
  handlers,
  outgoing,
  onBeat = async () => {},
  onFailure,
}: WorkerOptions): Worker {
  const now = () => clock.now();
  let stopping = false;
  const failing = (work: string) => (error: unknown) => {
    if (!stopping) onFailure(work, error);
  };
  const sealer = startSealer({ db, now, onFailure: failing('seal') });
  const jobs = startRounds({
    pauseMilliseconds: JOBS_PAUSE,
    round: () => runOpenJobs({ db, now, handlers, onFailure: failing('job') }),
    onFailure: failing('jobs'),
  });
  const { promise: caughtUp, resolve: haveCaughtUp } = Promise.withResolvers<void>();
  const midnight = startRounds({
    pauseMilliseconds: MIDNIGHT_PAUSE,
    round: () =>
      catchUpAll({ db, now, acts: midnightActs, mornings: morningActs, stopping: () => stopping }).finally(
        haveCaughtUp,
      ),
    onFailure: failing('midnight'),
  });
  const sending = startOutgoing({ ...outgoing, onFailure: failing('outgoing') });
  const heart = startRounds({
    pauseMilliseconds: BEAT_PAUSE,
    round: () => beat(db).then(onBeat),
    onFailure: failing('heartbeat'),
  });
  return {
    caughtUp,
    lags: { seal: sealer.lag, jobs: jobs.lag, midnight: midnight.lag, outgoing: sending.lag },
    stop: async () => {
      stopping = true;
      await Promise.all([sealer, jobs, midnight, sending, heart].map((rounds) => rounds.stop()));
    },
  };
}
