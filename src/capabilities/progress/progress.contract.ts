// What progress speaks over HTTP: reports, evidence, causes of red, verification of history.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import {
  Abilities,
  Day,
  Id,
  IdParams,
  Instant,
  ListQuery,
  listOf,
  Percentage,
  Text,
} from '../../platform/http/shapes.ts';
import { Submission } from '../gatekeeping/gatekeeping.contract.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { RatedLight } from '../linkage/item.contract.ts';

const LongText = Text.max(20_000);
/** What a cause is about. */
export const CauseCategory = z.enum(['people', 'money', 'equipment', 'approval', 'plan', 'outside', 'other']);
export const ReportBody = z.object({
  cycleId: Id.nullish(),
  /** Only on an item without nodes and without children. */
  progress: Percentage.nullish(),
  nodesDone: z.array(z.object({ nodeId: Id, evidenceIds: z.array(Id).default([]) })).optional(),
  readings: z
    .array(z.object({ indicatorId: Id, date: Day.optional(), value: z.number(), evidenceIds: z.array(Id).optional() }))
    .optional(),
  selfRatedLight: RatedLight,
  done: LongText.default(''),
  problem: LongText.nullish(),
  help: LongText.nullish(),
  next: LongText.default(''),
  majorRisk: z.boolean().nullish(),
  corrects: Id.nullish(),
  evidenceIds: z.array(Id).optional(),
  /** Recorded when the item is red: what leaving red needs. */
  cause: LongText.nullish(),
  /** Given with a cause, so that the same one can be known again. */
  causeCategory: CauseCategory.optional(),
  countermeasure: LongText.nullish(),
});
export const Report = z.object({
  id: Id,
  itemId: Id,
  cycleId: Id,
  period: z.object({ kind: z.enum(['week', 'month', 'quarter']), from: Day, to: Day }),
  state: z.string(),
  progress: Percentage.nullable(),
  selfRatedLight: RatedLight,
  done: z.string(),
  problem: z.string().nullable(),
  help: z.string().nullable(),
  next: z.string(),
  majorRisk: z.boolean().nullable(),
  cause: z.string().nullable(),
  countermeasure: z.string().nullable(),
  corrects: Id.nullable(),
  late: z.boolean(),
  submittedBy: PersonBrief,
  submittedAt: Instant,
  nodesDone: z.array(Id),
  evidenceIds: z.array(Id),
});
/** What the form starts from: the period it would serve, last time's words, the nodes and indicators that may be claimed. */
export const ReportForm = z.object({
  itemId: Id,
  period: z.object({ kind: z.enum(['week', 'month', 'quarter']), from: Day, to: Day, deadline: Day }),
  /** The cycle of the period, once it is open; frozen: whatever is sent now stands beside its picture. */
  cycleId: Id.nullable(),
  frozen: z.boolean(),
  /** The report of the period that a new one has to name as the one that it corrects. */
  corrects: Id.nullable(),
  /** Whether a percentage is asked (a leaf without nodes). */
  asksProgress: z.boolean(),
  last: Report.nullable(),
  nodes: z.array(
    z.object({
      id: Id,
      title: z.string(),
      titleEn: z.string().nullable(),
      date: Day,
      weight: z.number(),
      state: z.string(),
    }),
  ),
  indicators: z.array(
    z.object({
      id: Id,
      name: z.string(),
      nameEn: z.string().nullable(),
      unit: z.string(),
      target: z.number().nullable(),
      latest: z.number().nullable(),
    }),
  ),
  computedLight: z.string(),
  needsCause: z.boolean(),
  /** For the middle: the words of the reports below in this period. */
  below: z.array(
    z.object({
      itemId: Id,
      code: z.string().nullable(),
      title: z.string().nullable(),
      titleEn: z.string().nullable(),
      selfRatedLight: RatedLight,
      done: z.string(),
      problem: z.string().nullable(),
    }),
  ),
  /** Children that owe a report for this period and have not sent one. */
  belowOpen: z.number().int(),
  /** Filled from what is known already: last time's plans, the nodes of the period, the reports below. To be looked over, then sent. */
  suggested: z.object({
    done: z.string(),
    next: z.string(),
    problem: z.string().nullable(),
    selfRatedLight: RatedLight,
    progress: Percentage.nullable(),
    /** Nodes whose day lies in the period and that nobody has claimed: done, or not? */
    nodesDone: z.array(z.object({ nodeId: Id })),
    readings: z.array(z.object({ indicatorId: Id, value: z.number().nullable() })),
  }),
  /** What is as it was at the last report; all false where there is none. */
  unchanged: z.object({ light: z.boolean(), progress: z.boolean(), nodes: z.boolean(), readings: z.boolean() }),
});
export const Evidence = z.object({
  id: Id,
  kind: z.enum(['file', 'link', 'record']),
  name: z.string(),
  mediaType: z.string().nullable(),
  size: z.number().nullable(),
  sha256: z.string().nullable(),
  url: z.string().nullable(),
  record: z.json().nullable(),
  uploadedBy: PersonBrief,
  uploadedAt: Instant,
  verifiedBy: PersonBrief.nullable(),
  verifiedAt: Instant.nullable(),
  abilities: Abilities,
});

