// What gatekeeping speaks over HTTP: submissions, their route and verdicts, and the kinds that are put before a gate.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams, Instant, ListQuery, listOf, Text } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { ItemCondition, RatedLight } from '../linkage/item.contract.ts';
import { REMARKS } from './decide-many.rules.ts';
import { RequestBody } from './request.contract.ts';

export const SubmissionKind = z.enum([
  'decomposition',
  'report',
  'node',
  'close_out',
  'extension',
  'change',
  'suspension',
  'resumption',
  'transfer',
  'cancellation',
  'reopening',
  'self_assessment',
  'objection',
]);
export const SubmissionState = z.enum([
  'pending',
  'passed',
  'passed_with_conditions',
  'returned',
  'withdrawn',
  'superseded',
]);
export const Verdict = z.enum(['passed', 'passed_with_conditions', 'returned']);
export const StepKind = z.enum(['look', 'professor', 'next_above', 'college_head', 'supervisor', 'leader', 'office']);

export const GateStep = z.object({
  personId: Id.nullable(),
  person: PersonBrief.nullable(),
  kind: StepKind,
  /** The last day of the limit, once the step is open. */
  due: Day.nullable(),
  verdict: Verdict.nullable(),
  reason: z.string().nullable(),
  light: RatedLight.nullable(),
  decidedAt: Instant.nullable(),
  /** The delegate who decided in the person's place. */
  decidedBy: PersonBrief.nullable(),
  /** The limit passed: the person lost the step. */
  expired: z.boolean(),
  /** The person gave the step up, for the reason in `reason`; it went on to the next one. */
  recused: z.boolean(),
  open: z.boolean(),
});
/** Asked for with a verdict: a node of weight 0 of the item, or a dated note that stands by itself until verified. */
export const Condition = z.object({
  /** Its place among the conditions of the submission, from 0. */
  n: z.number().int(),
  title: z.string(),
  titleEn: z.string().nullable(),
  date: Day.nullable(),
  asNode: z.boolean(),
  /** Who set it: the gatekeeper of the step. */
  setBy: PersonBrief.nullable(),
  verifiedOn: Day.nullable(),
  verifiedBy: PersonBrief.nullable(),
});
export const SubmissionRow = z.object({
  id: Id,
  kind: SubmissionKind,
  itemId: Id.nullable(),
  item: z
    .object({
      id: Id,
      code: z.string().nullable(),
      title: z.string().nullable(),
      titleEn: z.string().nullable(),
      level: z.number().int(),
    })
    .nullable(),
  state: SubmissionState,
  version: z.number().int(),
  submittedBy: PersonBrief,
  onBehalfOf: Id.nullable(),
  submittedAt: Instant,
  submittedOn: Day,
  endedAt: Instant.nullable(),
  reason: z.string().nullable(),
  noIndependentGate: z.boolean(),
  route: z.array(GateStep),
  conditions: z.array(Condition),
  /** What should be read before deciding; null where the step is not the caller's to decide. */
  remarks: z.array(z.enum(REMARKS)).nullable(),
  /** Nothing unusual: it may be passed together with others. */
  unremarkable: z.boolean(),
  abilities: Abilities,
});
export const EvidenceBrief = z.object({
  id: Id,
  kind: z.enum(['file', 'link', 'record']),
  name: z.string(),
  mediaType: z.string().nullable(),
  size: z.number().nullable(),
  sha256: z.string().nullable(),
  url: z.string().nullable(),
});
/** The snapshot as it stood; its shape depends on the kind (see the capability's README). `previous` is the snapshot before, for showing what changed. */
export const Submission = SubmissionRow.extend({
  snapshot: z.json(),
  previous: z.json().nullable(),
  evidence: z.array(EvidenceBrief),
});

