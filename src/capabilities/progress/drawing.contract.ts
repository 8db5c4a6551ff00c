// The construction drawing over HTTP: a subtree, or the work by unit or by sector, on a time axis with dependencies and the critical path.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import {
  asOf,
  Horizon,
  ItemState,
  LightColour,
  NodeState,
  RatedLight,
  ReadinessWord,
  UnitBrief,
} from '../linkage/item.contract.ts';

const tag = 'progress';

export const DrawnNode = z.object({
  id: Id,
  title: z.string(),
  titleEn: z.string().nullable(),
  date: Day,
  originalDate: Day,
  weight: z.number(),
  state: NodeState,
  doneOn: Day.nullable(),
  /** Its day has ended and nothing was put before the gate. */
  late: z.boolean(),
});
/** One bar. Texts of a placeholder are null, its nodes stay with its line. */
export const DrawnRow = z.object({
  id: Id,
  /** The nearest item above that is drawn too; null at the top of the drawing or of a group. */
  parentId: Id.nullable(),
  groupId: Id.nullable(),
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  level: z.number().int(),
  horizon: Horizon,
  state: ItemState,
  light: LightColour,
  worstBelow: RatedLight.nullable(),
  leadUnitId: Id,
  responsiblePersonId: Id,
  start: Day,
  /** Null while it is a draft. */
  originalDue: Day.nullable(),
  due: Day,
  /** No date of it may lie after this: the due of the item above, drawn or not. */
  parentDue: Day.nullable(),
  parentCode: z.string().nullable(),
  acceptedOn: Day.nullable(),
  finishedOn: Day.nullable(),
  verified: z.number().nullable(),
  planned: z.number().nullable(),
  nodes: z.array(DrawnNode),
  readiness: ReadinessWord.nullable(),
  /** Working days to spare before the end of the whole moves; negative: the dates cannot hold. Null once finished, or not counted. */
  slack: z.number().int().nullable(),
  critical: z.boolean(),
  /** When it will end if what it waits for ends as it now must. */
  expectedEnd: Day,
  abilities: Abilities,
});
/** An item outside of the drawing that the caller sees and that something drawn waits for, or that waits for something drawn. */
export const OutsideItem = z.object({
  id: Id,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  state: ItemState,
  light: LightColour,
  start: Day,
  due: Day,
  finishedOn: Day.nullable(),
});
export const DrawnDependency = z.object({ itemId: Id, dependsOnId: Id, critical: z.boolean() });
export const DrawnGroup = z.object({
  id: Id,
  name: z.string(),
  nameEn: z.string().nullable(),
  count: z.number().int(),
});
export const Drawing = z.object({
  asOf: Day,
  /** Drawn rows in the order of the tree, parents before children. */
  items: z.array(DrawnRow),
  dependencies: z.array(DrawnDependency),
  outside: z.array(OutsideItem),
  units: z.array(UnitBrief),
  people: z.array(PersonBrief),
  /** In the order drawn; empty for one item's drawing. */
  groups: z.array(DrawnGroup),
  /** Days within the span that are off although weekdays, and worked although weekend: what shading needs. */
  calendar: z.object({ daysOff: z.array(Day), makeUpDays: z.array(Day) }),
});

export const readItemDrawing = defineEndpoint({
  name: 'readItemDrawing',
  method: 'GET',
  path: '/items/{id}/drawing',
  summary:
    'The construction drawing of an item: everything below it on a time axis, with dependencies and the critical path',
  tag,
  params: IdParams,
  query: z.object(asOf),
  reply: Drawing,
});
export const readDrawing = defineEndpoint({
  name: 'readDrawing',
  method: 'GET',
  path: '/drawing',
  summary: 'The construction drawing by unit (colleges and departments) or by sector, all of them or one',
  tag,
  query: z.object({
    ...asOf,
    by: z.enum(['unit', 'sector']).optional(),
    /** Work led in this unit or below it. */
    unitId: Id.optional(),
    sectorId: Id.optional(),
  }),
  reply: Drawing,
});
