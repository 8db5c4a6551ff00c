// Load over HTTP: what open work asks of each person or unit, and the items it comes from.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Day, Id, ListQuery, listOf, Percentage } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { ItemState, UnitBrief } from './item.contract.ts';

const tag = 'linkage';
export const LoadRow = z.object({
  /** The one that was asked for; the other is null. */
  person: PersonBrief.nullable(),
  unit: UnitBrief.nullable(),
  /** Open items, each counted by share for a unit. */
  items: z.number(),
  /** Planned minutes x (1 - A/100), by share for a unit; null where none of the items says its minutes. */
  minutes: z.number().nullable(),
  plannedMinutes: z.number().nullable(),
  /** Items that say no minutes, counted by priority and by share. */
  unplanned: z.object({ first: z.number(), second: z.number(), third: z.number() }),
});
export const LoadItem = z.object({
  itemId: Id,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  level: z.number().int(),
  state: ItemState,
  priority: z.number().int(),
  due: Day,
  verified: Percentage.nullable(),
  plannedMinutes: z.number().nullable(),
  /** 1, or the unit's part. */
  share: z.number(),
  minutes: z.number().nullable(),
});
/** A unit means it and those below it; rootId an item and its subtree. */
const where = { unitId: Id.optional(), rootId: Id.optional() };
export const readLoad = defineEndpoint({
  name: 'readLoad',
  method: 'GET',
  path: '/load',
  summary: 'How much open work each person or unit has, the most loaded first',
  tag,
  query: ListQuery.extend({ by: z.enum(['person', 'unit']), ...where }),
  reply: listOf(LoadRow),
});
export const readLoadItems = defineEndpoint({
  name: 'readLoadItems',
  method: 'GET',
  path: '/load/items',
  summary: 'The items behind one row of load',
  tag,
  query: ListQuery.extend({
    personId: Id.optional(),
    /** The unit of the row itself, without those below it. */
    ofUnitId: Id.optional(),
    ...where,
  }),
  reply: listOf(LoadItem),
});
