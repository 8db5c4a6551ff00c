// Guidance on an item over HTTP: advice given at a gate or at any time, for everybody who may open the item.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Id, IdParams, Instant, ListQuery, listOf } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { SubmissionKind } from './gatekeeping.contract.ts';

export const Guidance = z.object({
  id: Id,
  text: z.string(),
  author: PersonBrief,
  createdAt: Instant,
  /** What it was said about, where it was given at a gate. */
  submission: z.object({ id: Id, kind: SubmissionKind }).nullable(),
});

export const listGuidance = defineEndpoint({
  name: 'listGuidance',
  method: 'GET',
  path: '/items/{id}/guidance',
  summary: 'Advice given on an item, newest first',
  tag: 'gatekeeping',
  params: IdParams,
  query: ListQuery.omit({ sort: true }).extend({ submissionId: Id.optional() }),
  reply: listOf(Guidance),
});

export const guidanceEndpoints = [listGuidance] as const;
