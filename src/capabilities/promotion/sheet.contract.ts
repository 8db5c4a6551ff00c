// Coloured sheets over HTTP: what lights ask of people, who learned of it, what was answered and how the answer was judged.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams, Instant, ListQuery, listOf, Text } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { Horizon, ItemState, LightColour, many, UnitBrief, Why } from '../linkage/item.contract.ts';
import { CauseCategory } from '../progress/progress.contract.ts';

const tag = 'promotion';
export const SheetColour = z.enum(['yellow', 'orange', 'red']);
/** open: an answer is awaited; replied: a verdict is; closed: an answer passed; lapsed: its item ended; voided: taken back by the office. */
export const SheetState = z.enum(['open', 'replied', 'closed', 'lapsed', 'voided']);
export const SheetVerdict = z.enum(['passed', 'returned']);

/** The item is as it stands now; what it looked like at the issue is in the snapshot. Texts of a placeholder are null. */
export const SheetRow = z.object({
  id: Id,
  version: z.number().int(),
  /** Null for a notice without paper. */
  number: z.string().nullable(),
  colour: SheetColour,
  /** The rule of the light that brought it, as `why` names it. */
  rule: z.string(),
  state: SheetState,
  itemId: Id,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  level: z.number().int(),
  horizon: Horizon,
  itemState: ItemState,
  light: LightColour,
  leadUnit: UnitBrief,
  /** Who must answer. */
  personId: Id,
  person: PersonBrief,
  issuedOn: Day,
  /** The last day of the limit that runs; counted anew from each climb and each return. */
  replyBy: Day,
  /** An answer is awaited and the limit has passed. */
  overdue: z.boolean(),
  /** Its item is suspended: the limit begins anew when it wakes. */
  resting: z.boolean(),
  climbs: z.number().int(),
  /** Whom it reached last by climbing. */
  climbedTo: Id.nullable(),
  climbedToPerson: PersonBrief.nullable(),
  /** Nobody is left above: it stays there and shows. */
  atTop: z.boolean(),
  causeCategory: CauseCategory.nullable(),
  cause: z.string().nullable(),
  countermeasure: z.string().nullable(),
  reply: z.string().nullable(),
  repliedAt: Instant.nullable(),
  verdict: SheetVerdict.nullable(),
  verdictReason: z.string().nullable(),
  /** How many times the item has named this cause by now; from the third on it is flagged. */
  timesNamed: z.number().int().nullable(),
  sameCauseAgain: z.boolean(),
  /** reply, judge, void */
  abilities: Abilities,
});

/** The facts of the day of issue: a printed sheet never changes. */
export const SheetSnapshot = z.object({
  institution: z.object({ name: z.string(), nameEn: z.string().nullable() }),
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  level: z.number().int(),
  horizon: Horizon,
  state: ItemState,
  leadUnit: UnitBrief,
  responsiblePerson: PersonBrief,
  supervisor: PersonBrief.nullable(),
  leaderInCharge: PersonBrief.nullable(),
  start: Day,
  originalDue: Day.nullable(),
  approvedDue: Day,
  planned: z.number().nullable(),
  verified: z.number().nullable(),
  /** Verified with what waits at the gate: what the light looked at. */
  waiting: z.number().nullable(),
  light: LightColour,
  why: z.array(Why),
  leftGreenOn: Day,
  replyBy: Day,
  replyDays: z.number().int(),
  addressees: z.array(PersonBrief),
});

export const SheetAddressee = z.object({
  person: PersonBrief,
  why: z.enum(['responsible', 'next_above', 'climbed', 'inherited']),
  on: Day,
  /** Of the item for whoever answers for it, of the highest post of that day for the others; null without one. */
  level: z.number().int().nullable(),
});
/** A limit that passed without an answer: whose delay it is, and to whom it went on. */
export const SheetClimb = z.object({
  on: Day,
  limitPassed: Day,
  person: PersonBrief,
  to: PersonBrief.nullable(),
  replyBy: Day,
});
/** One answer awaited, given and judged. */
export const SheetRound = z.object({
  n: z.number().int(),
  openedOn: Day,
  answerBy: Day,
  endedHow: z.enum(['replied', 'rested', 'lapsed', 'voided']).nullable(),
  repliedOn: Day.nullable(),
  repliedBy: PersonBrief.nullable(),
  late: z.boolean(),
  causeCategory: CauseCategory.nullable(),
  cause: z.string().nullable(),
  countermeasure: z.string().nullable(),
  reply: z.string().nullable(),
  verdict: SheetVerdict.nullable(),
  verdictReason: z.string().nullable(),
  judgedBy: PersonBrief.nullable(),
  judgedAt: Instant.nullable(),
});

