// What the requests, guidance and conditions of an item read and do, each by its contract.
import type { z } from 'zod';
import { remote } from '../../../../../web/api.ts';
import { reading } from '../../../../../web/queries.ts';
import type { Foreseen as ForeseenShape, foreseeRequest } from '../../../../gatekeeping/foresee.contract.ts';
import type {
  SubmissionRow as SubmissionRowShape,
  verifyCondition,
  withdrawSubmission,
} from '../../../../gatekeeping/gatekeeping.contract.ts';
import type { listGuidance } from '../../../../gatekeeping/guidance.contract.ts';
import type { RequestSent } from './ask.ts';

export type Foreseen = z.output<typeof ForeseenShape>;
export type SubmissionRow = z.output<typeof SubmissionRowShape>;

const foresee = remote<typeof foreseeRequest>('POST', '/items/{id}/requests/foresee');
const guidance = remote<typeof listGuidance>('GET', '/items/{id}/guidance');
export const withdrawEndpoint = remote<typeof withdrawSubmission>('POST', '/submissions/{id}/withdraw');
export const verifyConditionEndpoint = remote<typeof verifyCondition>(
  'POST',
  '/submissions/{id}/conditions/{n}/verify',
);

/** Nothing is sent by it: the server tells what the request would come to. */
export const foreseenQuery = (id: string, body: RequestSent) => ({
  ...reading(foresee, { params: { id }, body }),
  queryKey: ['/items/{id}/requests/foresee', id, body],
  staleTime: 0,
});
export const guidanceQuery = (id: string, submissionId?: string) =>
  reading(guidance, { params: { id }, query: { limit: 50, ...(submissionId ? { submissionId } : {}) } });
