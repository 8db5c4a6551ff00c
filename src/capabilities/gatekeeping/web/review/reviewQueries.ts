// What the review queue reads and does, each by its contract.
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type {
  decideSubmission,
  listSubmissions,
  readSubmission,
  SubmissionRow as SubmissionRowShape,
  Submission as SubmissionShape,
  withdrawSubmission,
} from '../../gatekeeping.contract.ts';

export type Submission = z.output<typeof SubmissionShape>;
export type SubmissionRow = z.output<typeof SubmissionRowShape>;
export type Step = SubmissionRow['route'][number];
export type Queue = 'mine' | 'sent' | 'decided';

const list = remote<typeof listSubmissions>('GET', '/submissions');
const one = remote<typeof readSubmission>('GET', '/submissions/{id}');
export const decideEndpoint = remote<typeof decideSubmission>('POST', '/submissions/{id}/verdict');
export const withdrawEndpoint = remote<typeof withdrawSubmission>('POST', '/submissions/{id}/withdraw');

const atOnce = 200;

export const queueQuery = (queue: Queue) => reading(list, { query: { queue, limit: atOnce } });
export const submissionQuery = (id: string) => reading(one, { params: { id } });
