// What the review queue reads and does, each by its contract.
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { Delegation as DelegationShape, delegations, people } from '../../../institution/institution.contract.ts';
import type { decideMany } from '../../decide-many.contract.ts';
import type {
  addGuidance,
  decideSubmission,
  listSubmissions,
  readSubmission,
  recuse,
  SubmissionRow as SubmissionRowShape,
  Submission as SubmissionShape,
  withdrawSubmission,
} from '../../gatekeeping.contract.ts';
import type { Guidance as GuidanceShape, listGuidance } from '../../guidance.contract.ts';

export type Submission = z.output<typeof SubmissionShape>;
export type SubmissionRow = z.output<typeof SubmissionRowShape>;
export type Step = SubmissionRow['route'][number];
export type Guidance = z.output<typeof GuidanceShape>;
export type Delegation = z.output<typeof DelegationShape>;
export type Queue = 'mine' | 'sent' | 'decided';

const list = remote<typeof listSubmissions>('GET', '/submissions');
const one = remote<typeof readSubmission>('GET', '/submissions/{id}');
const guidance = remote<typeof listGuidance>('GET', '/items/{id}/guidance');
const delegationList = remote<typeof delegations.list>('GET', '/delegations');
const person = remote<typeof people.read>('GET', '/people/{id}');
export const decideEndpoint = remote<typeof decideSubmission>('POST', '/submissions/{id}/verdict');
export const decideManyEndpoint = remote<typeof decideMany>('POST', '/submissions/verdicts');
export const withdrawEndpoint = remote<typeof withdrawSubmission>('POST', '/submissions/{id}/withdraw');
export const recuseEndpoint = remote<typeof recuse>('POST', '/submissions/{id}/recuse');
export const guidanceEndpoint = remote<typeof addGuidance>('POST', '/items/{id}/guidance');
export const endDelegationEndpoint = remote<typeof delegations.remove>('DELETE', '/delegations/{id}');

const atOnce = 200;

export const queueQuery = (queue: Queue) => reading(list, { query: { queue, limit: atOnce } });
export const submissionQuery = (id: string) => reading(one, { params: { id } });
export const guidanceOf = (itemId: string, submissionId: string) =>
  reading(guidance, { params: { id: itemId }, query: { limit: 50, submissionId } });
export const delegationsQuery = reading(delegationList, { query: { limit: 200 } });
export const personQuery = (id: string) => ({ ...reading(person, { params: { id } }), staleTime: 600_000 });
