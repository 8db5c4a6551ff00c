// Values set by hand over HTTP: asked for with a reason and an end, signed by the superior, ended at any time.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams, Instant, Percentage, Text } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';

const tag = 'progress';
export const Override = z.object({
  id: Id,
  value: z.number(),
  reason: z.string(),
  /** The last day on which it holds. */
  until: Day,
  /** ended: by hand, by a later one, or because its last day is over. */
  state: z.enum(['proposed', 'in_force', 'ended']),
  proposedBy: PersonBrief,
  proposedAt: Instant,
  signedBy: PersonBrief.nullable(),
  signedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export const ItemOverrides = z.object({
  /** What waits for a signature or is in force. */
  override: Override.nullable(),
  /** Verified progress as the facts make it, beside what was set. */
  past: z.array(Override),
  abilities: Abilities,
});

export const readOverride = defineEndpoint({
  name: 'readOverride',
  method: 'GET',
  path: '/items/{id}/override',
  summary: 'The value that was set by hand, and earlier ones',
  tag,
  params: IdParams,
  reply: ItemOverrides,
});
export const proposeOverride = defineEndpoint({
  name: 'proposeOverride',
  method: 'POST',
  path: '/items/{id}/override',
  summary: 'Ask that a value be set by hand until a day; it holds once the superior has signed',
  tag,
  version: 'optional',
  params: IdParams,
  body: z.object({ value: Percentage, reason: Text.min(1).max(4000), until: Day }),
  reply: ItemOverrides,
});
export const signOverride = defineEndpoint({
  name: 'signOverride',
  method: 'POST',
  path: '/items/{id}/override/sign',
  summary: 'Sign for a value set by hand: it holds from today, and every item above follows',
  tag,
  version: 'optional',
  params: IdParams,
  reply: ItemOverrides,
});
export const endOverride = defineEndpoint({
  name: 'endOverride',
  method: 'DELETE',
  path: '/items/{id}/override',
  summary: 'Take back or end a value set by hand: what the facts say stands again',
  tag,
  status: 204,
  version: 'optional',
  params: IdParams,
  reply: z.null(),
});
