// What each kind of request carries: one body for all of them, with the fields that its kind asks for.
import { z } from 'zod';
import { Day, Id, Percentage, Text } from '../../platform/http/shapes.ts';
import { IndicatorBody, NewItem, NodeBody } from '../linkage/item.contract.ts';

/** Kinds that are asked for on an item beside claims and close-outs. */
export const RequestKind = z.enum([
  'node',
  'close_out',
  'extension',
  'change',
  'suspension',
  'resumption',
  'transfer',
  'cancellation',
  'reopening',
]);

/** With an id an indicator of the item, of which only the fields sent change; without one a new indicator. */
export const IndicatorChange = IndicatorBody.partial();

/**
 * The fields of an item that a change may carry; those left out stay. `nodes`, where sent, are all nodes of the item; `indicators` only
 * those that change. A due date needs an extension; the responsible person changes here only before the item is signed for.
 */
export const ItemChanges = NewItem.pick({
  title: true,
  titleEn: true,
  requirement: true,
  requirementEn: true,
  standard: true,
  standardEn: true,
  priority: true,
  plannedMinutes: true,
  resources: true,
  tags: true,
  weight: true,
  start: true,
  coUnits: true,
  responsiblePersonId: true,
  interim: true,
  due: true,
})
  .partial()
  .extend({
    ownNodesWeight: Percentage.nullish(),
    nodes: z.array(NodeBody).max(200).optional(),
    indicators: z.array(IndicatorChange).max(200).optional(),
  });

export const RequestBody = z.object({
  kind: RequestKind,
  reason: Text.max(4000).nullish(),
  // node, close_out
  nodesDone: z.array(z.object({ nodeId: Id, evidenceIds: z.array(Id).optional() })).optional(),
  evidenceIds: z.array(Id).optional(),
  summary: Text.max(20_000).nullish(),
  /** extension: the new due date; resumption: where it is not to be shifted by the suspended working days. */
  due: Day.optional(),
  /** extension, resumption: nobody is to blame; the item will be judged by the date that this request approves. */
  noFault: z.boolean().optional(),
  /** extension: nodes that move with it. */
  nodes: z
    .array(z.object({ nodeId: Id, date: Day }))
    .max(200)
    .optional(),
  /** suspension, cancellation: with everything open below. */
  subtree: z.boolean().optional(),
  /** change */
  changes: ItemChanges.optional(),
  /** transfer */
  responsiblePersonId: Id.optional(),
  leadUnitId: Id.optional(),
  /** transfer: the head of a unit above stands in. */
  interim: z.boolean().optional(),
  /** reopening: with the closed items above. */
  ancestors: z.boolean().optional(),
});
export type Request = z.output<typeof RequestBody>;
export type RequestKindName = z.output<typeof RequestKind>;
