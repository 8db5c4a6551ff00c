// What cycles speak over HTTP: their life from open to closed, who has reported, level by level, and what items looked like at the freeze.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, AsOf, Day, Id, IdParams, Instant, ListQuery, listOf, Text } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { LevelKind } from '../institution/institution.contract.ts';
import {
  Horizon,
  ItemState,
  LightColour,
  many,
  RatedLight,
  StepState,
  UnitBrief,
  Why,
} from '../linkage/item.contract.ts';

export const CycleKind = z.enum(['week', 'month', 'quarter']);
export const CycleState = z.enum(['open', 'frozen', 'reviewed', 'closed']);
/** waiting: nothing yet, in time; missing: nothing yet, past the deadline; missed: nothing at the freeze. */
export const ReportOutcome = z.enum(['in_time', 'late', 'waiting', 'missing', 'missed', 'not_owed']);

export const Cycle = z.object({
  id: Id,
  version: z.number().int(),
  kind: CycleKind,
  from: Day,
  to: Day,
  /** The day whose end freezes it; of a reopened cycle the day that was set when it was reopened. */
  freezeOn: Day,
  state: CycleState,
  deadlines: z.array(z.object({ level: z.number().int(), on: Day })),
  /** The moment whose picture is kept, and its day; null while it has never been frozen. */
  frozenAt: Instant.nullable(),
  frozenDay: Day.nullable(),
  /** How often it has been frozen: more than once where it was reopened. */
  freezings: z.number().int(),
  /** The latest reopening; null where it was never reopened. */
  reopened: z.object({ at: Instant, by: PersonBrief.nullable(), reason: z.string() }).nullable(),
  createdAt: Instant,
  abilities: Abilities,
});

/** owed = inTime + late + waiting + missing + missed. Whatever is not owed stands in none of them. */
const Counts = z.object({
  owed: z.number().int(),
  inTime: z.number().int(),
  late: z.number().int(),
  waiting: z.number().int(),
  missing: z.number().int(),
  missed: z.number().int(),
});
export const CycleCell = Counts.extend({ level: z.number().int() });
export const CycleMatrix = z.object({
  cycle: Cycle,
  levels: z.array(
    z.object({
      level: z.number().int(),
      kind: LevelKind,
      name: z.string(),
      nameEn: z.string().nullable(),
      deadline: Day,
    }),
  ),
  /** Units that lead something owed, in the order of their codes; a cell for every level, from the first down. */
  units: z.array(
    z.object({
      unit: UnitBrief.extend({ kind: z.string(), parentId: Id.nullable() }),
      cells: z.array(CycleCell),
      total: Counts,
    }),
  ),
  totals: z.object({ cells: z.array(CycleCell), total: Counts }),
});

/** One item in a cycle: of a frozen one as it stood at the freeze, of an open one as it is. */
export const CycleItem = z.object({
  id: Id,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  placeholder: z.boolean(),
  level: z.number().int(),
  horizon: Horizon,
  state: ItemState,
  leadUnit: UnitBrief,
  responsiblePerson: PersonBrief,
  deadline: Day,
  owed: z.boolean(),
  outcome: ReportOutcome,
  /** The report that counts; null where there is none. */
  reportId: Id.nullable(),
  /** When the first report came that was neither returned nor withdrawn, and its day. */
  submittedAt: Instant.nullable(),
  submittedOn: Day.nullable(),
  /** Calendar days after the deadline: of the report, or, while there is none, up to today or the freeze; 0 in time. */
  daysLate: z.number().int(),
  light: LightColour,
  why: z.array(Why),
  worstBelow: RatedLight.nullable(),
  verified: z.number().nullable(),
  reported: z.number().nullable(),
  planned: z.number().nullable(),
  coverage: z.number().nullable(),
  strip: z.array(StepState),
  /** True: from the picture of the freeze; it does not change any more. */
  frozen: z.boolean(),
  /** What was sent for this cycle after its freeze, beside the picture; late for ever. */
  since: z.object({ reportId: Id, submittedAt: Instant, state: z.string(), corrects: Id.nullable() }).nullable(),
});

const tag = 'promotion';
const asOf = AsOf.optional();
const Narrowed = z.object({
  /** This unit and everything below it. */
  unitId: Id.optional(),
  sectorId: Id.optional(),
  /** Only items that the caller answers for. */
  mine: z.stringbool().optional(),
  asOf,
});