const tag = 'progress';
export const submitReport = defineEndpoint({
  name: 'submitReport',
  method: 'POST',
  path: '/items/{id}/reports',
  summary: 'Report on an item',
  tag,
  status: 201,
  version: 'optional',
  params: IdParams,
  body: ReportBody,
  reply: Submission,
});
export const listReports = defineEndpoint({
  name: 'listReports',
  method: 'GET',
  path: '/items/{id}/reports',
  summary: 'Reports of an item, newest first',
  tag,
  params: IdParams,
  query: ListQuery,
  reply: listOf(Report),
});
export const readReportForm = defineEndpoint({
  name: 'readReportForm',
  method: 'GET',
  path: '/items/{id}/report-form',
  summary: 'What a new report starts from, for the period that is due or that of a cycle',
  tag,
  params: IdParams,
  query: z.object({ cycleId: Id.optional() }),
  reply: ReportForm,
});
export const recordCause = defineEndpoint({
  name: 'recordCause',
  method: 'POST',
  path: '/items/{id}/cause',
  summary: 'Record cause and countermeasure of a red light',
  tag,
  status: 204,
  params: IdParams,
  body: z.object({ cause: LongText.min(1), countermeasure: LongText.min(1), causeCategory: CauseCategory.optional() }),
  reply: z.null(),
});
export const NewEvidenceBody = z.object({
  url: z.url().max(2000).optional(),
  record: z.json().optional(),
  name: Text.max(300).optional(),
});
export const createEvidence = defineEndpoint({
  name: 'createEvidence',
  method: 'POST',
  path: '/evidence',
  summary: 'A file (multipart part `file`), a link {url} or a data record {record}',
  tag,
  status: 201,
  upload: true,
  body: NewEvidenceBody.optional(),
  reply: Evidence,
});
export const readEvidenceContent = defineEndpoint({
  name: 'readEvidenceContent',
  method: 'GET',
  path: '/evidence/{id}/content',
  summary: 'The bytes of a piece of evidence, as a download',
  tag,
  params: IdParams,
  reply: z.any().meta({ description: 'The file', format: 'binary' }),
});
export const readEvidence = defineEndpoint({
  name: 'readEvidence',
  method: 'GET',
  path: '/evidence/{id}',
  summary: 'One piece of evidence',
  tag,
  params: IdParams,
  reply: Evidence,
});
export const verifyEvidence = defineEndpoint({
  name: 'verifyEvidence',
  method: 'POST',
  path: '/evidence/{id}/verify',
  summary: 'Say that the evidence holds; never its uploader',
  tag,
  params: IdParams,
  reply: Evidence,
});
export const Job = z.object({
  id: Id,
  kind: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  progress: z.number(),
  result: z.json().nullable(),
  createdAt: Instant,
  endedAt: Instant.nullable(),
});
export const readAuditHead = defineEndpoint({
  name: 'readAuditHead',
  method: 'GET',
  path: '/audit/head',
  summary: 'The last seal of the chain',
  tag: 'history',
  reply: z.object({ sequence: z.number().int(), hash: z.string() }),
});
export const startVerification = defineEndpoint({
  name: 'startVerification',
  method: 'POST',
  path: '/audit/verify',
  summary: 'Walk the chain and compute every derived value again',
  tag: 'history',
  status: 202,
  reply: Job,
});
export const readJob = defineEndpoint({
  name: 'readJob',
  method: 'GET',
  path: '/jobs/{id}',
  summary: 'A long piece of work',
  tag: 'history',
  params: IdParams,
  reply: Job,
});

export const progressEndpoints = [
  submitReport,
  listReports,
  readReportForm,
  recordCause,
  createEvidence,
  readEvidence,
  readEvidenceContent,
  verifyEvidence,
  readAuditHead,
  startVerification,
  readJob,
] as const;
