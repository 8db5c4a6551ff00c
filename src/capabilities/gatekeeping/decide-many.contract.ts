// Passing many submissions at once where nothing is unusual: each with an outcome of its own.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Id } from '../../platform/http/shapes.ts';
import { RatedLight } from '../linkage/item.contract.ts';
import { SubmissionState } from './gatekeeping.contract.ts';

/** Only a pass goes without its own words: what is returned or passed with conditions is decided by itself. */
const DecideOne = z.object({
  id: Id,
  verdict: z.literal('passed'),
  light: RatedLight.nullish(),
  /** The version that the caller saw; another one is refused. */
  version: z.number().int().optional(),
});
export const DecideManyOutcome = z.object({
  id: Id,
  outcome: z.enum(['decided', 'refused']),
  /** After it; null where it was refused. Pending: the next step is somebody else's. */
  state: SubmissionState.nullable(),
  code: z.string().nullable(),
  detail: z.string().nullable(),
});

export const decideMany = defineEndpoint({
  name: 'decideMany',
  method: 'POST',
  path: '/submissions/verdicts',
  summary: 'Pass many submissions at once where nothing is unusual; each has an outcome of its own',
  tag: 'gatekeeping',
  body: z.object({ items: z.array(DecideOne).min(1).max(100) }),
  reply: z.object({
    results: z.array(DecideManyOutcome),
    decided: z.number().int(),
    refused: z.number().int(),
  }),
});

export const decideManyEndpoints = [decideMany] as const;
