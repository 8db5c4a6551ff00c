// Reads the result of a verification, whatever more its differences may carry.
import type { z } from 'zod';
import type { Job as JobShape } from '../../progress.contract.ts';

type Job = z.output<typeof JobShape>;

export interface Difference {
  object: string;
  field: string;
  stored: string;
  computed: string;
}

export const isOver = (state: Job['state']): boolean => state === 'done' || state === 'failed' || state === 'cancelled';

/** Progress in percent, whether the job counts to 1 or to 100. */
export const shareOf = (job: Pick<Job, 'progress' | 'state'>): number =>
  isOver(job.state) ? 100 : Math.min(100, Math.max(0, job.progress <= 1 ? job.progress * 100 : job.progress));

const written = (value: unknown): string =>
  value === null || value === undefined ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value);

export function differencesOf(result: Job['result']): Difference[] {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return [];
  const { differences } = result;
  if (!Array.isArray(differences)) return [];
  return differences.flatMap((one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return [];
    return [
      {
        object: written(one.object ?? one.kind ?? one.code),
        field: written(one.field ?? one.code),
        stored: written(one.stored),
        computed: written(one.computed),
      },
    ];
  });
}