const ConditionBody = z.object({
  title: Text.min(1).max(500),
  titleEn: Text.nullish(),
  date: Day.nullish(),
  asNode: z.boolean().optional(),
});
export const VerdictBody = z.object({
  verdict: Verdict,
  reason: Text.max(4000).nullish(),
  conditions: z.array(ConditionBody).max(20).optional(),
  light: RatedLight.nullish(),
  /** Of a claim of several nodes: each its own verdict. */
  nodes: z.array(z.object({ nodeId: Id, verdict: z.enum(['passed', 'returned']) })).optional(),
});
const tag = 'gatekeeping';
export const submitDecomposition = defineEndpoint({
  name: 'submitDecomposition',
  method: 'POST',
  path: '/items/{id}/decomposition/submit',
  summary: 'Put the decomposition before the gate',
  tag,
  status: 201,
  version: 'optional',
  params: IdParams,
  body: z.object({ gapReason: Text.max(4000).nullish() }).nullish(),
  reply: Submission,
});
export const submitRequest = defineEndpoint({
  name: 'submitRequest',
  method: 'POST',
  path: '/items/{id}/requests',
  summary: 'Claim nodes, close out, or ask for an extension, a change, a suspension, a transfer and the like',
  tag,
  status: 201,
  version: 'optional',
  params: IdParams,
  body: RequestBody,
  reply: Submission,
});
export const listSubmissions = defineEndpoint({
  name: 'listSubmissions',
  method: 'GET',
  path: '/submissions',
  summary: 'Submissions; queue=mine: those that wait for me',
  tag,
  query: ListQuery.extend({
    queue: z.enum(['mine', 'decided', 'sent']).optional(),
    kind: SubmissionKind.optional(),
    state: SubmissionState.optional(),
    itemId: Id.optional(),
  }),
  reply: listOf(SubmissionRow),
});
export const readSubmission = defineEndpoint({
  name: 'readSubmission',
  method: 'GET',
  path: '/submissions/{id}',
  summary: 'One submission: its snapshot, route and evidence',
  tag,
  params: IdParams,
  reply: Submission,
});
export const withdrawSubmission = defineEndpoint({
  name: 'withdrawSubmission',
  method: 'POST',
  path: '/submissions/{id}/withdraw',
  summary: 'Take a pending submission back',
  tag,
  version: 'optional',
  params: IdParams,
  reply: Submission,
});
export const decideSubmission = defineEndpoint({
  name: 'decideSubmission',
  method: 'POST',
  path: '/submissions/{id}/verdict',
  summary: 'Decide my step',
  tag,
  version: 'optional',
  params: IdParams,
  body: VerdictBody,
  reply: Submission,
});
export const recuse = defineEndpoint({
  name: 'recuse',
  method: 'POST',
  path: '/submissions/{id}/recuse',
  summary: 'Give my step up for a reason; it goes on to the next who may decide',
  tag,
  version: 'optional',
  params: IdParams,
  body: z.object({ reason: Text.min(1).max(4000) }),
  reply: Submission,
});
export const verifyCondition = defineEndpoint({
  name: 'verifyCondition',
  method: 'POST',
  path: '/submissions/{id}/conditions/{n}/verify',
  summary: 'Say that the dated note of a verdict is met',
  tag,
  params: IdParams.extend({ n: z.coerce.number().int().min(0) }),
  body: z.object({ note: Text.max(4000).nullish() }).nullish(),
  reply: Submission,
});
/** With what the caller may do about each. */
export const listConditions = defineEndpoint({
  name: 'listConditions',
  method: 'GET',
  path: '/items/{id}/conditions',
  summary: 'The dated notes of verdicts on an item, and which of them I may verify',
  tag,
  params: IdParams,
  reply: z.object({ items: z.array(ItemCondition.extend({ abilities: Abilities })) }),
});
export const addGuidance = defineEndpoint({
  name: 'addGuidance',
  method: 'POST',
  path: '/items/{id}/guidance',
  summary: 'Give advice on an item',
  tag,
  status: 201,
  params: IdParams,
  body: z.object({ text: Text.min(1).max(4000), submissionId: Id.nullish() }),
  reply: z.object({ id: Id, text: z.string(), author: PersonBrief, createdAt: Instant }),
});

export const gatekeepingEndpoints = [
  submitDecomposition,
  submitRequest,
  listSubmissions,
  readSubmission,
  withdrawSubmission,
  decideSubmission,
  recuse,
  verifyCondition,
  listConditions,
  addGuidance,
] as const;
