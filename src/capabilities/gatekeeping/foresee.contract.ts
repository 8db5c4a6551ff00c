// What a request would come to, before it is sent: who would decide, and how the item would stand once all had passed it.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Day, IdParams, Percentage } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { ItemState, LightColour } from '../linkage/item.contract.ts';
import { StepKind } from './gatekeeping.contract.ts';
import { RequestBody } from './request.contract.ts';

export const ForeseenStanding = z.object({
  state: ItemState,
  light: LightColour,
  start: Day,
  originalDue: Day.nullable(),
  approvedDue: Day,
  /** The date by which it will be judged at the year's end: the original one, or the approved one where nobody is at fault. */
  judgedBy: Day,
  planned: Percentage.nullable(),
  verified: Percentage.nullable(),
  responsiblePerson: PersonBrief,
});
export const Foreseen = z.object({
  before: ForeseenStanding,
  /** If it were sent and passed today; null where it would be refused. */
  after: ForeseenStanding.nullable(),
  route: z.array(z.object({ kind: StepKind, person: PersonBrief.nullable() })),
  noIndependentGate: z.boolean(),
  snapshot: z.json().nullable(),
  refusal: z.object({ code: z.string(), detail: z.string() }).nullable(),
});

export const foreseeRequest = defineEndpoint({
  name: 'foreseeRequest',
  method: 'POST',
  path: '/items/{id}/requests/foresee',
  summary: 'What a request would come to; nothing is sent',
  tag: 'gatekeeping',
  scope: 'read',
  params: IdParams,
  body: RequestBody,
  reply: Foreseen,
});

export const foreseeEndpoints = [foreseeRequest] as const;