export const listCycles = defineEndpoint({
  name: 'listCycles',
  method: 'GET',
  path: '/cycles',
  summary: 'Reporting cycles, the latest first',
  tag,
  query: ListQuery.extend({ kind: CycleKind.optional(), state: CycleState.optional(), asOf }),
  reply: listOf(Cycle),
});
export const createCycle = defineEndpoint({
  name: 'createCycle',
  method: 'POST',
  path: '/cycles',
  summary: 'Open the cycle of a period by hand; one that is there is answered (200)',
  tag,
  status: 201,
  body: z.object({ kind: CycleKind, from: Day }),
  reply: Cycle,
});
export const readCycle = defineEndpoint({
  name: 'readCycle',
  method: 'GET',
  path: '/cycles/{id}',
  summary: 'One cycle',
  tag,
  params: IdParams,
  query: z.object({ asOf }),
  reply: Cycle,
});
export const freezeCycle = defineEndpoint({
  name: 'freezeCycle',
  method: 'POST',
  path: '/cycles/{id}/freeze',
  summary: 'Freeze an open cycle whose period has ended: what has not been reported is missed',
  tag,
  version: 'optional',
  params: IdParams,
  reply: Cycle,
});
export const reopenCycle = defineEndpoint({
  name: 'reopenCycle',
  method: 'POST',
  path: '/cycles/{id}/reopen',
  summary: 'Open a frozen cycle again, with a reason; it freezes again when the day `until` has ended',
  tag,
  version: 'optional',
  params: IdParams,
  body: z.object({ reason: Text.min(1).max(2000), until: Day.nullish() }),
  reply: Cycle,
});
export const reviewCycle = defineEndpoint({
  name: 'reviewCycle',
  method: 'POST',
  path: '/cycles/{id}/review',
  summary: 'Say that a frozen cycle has been reviewed; it can no longer be reopened',
  tag,
  version: 'optional',
  params: IdParams,
  reply: Cycle,
});
export const closeCycle = defineEndpoint({
  name: 'closeCycle',
  method: 'POST',
  path: '/cycles/{id}/close',
  summary: 'Close a reviewed cycle',
  tag,
  version: 'optional',
  params: IdParams,
  reply: Cycle,
});
export const readCycleMatrix = defineEndpoint({
  name: 'readCycleMatrix',
  method: 'GET',
  path: '/cycles/{id}/matrix',
  summary: 'Who has reported: units by levels, counted over what the caller sees',
  tag,
  params: IdParams,
  query: Narrowed,
  reply: CycleMatrix,
});
const ItemsQuery = Narrowed.extend({
  /** Several, separated by commas; without it everything owed. */
  outcome: many(ReportOutcome) as z.ZodType<z.infer<typeof ReportOutcome>[] | undefined>,
  level: z.coerce.number().int().min(1).max(8).optional(),
  light: many(LightColour) as z.ZodType<z.infer<typeof LightColour>[] | undefined>,
});
export const listCycleItems = defineEndpoint({
  name: 'listCycleItems',
  method: 'GET',
  path: '/cycles/{id}/items',
  summary:
    'Items of a cycle with their reports: opens what the matrix counts. sort: deadline, code, level, unit, person, outcome',
  tag,
  params: IdParams,
  query: ListQuery.extend(ItemsQuery.shape),
  reply: listOf(CycleItem),
});
const exported = (format: 'xlsx' | 'csv', description: string) =>
  ({
    method: 'GET',
    path: `/cycles/{id}/items.${format}`,
    summary: `The items of a cycle as a table (.${format})`,
    tag,
    params: IdParams,
    query: ItemsQuery,
    reply: z.any().meta({ description }),
  }) as const;
export const exportCycleWorkbook = defineEndpoint({
  name: 'exportCycleWorkbook',
  ...exported('xlsx', 'An .xlsx workbook'),
});
export const exportCycleText = defineEndpoint({ name: 'exportCycleText', ...exported('csv', 'A .csv text, UTF-8') });

export const cycleEndpoints = [
  listCycles,
  createCycle,
  readCycle,
  freezeCycle,
  reopenCycle,
  reviewCycle,
  closeCycle,
  readCycleMatrix,
  listCycleItems,
  exportCycleWorkbook,
  exportCycleText,
] as const;
