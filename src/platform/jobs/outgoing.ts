// What leaves the house by the queue: each part looks in short rounds for what is due, and works off its jobs; a database that is away only delays them.
import type { JobQueue } from './queue.ts';
import { type Rounds, startRounds } from './rounds.ts';

export type OutgoingPart = {
  /** Once, when the queue is open: takes up its jobs. */
  begin(queue: JobQueue): Promise<void>;
  /** Again and again: finds what committed events ask for and hands it to the queue. */
  round(queue: JobQueue): Promise<unknown>;
  stop?(): void;
};

export type OutgoingOptions = {
  parts: readonly OutgoingPart[];
  openQueue: () => Promise<JobQueue>;
  onFailure?: (error: unknown) => void;
};

const PAUSE = 500;

export function startOutgoing({ parts, openQueue, onFailure = () => {} }: OutgoingOptions): Rounds {
  let queue: JobQueue | null = null;
  const begun = new Set<OutgoingPart>();
  const rounds = startRounds({
    pauseMilliseconds: PAUSE,
    round: async () => {
      queue ??= await openQueue();
      const failures: unknown[] = [];
      for (const part of parts) {
        // One part that fails holds up no other.
        await runPart(part, queue, begun).catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
    },
    onFailure,
  });
  return {
    ...rounds,
    stop: async () => {
      await rounds.stop();
      await queue?.stop();
      for (const part of parts) part.stop?.();
    },
  };
}

async function runPart(part: OutgoingPart, queue: JobQueue, begun: Set<OutgoingPart>): Promise<void> {
  if (!begun.has(part)) {
    await part.begin(queue);
    begun.add(part);
  }
  await part.round(queue);
}
