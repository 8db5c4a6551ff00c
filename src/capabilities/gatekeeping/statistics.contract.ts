// What gates did in a span of days, over HTTP: counts, delays, returns and what was overturned or lost, by person, unit or kind.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Day, Id } from '../../platform/http/shapes.ts';

const Rate = z.number().min(0).max(100).nullable();
export const GateFigures = z.object({
  /** Verdicts given, looks included. */
  count: z.number().int(),
  /** In working days from the opening of a step to its verdict; looks have no limit and no delay. */
  medianDelay: z.number().nullable(),
  /** How many took 0, 1, 2, 3, 4, 5 and more working days. */
  delays: z.array(z.number().int()),
  returned: z.number().int(),
  returnRate: Rate,
  /** Passed here, then returned at another step, or opened again after its closing; in percent of what passed. */
  overturned: z.number().int(),
  overturnRate: Rate,
  /** Steps lost because their limit passed. */
  expired: z.number().int(),
  looked: z.number().int(),
  notLookedAt: z.number().int(),
  /** On the desk today, and of these past their limit. */
  waiting: z.number().int(),
  overdue: z.number().int(),
});
/** `key` is a person's or a unit's id, or the kind of submission; kinds have no name. */
export const GateGroup = GateFigures.extend({
  key: z.string(),
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
});
export const GateStatistics = z.object({
  by: z.enum(['person', 'unit', 'kind']),
  from: Day,
  to: Day,
  /** Whose figures the caller sees: all, those of his units, or his own. */
  reach: z.enum(['all', 'units', 'self']),
  limitDays: z.number().int(),
  whole: GateFigures,
  /** By name; persons are never ordered by their figures. */
  items: z.array(GateGroup),
  nextCursor: z.null(),
});

export const readGateStatistics = defineEndpoint({
  name: 'readGateStatistics',
  method: 'GET',
  path: '/gate-statistics',
  summary: 'What gates did: count, median delay, return rate, overturn rate, lost steps',
  tag: 'gatekeeping',
  query: z.object({
    by: z.enum(['person', 'unit', 'kind']).default('kind'),
    from: Day.optional(),
    to: Day.optional(),
    unitId: Id.optional(),
  }),
  reply: GateStatistics,
});

export const gateStatisticsEndpoints = [readGateStatistics] as const;
