// The bowling chart over HTTP: indicators by month and quarter, met or missed.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Day, Id, ListQuery, listOf } from '../../platform/http/shapes.ts';
import { CombinationRule, LightColour, Polarity, UnitBrief } from '../linkage/item.contract.ts';

export const BowlingCell = z.object({
  to: Day,
  target: z.number().nullable(),
  actual: z.number().nullable(),
  verified: z.boolean(),
  /** Read within the span; else the actual is the last one before it and is not judged. */
  fresh: z.boolean(),
  attainment: z.number().nullable(),
  gain: z.number().nullable(),
  mark: z.enum(['met', 'missed', 'none']),
  /** Indicators that carry it and have been read, of all that carry it; what is not whole is not judged. */
  read: z.number().int(),
  of: z.number().int(),
});
export const BowlingRow = z.object({
  indicatorId: Id,
  name: z.string(),
  nameEn: z.string().nullable(),
  unit: z.string(),
  polarity: Polarity,
  rule: CombinationRule,
  base: z.number().nullable(),
  target: z.number().nullable(),
  bandLow: z.number().nullable(),
  bandHigh: z.number().nullable(),
  actual: z.number().nullable(),
  attainment: z.number().nullable(),
  /** Read below: what was handed down from it, combined. */
  combined: z.boolean(),
  item: z.object({
    id: Id,
    code: z.string().nullable(),
    title: z.string().nullable(),
    titleEn: z.string().nullable(),
    level: z.number().int(),
    light: LightColour,
    start: Day,
    approvedDue: Day,
    unit: UnitBrief,
  }),
  months: z.array(BowlingCell),
  quarters: z.array(BowlingCell),
  /** Whether figures beyond the usual noise stand among its readings; null for too few. */
  variation: z.enum(['common', 'special']).nullable(),
});

const Filter = {
  itemId: Id.optional(),
  unitId: Id.optional(),
  year: z.coerce.number().int().min(1900).max(2200).optional(),
  mark: z.enum(['met', 'missed', 'none']).optional(),
};
export const listBowling = defineEndpoint({
  name: 'listBowling',
  method: 'GET',
  path: '/indicators/bowling',
  summary:
    'Indicators by month of a year: target, actual, met or missed; of an item with everything below it, or of a unit',
  tag: 'insight',
  query: ListQuery.extend(Filter),
  reply: listOf(BowlingRow).extend({ year: z.number().int(), day: Day }),
});
export const exportBowling = defineEndpoint({
  name: 'exportBowling',
  method: 'GET',
  path: '/indicators/bowling.xlsx',
  summary: 'The same as a workbook',
  tag: 'insight',
  query: z.object(Filter),
  reply: z.any().meta({ description: 'An .xlsx workbook' }),
});
export const bowlingEndpoints = [listBowling, exportBowling] as const;