export const Sheet = SheetRow.extend({
  snapshot: SheetSnapshot,
  addressees: z.array(SheetAddressee),
  rounds: z.array(SheetRound),
  climbHistory: z.array(SheetClimb),
  /** Who is to judge an answer: the supervisor, else those of the office; never whoever gave it. */
  judges: z.array(PersonBrief),
  endedAt: Instant.nullable(),
  endedBy: PersonBrief.nullable(),
  endReason: z.string().nullable(),
});

const filters = {
  state: many(SheetState) as z.ZodType<z.infer<typeof SheetState>[] | undefined>,
  colour: many(SheetColour) as z.ZodType<z.infer<typeof SheetColour>[] | undefined>,
  itemId: Id.optional(),
  /** Items led by this unit or one below it. */
  unitId: Id.optional(),
  personId: Id.optional(),
  /** reply: waits for my answer; judge: for my verdict; addressed: I was told of it. */
  mine: z.enum(['reply', 'judge', 'addressed']).optional(),
  overdue: z.stringbool().optional(),
  numbered: z.stringbool().optional(),
  sameCauseAgain: z.stringbool().optional(),
  from: Day.optional(),
  to: Day.optional(),
};

export const listSheets = defineEndpoint({
  name: 'listSheets',
  method: 'GET',
  path: '/sheets',
  summary: 'Sheets that the caller may see, newest first; `sort`: issuedOn, replyBy, number, colour, each also with -',
  tag,
  query: ListQuery.extend(filters),
  reply: listOf(SheetRow),
});
export const readSheet = defineEndpoint({
  name: 'readSheet',
  method: 'GET',
  path: '/sheets/{id}',
  summary: 'One sheet with its whole story and the facts of its day of issue',
  tag,
  params: IdParams,
  reply: Sheet,
});
export const replyToSheet = defineEndpoint({
  name: 'replyToSheet',
  method: 'POST',
  path: '/sheets/{id}/reply',
  summary: 'Answer with cause and countermeasure; both also explain an open stay in red',
  tag,
  version: 'optional',
  params: IdParams,
  body: z.object({
    cause: Text.min(1).max(4000),
    countermeasure: Text.min(1).max(4000),
    causeCategory: CauseCategory.default('other'),
    reply: Text.max(8000).optional(),
  }),
  reply: Sheet,
});
export const judgeSheet = defineEndpoint({
  name: 'judgeSheet',
  method: 'POST',
  path: '/sheets/{id}/verdict',
  summary: 'Pass an answer, which closes the sheet, or return it, which starts the limit anew',
  tag,
  version: 'optional',
  params: IdParams,
  body: z.object({ verdict: SheetVerdict, reason: Text.max(4000).optional() }),
  reply: Sheet,
});
export const voidSheet = defineEndpoint({
  name: 'voidSheet',
  method: 'POST',
  path: '/sheets/{id}/void',
  summary: 'Take a sheet back; its number stays visible and is never given again',
  tag,
  version: 'optional',
  params: IdParams,
  body: z.object({ reason: Text.min(1).max(4000) }),
  reply: Sheet,
});
export const exportSheets = defineEndpoint({
  name: 'exportSheets',
  method: 'GET',
  path: '/exports/sheets.{format}',
  summary: 'The same list as a workbook or as delimited text, in the language asked for',
  tag,
  params: z.object({ format: z.enum(['xlsx', 'csv']) }),
  query: z.object(filters),
  reply: z.any().meta({ description: 'An .xlsx workbook or text in UTF-8' }),
});

export const sheetEndpoints = [listSheets, readSheet, replyToSheet, judgeSheet, voidSheet, exportSheets] as const;
