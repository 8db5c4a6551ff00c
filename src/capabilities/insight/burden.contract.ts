// The burden ledger over HTTP: what the product asked of people, in fields and seconds, and what it need not have asked.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Day, Id } from '../../platform/http/shapes.ts';

export const AskKind = z.enum([
  'report',
  'acceptance',
  'decomposition',
  'gate',
  'look',
  'negotiation',
  'readiness',
  'sheet_reply',
  'sheet_judge',
  'help',
]);
const Load = {
  requests: z.number().int(),
  fields: z.number().int(),
  seconds: z.number().int(),
  /** In seconds; null where no budget can be named. */
  budget: z.number().int().nullable(),
  over: z.boolean(),
};
export const BurdenRow = z.object({
  /** A unit's or a cycle's id, or a kind; null for what belongs to no cycle, `other` for small groups put together. */
  key: z.string().nullable(),
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
  cycle: z.object({ kind: z.enum(['week', 'month', 'quarter']), from: Day, to: Day }).nullable(),
  people: z.number().int(),
  /** Smaller groups that were put together here, because fewer than five people would be seen through. */
  merged: z.number().int(),
  ...Load,
});
export const HeldCode = z.enum(['below_reported', 'indicator_twice', 'reading_held', 'help_open']);
/** A request for what the system already held; `code` also names the way to stop it. */
export const HeldAsk = z.object({
  code: HeldCode,
  itemId: Id,
  itemCode: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  indicator: z.object({ id: Id, name: z.string(), nameEn: z.string().nullable() }).nullable(),
  /** How often in the span, and what would have been spared. */
  times: z.number().int(),
  fields: z.number().int(),
  seconds: z.number().int(),
});
export const Burden = z.object({
  from: Day,
  to: Day,
  by: z.enum(['asker', 'unit', 'cycle', 'kind']),
  /** Whose requests are counted: everybody's, those asked of or by the caller's units, or none but his own. */
  reach: z.enum(['all', 'units', 'self']),
  minutesPerWeek: z.number(),
  secondsPerField: z.object({ text: z.number(), number: z.number(), choice: z.number(), date: z.number() }),
  /** Groups below this are put together upwards. */
  leastPeople: z.number().int(),
  whole: z.object({ people: z.number().int(), ...Load }).nullable(),
  items: z.array(BurdenRow),
  nextCursor: z.null(),
  /** The caller's own, which nobody else is shown. */
  mine: z.object({
    ...Load,
    kinds: z.array(
      z.object({ kind: AskKind, requests: z.number().int(), fields: z.number().int(), seconds: z.number().int() }),
    ),
  }),
  held: z.array(HeldAsk),
  /** All that were found, by code; the list holds those that cost most. */
  heldCounts: z.array(z.object({ code: HeldCode, items: z.number().int(), seconds: z.number().int() })),
});
const Filter = {
  from: Day.optional(),
  to: Day.optional(),
  by: z.enum(['asker', 'unit', 'cycle', 'kind']).default('unit'),
};
export const readBurden = defineEndpoint({
  name: 'readBurden',
  method: 'GET',
  path: '/burden',
  summary:
    'What was asked of people: requests, fields and estimated time against a budget, and what need not have been asked',
  tag: 'insight',
  query: z.object(Filter),
  reply: Burden,
});
export const exportBurden = defineEndpoint({
  name: 'exportBurden',
  method: 'GET',
  path: '/burden.xlsx',
  summary: 'The same as a workbook',
  tag: 'insight',
  query: z.object(Filter),
  reply: z.any().meta({ description: 'An .xlsx workbook' }),
});

export const DignityCheck = z.object({
  /** What the product does not do. */
  what: z.enum(['clock_in', 'online_time', 'login_ranking', 'likes', 'screenshots']),
  holds: z.boolean(),
  /** Words that no table, column or setting may carry. */
  words: z.array(z.string()),
  /** What was found all the same: `table.column` or `setting:key`. */
  found: z.array(z.string()),
});
export const Dignity = z.object({
  checkedAt: z.string(),
  tables: z.number().int(),
  columns: z.number().int(),
  settings: z.number().int(),
  checks: z.array(DignityCheck),
  /** Columns that say when somebody was there, and what alone they serve. */
  presence: z.array(z.object({ column: z.string(), serves: z.enum(['session_end', 'token_upkeep', 'throttling']) })),
});
export const readDignity = defineEndpoint({
  name: 'readDignity',
  method: 'GET',
  path: '/settings/dignity',
  summary: 'What this product does not do, proved from its settings and its tables',
  tag: 'insight',
  reply: Dignity,
});
export const burdenEndpoints = [readBurden, exportBurden, readDignity] as const;
