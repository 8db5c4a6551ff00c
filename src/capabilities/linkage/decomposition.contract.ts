// The decomposition of an item over HTTP: one draft, read and written as a whole.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Id, IdParams, Percentage } from '../../platform/http/shapes.ts';
import { Finding, IndicatorBody, ItemRow, LongText, NewItem, NodeBody, NodeState } from './item.contract.ts';

const tag = 'linkage';
/**
 * A child of the draft: without id a new one, with id a standing child whose fields would change. Its indicators name in
 * `parentIndicatorId` which of the item's own they carry, be that one new in the same body; left out, they stay as they are.
 */
export const DecompositionChild = NewItem.omit({ parentId: true }).extend({
  id: Id.optional(),
  indicators: z.array(IndicatorBody).max(200).optional(),
});
/** An indicator of the item with what its children make of it. */
export const SplitIndicator = IndicatorBody.extend({
  id: Id,
  /** Target less what the children's targets combine to, an excess below 0; null for `none`, bands and where nobody carries it. */
  gap: z.number().nullable(),
  combined: z.number().nullable(),
  carriers: z.number().int(),
});
/** Findings that do not block are worth a look and may be submitted. */
export const DraftFinding = Finding.extend({ blocks: z.boolean() });
export const Decomposition = z.object({
  /** The item's version: what If-Match compares. */
  version: z.number().int(),
  itemId: Id,
  children: z.array(
    ItemRow.extend({ changes: z.array(z.string()), indicators: z.array(IndicatorBody.extend({ id: Id })) }),
  ),
  ownNodesWeight: z.number().nullable(),
  nodes: z.array(NodeBody.extend({ id: Id, state: NodeState, titleEn: z.string().nullable() })),
  indicators: z.array(SplitIndicator),
  gapReason: z.string().nullable(),
  /** 100 less the weights of the children; null without children. */
  difference: z.number().nullable(),
  nodesDifference: z.number().nullable(),
  submittable: z.boolean(),
  findings: z.array(DraftFinding),
  pendingSubmissionId: Id.nullable(),
  abilities: Abilities,
});
export const DecompositionBody = z.object({
  children: z.array(DecompositionChild).max(2000),
  ownNodesWeight: Percentage.nullish(),
  nodes: z.array(NodeBody).max(200).optional(),
  indicators: z.array(IndicatorBody).max(200).optional(),
  gapReason: LongText.nullish(),
});

export const readDecomposition = defineEndpoint({
  name: 'readDecomposition',
  method: 'GET',
  path: '/items/{id}/decomposition',
  summary: 'The decomposition draft',
  tag,
  params: IdParams,
  reply: Decomposition,
});
export const writeDecomposition = defineEndpoint({
  name: 'writeDecomposition',
  method: 'PUT',
  path: '/items/{id}/decomposition',
  summary: 'Write the decomposition draft as a whole',
  tag,
  version: 'required',
  params: IdParams,
  body: DecompositionBody,
  reply: Decomposition,
});
export const normaliseDecomposition = defineEndpoint({
  name: 'normaliseDecomposition',
  method: 'POST',
  path: '/items/{id}/decomposition/normalise',
  summary: 'Make the weights total 100.00 by largest remainder',
  tag,
  version: 'optional',
  params: IdParams,
  reply: Decomposition,
});
