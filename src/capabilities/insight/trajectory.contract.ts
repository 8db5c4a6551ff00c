// What trajectories speak over HTTP: planned against real over time, and the range in which an item may be finished.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { AsOf, Day, Id, IdParams, ListQuery, listOf, Percentage } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { ItemState, LightColour, UnitBrief } from '../linkage/item.contract.ts';
import { ControlView } from './control.contract.ts';

/** The planned way at the end of a day: the straight line, which no rule uses, and the steps of the nodes. */
export const PlannedPoint = z.object({ day: Day, line: Percentage, step: Percentage });
/** How an item stood at the end of a day; `planned` is the P that its light was judged by. */
export const RealPoint = z.object({
  day: Day,
  verified: Percentage.nullable(),
  reported: Percentage.nullable(),
  planned: Percentage.nullable(),
  light: LightColour,
});
/** One in ten, half, nine in ten of the trials have come at most so far. */
export const FanPoint = z.object({ day: Day, low: Percentage, middle: Percentage, high: Percentage });
export const Outlook = z.object({
  state: z.enum(['forecast', 'short_history', 'no_gain', 'finished', 'suspended']),
  /** Weeks of the item's own history that it is told from. */
  weeks: z.number().int(),
  /** How many weeks a forecast needs, where there are too few. */
  needed: z.number().int().nullable(),
  fan: z.array(FanPoint),
  /** Days on which 10, 50 and 90 percent of the trials were finished; null: not before `beyond`. */
  finish: z.object({ early: Day.nullable(), middle: Day.nullable(), late: Day.nullable() }).nullable(),
  /** Percent of the trials that were finished by the approved due. */
  inTime: z.number().int().min(0).max(100).nullable(),
  beyond: Day.nullable(),
  /** Days from the due to the middle of the range; above 0 is late. */
  missedBy: z.number().int().nullable(),
});
const Standing = {
  state: ItemState,
  light: LightColour,
  start: Day,
  originalDue: Day.nullable(),
  approvedDue: Day,
  finishedOn: Day.nullable(),
  verified: Percentage.nullable(),
  reported: Percentage.nullable(),
  planned: Percentage.nullable(),
  /** The approved due has passed and the item is not finished. */
  overtaken: z.boolean(),
};
export const Trajectory = z.object({
  itemId: Id,
  /** The day that it is told of. */
  day: Day,
  ...Standing,
  nodes: z.array(
    z.object({
      title: z.string().nullable(),
      titleEn: z.string().nullable(),
      date: Day,
      weight: z.number(),
      verified: z.boolean(),
    }),
  ),
  plan: z.array(PlannedPoint),
  points: z.array(RealPoint),
  outlook: Outlook,
  /** Gains of verified progress by week against what is usual for this item. */
  weekly: ControlView,
});
export const TrajectoryCard = z.object({
  itemId: Id,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  unit: UnitBrief,
  person: PersonBrief,
  ...Standing,
  plan: z.array(z.object({ day: Day, line: Percentage })),
  points: z.array(z.object({ day: Day, verified: Percentage.nullable() })),
  outlook: Outlook,
});

const tag = 'insight';
export const readTrajectory = defineEndpoint({
  name: 'readTrajectory',
  method: 'GET',
  path: '/items/{id}/trajectory',
  summary: 'Planned against real over time, with the range in which the item may be finished',
  tag,
  params: IdParams,
  query: z.object({ asOf: AsOf.optional() }),
  reply: Trajectory,
});
export const listTrajectories = defineEndpoint({
  name: 'listTrajectories',
  method: 'GET',
  path: '/trajectories',
  summary: 'Annual key works as small trajectories, those first whose forecast misses the due by most',
  tag,
  query: ListQuery.extend({
    year: z.coerce.number().int().min(1900).max(2200).optional(),
    unitId: Id.optional(),
    sectorId: Id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(60),
  }),
  reply: listOf(TrajectoryCard),
});
export const trajectoryEndpoints = [readTrajectory, listTrajectories] as const;
