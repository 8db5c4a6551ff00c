// Planning ahead over HTTP: the years' plans, carrying work over into one, copying it, and taking that back.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams, Instant, ListQuery, listOf } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { Finding, Horizon, ItemState, LightColour, UnitBrief } from './item.contract.ts';

const tag = 'linkage';
const Year = z.coerce.number().int().min(2000).max(2200);
const YearParams = z.object({ year: Year });
const DryRun = z.object({ dryRun: z.stringbool().optional() });
export const ShiftWord = z.enum(['workingDay', 'date']).meta({
  description: 'Days move to the same place among the working days of their year, or to the same date',
});

export const PlanYear = z.object({
  year: z.number().int(),
  /** Annual work that is no part of other annual work. */
  keyWorks: z.number().int(),
  items: z.number().int(),
  drafts: z.number().int(),
  states: z.record(z.string(), z.number().int()),
});
const PlanItem = z.object({
  id: Id,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
});
/** One row of a year's plan. */
export const PlanRow = PlanItem.extend({
  version: z.number().int(),
  state: ItemState,
  horizon: Horizon,
  level: z.number().int(),
  parentId: Id.nullable(),
  /** The goal or other work above, where the caller may see it. */
  under: PlanItem.nullable(),
  weight: z.number().nullable(),
  start: Day,
  due: Day,
  leadUnit: UnitBrief,
  responsiblePerson: PersonBrief,
  verified: z.number().nullable(),
  light: LightColour,
  /** Parts below it that belong to the same year's plan. */
  parts: z.number().int(),
  carriedFromId: Id.nullable(),
  /** The draft or item of a later year that goes on from it. */
  carriedToId: Id.nullable(),
  /** Why it does not go on into the next year; null where it can. */
  cannotCarry: z.string().nullable(),
  abilities: Abilities,
});
export const PlanBatch = z.object({
  id: Id,
  kind: z.enum(['carried', 'copied', 'template']),
  at: Instant,
  items: z.number().int(),
  /** Nobody has changed any of its drafts yet. */
  undoable: z.boolean(),
});
export const Plan = z.object({
  year: z.number().int(),
  items: z.array(PlanRow),
  nextCursor: z.string().nullable(),
  total: z.number().int().optional(),
  /** What the caller drafted for this year at once, latest first. */
  batches: z.array(PlanBatch),
});

/** What became, or would become, of one item. */
export const DraftedRow = z.object({
  fromId: Id,
  /** The new draft; null in a preview and where it does not come. */
  id: Id.nullable(),
  comes: z.boolean(),
  /** The item that it comes from hangs below another one of the same act. */
  belowId: Id.nullable(),
  under: PlanItem.nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  level: z.number().int(),
  horizon: Horizon,
  start: Day,
  due: Day,
  weight: z.number().nullable(),
  leadUnit: UnitBrief,
  responsiblePerson: PersonBrief,
  interim: z.boolean(),
  nodes: z.number().int(),
  indicators: z.number().int(),
  findings: z.array(Finding),
});
export const Drafted = z.object({
  /** Undoes all of it by DELETE /plan-batches/{id}; null in a preview. */
  batchId: Id.nullable(),
  year: z.number().int(),
  items: z.array(DraftedRow),
  coming: z.number().int(),
  leftOut: z.number().int(),
});

export const listPlans = defineEndpoint({
  name: 'listPlans',
  method: 'GET',
  path: '/plans',
  summary: 'The years that have a plan, with what it holds',
  tag,
  reply: listOf(PlanYear),
});
export const readPlan = defineEndpoint({
  name: 'readPlan',
  method: 'GET',
  path: '/plans/{year}',
  summary: 'What a year’s plan holds, from the top; below one of its items by `parentId`',
  tag,
  params: YearParams,
  query: ListQuery.pick({ limit: true, cursor: true }).extend({ parentId: Id.optional() }),
  reply: Plan,
});
export const carryOver = defineEndpoint({
  name: 'carryOver',
  method: 'POST',
  path: '/plans/{year}/carry-over',
  summary: 'Carry unfinished work over into a year as new drafts; `dryRun` only shows what would come',
  tag,
  status: 201,
  params: YearParams,
  query: DryRun,
  body: z.object({
    items: z
      .array(z.object({ itemId: Id, subtree: z.boolean().optional() }))
      .min(1)
      .max(200),
    shift: ShiftWord.optional(),
  }),
  reply: Drafted,
});
export const copyItem = defineEndpoint({
  name: 'copyItem',
  method: 'POST',
  path: '/items/{id}/copy',
  summary: 'Copy an item, with what is below it if asked, as a new draft; `parentId` null makes a root',
  tag,
  status: 201,
  params: IdParams,
  query: DryRun,
  body: z.object({
    parentId: Id.nullish(),
    year: Year.optional(),
    subtree: z.boolean().optional(),
    shift: ShiftWord.optional(),
  }),
  reply: Drafted,
});
export const undoPlanBatch = defineEndpoint({
  name: 'undoPlanBatch',
  method: 'DELETE',
  path: '/plan-batches/{id}',
  summary: 'Drop the drafts of one such act, while nobody has changed them',
  tag,
  status: 204,
  params: IdParams,
  reply: z.null(),
});
