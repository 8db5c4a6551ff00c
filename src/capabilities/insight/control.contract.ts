// A row of figures with its control limits, and the request for that of an indicator.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Day, Id, IdParams } from '../../platform/http/shapes.ts';

export const ControlView = z.object({
  /** `gain`: what came on top from one to the next; `reading`: the readings themselves. */
  of: z.enum(['gain', 'reading']),
  points: z.array(
    z.object({
      day: Day,
      value: z.number(),
      verified: z.boolean(),
      signals: z.array(z.enum(['beyond_limits', 'run_of_eight', 'great_jump'])),
    }),
  ),
  /** Null below `needed` figures. */
  limits: z
    .object({
      centre: z.number(),
      lower: z.number(),
      upper: z.number(),
      meanRange: z.number(),
      rangeUpper: z.number(),
    })
    .nullable(),
  /** Special: something other than the usual noise made a figure; no light follows from it. */
  variation: z.enum(['common', 'special']).nullable(),
  needed: z.number().int(),
});
export const IndicatorControl = ControlView.extend({
  indicatorId: Id,
  itemId: Id,
  name: z.string(),
  nameEn: z.string().nullable(),
  unit: z.string(),
});
export const readIndicatorControl = defineEndpoint({
  name: 'readIndicatorControl',
  method: 'GET',
  path: '/indicators/{id}/control',
  summary: 'The readings of an indicator with control limits: usual noise, or something special',
  tag: 'insight',
  params: IdParams,
  query: z.object({ of: z.enum(['gain', 'reading']).optional() }),
  reply: IndicatorControl,
});
export const controlEndpoints = [readIndicatorControl] as const;
