// Delays over HTTP: every limit that was let pass, by whomever it bound, in one list; figures by level and unit, never by person.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Day, Id, ListQuery } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { many, UnitBrief } from '../linkage/item.contract.ts';
import { DELAY_KINDS } from './delay.rules.ts';

const tag = 'promotion';
export const DelayKind = z.enum(DELAY_KINDS);
export const Delay = z.object({
  kind: DelayKind,
  /** What the limit stood on: the item, submission, negotiation, sheet or help request. */
  objectId: Id,
  /** Null where the office as a whole is bound. */
  person: PersonBrief.nullable(),
  unit: UnitBrief.nullable(),
  /** The rank of the level at which the person stands. */
  level: z.number().int().nullable(),
  /** Null where there is none, or the caller does not see it. */
  item: z
    .object({ id: Id, code: z.string().nullable(), title: z.string().nullable(), titleEn: z.string().nullable() })
    .nullable(),
  /** The last day of the limit. */
  due: Day,
  /** Working days after it, until it ended or until today. */
  days: z.number().int(),
  open: z.boolean(),
  endedOn: Day.nullable(),
  /** It is the caller's own. */
  mine: z.boolean(),
});
/** Groups of fewer than five persons merge upwards; the median is null where even the whole has fewer. */
const Figures = z.object({
  delays: z.number().int(),
  open: z.number().int(),
  medianDays: z.number().nullable(),
});
export const Delays = z.object({
  items: z.array(Delay),
  nextCursor: z.string().nullable(),
  total: z.number().int().optional(),
  /** Over everything that the filters leave, on the first page only. */
  whole: Figures.nullable(),
  byKind: z.record(z.string(), z.object({ delays: z.number().int(), open: z.number().int() })).nullable(),
  byLevel: z.array(Figures.extend({ levels: z.array(z.number().int()) })).nullable(),
  byUnit: z.array(Figures.extend({ unit: UnitBrief, withBelow: z.boolean() })).nullable(),
});
export const listDelays = defineEndpoint({
  name: 'listDelays',
  method: 'GET',
  path: '/delays',
  summary:
    'Limits that were let pass, by superiors, departments and gatekeepers as by everybody else; the oldest due first',
  tag,
  query: ListQuery.extend({
    kind: many(DelayKind) as z.ZodType<z.infer<typeof DelayKind>[] | undefined>,
    level: z.coerce.number().int().min(1).max(8).optional(),
    /** Persons of this unit and of those below it. */
    unitId: Id.optional(),
    open: z.stringbool().optional(),
    mine: z.stringbool().optional(),
    itemId: Id.optional(),
    /** Limits that ended on or after this day; without it, since the first day of last year. */
    since: Day.optional(),
  }),
  reply: Delays,
});
