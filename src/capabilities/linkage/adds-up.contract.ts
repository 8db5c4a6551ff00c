// "Does it add up?" over HTTP: every finding of a plan, a unit or a key work, each with the place that mends it.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Id, IdParams, ListQuery, listOf, Percentage } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { FINDING_CODES } from './adds-up.rules.ts';
import { Finding, Horizon, ItemState, many, UnitBrief } from './item.contract.ts';

const tag = 'linkage';
export const FindingCode = z.enum(FINDING_CODES);
/** A finding with the item that it is about and where to mend it: that item's page or the decomposition of an item. */
export const PlacedFinding = Finding.extend({
  /** The same as long as the finding stands. */
  key: z.string(),
  code: FindingCode,
  itemId: Id,
  itemCode: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  level: z.number().int(),
  horizon: Horizon,
  state: ItemState,
  unitId: Id,
  unit: UnitBrief,
  responsiblePerson: PersonBrief,
  mend: z.object({ itemId: Id, page: z.enum(['decomposition', 'item']) }),
});
export const FindingList = z.object({
  items: z.array(PlacedFinding),
  nextCursor: z.string().nullable(),
  /** Of what the filters leave, all pages together. */
  total: z.number().int(),
  /** By code, whatever code was asked for. */
  counts: z.record(z.string(), z.number().int()),
  /** How many open items were looked at. */
  checked: z.number().int(),
  /** Mean coverage of the topmost items looked at, roots by their weights; null where there are none. */
  coverage: Percentage.nullable(),
  /** Sum of what cancelled children left open, in points of their parents' 100. */
  weightLost: z.number(),
});
export const readFindings = defineEndpoint({
  name: 'readFindings',
  method: 'GET',
  path: '/items/{id}/findings',
  summary: 'What does not add up here',
  tag,
  params: IdParams,
  query: ListQuery,
  reply: listOf(PlacedFinding),
});
export const listFindings = defineEndpoint({
  name: 'listFindings',
  method: 'GET',
  path: '/findings',
  summary: 'What does not add up in a plan, a unit or a key work',
  tag,
  query: ListQuery.extend({
    /** The item whose subtree is looked at: a plan's root, a key work, any item. */
    rootId: Id.optional(),
    /** Led by this unit or one below it. */
    unitId: Id.optional(),
    /** Answered for by this person. */
    personId: Id.optional(),
    /** Items with a day in this year. */
    year: z.coerce.number().int().min(1900).max(2999).optional(),
    code: many(FindingCode) as z.ZodType<z.infer<typeof FindingCode>[] | undefined>,
  }),
  reply: FindingList,
});
