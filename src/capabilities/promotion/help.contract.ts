// Help over HTTP: what somebody asks of a superior or another unit, who was asked by when, and what was answered.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams, Instant, ListQuery, listOf, Text } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { LightColour, UnitBrief } from '../linkage/item.contract.ts';

const tag = 'promotion';
export const HelpState = z.enum(['open', 'answered', 'declined', 'withdrawn']);
/** named: by the asker; unit_head: of the unit that was asked; next_above: nobody was named; climbed: those before let it pass. */
export const AskedWhy = z.enum(['named', 'unit_head', 'next_above', 'climbed']);

export const HelpAddressee = z.object({
  person: PersonBrief,
  /** The rank of the level at which the person stands today; null without a post. */
  level: z.number().int().nullable(),
  why: AskedWhy,
  from: Day,
  replyBy: Day,
  /** The day on which it went on to the next; null while it rests here. */
  passedOn: Day.nullable(),
  /** Working days after the limit, until the answer or today. */
  daysLate: z.number().int(),
});
/** The item as its readers see it; null where the caller was asked and does not see it. */
export const HelpItem = z.object({
  id: Id,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  level: z.number().int(),
  light: LightColour,
});
export const HelpRequest = z.object({
  id: Id,
  version: z.number().int(),
  state: HelpState,
  itemId: Id.nullable(),
  item: HelpItem.nullable(),
  asker: PersonBrief,
  askerUnit: UnitBrief.nullable(),
  /** The unit that was asked; null where a person was. */
  unit: UnitBrief.nullable(),
  /** Null on a placeholder, which stores no text. */
  asks: z.string().nullable(),
  wanted: z.string().nullable(),
  neededBy: Day.nullable(),
  fromReportId: Id.nullable(),
  createdAt: Instant,
  createdOn: Day,
  /** Where it rests now, or rested when it ended. */
  addressee: PersonBrief,
  replyBy: Day,
  overdue: z.boolean(),
  /** Working days after the first limit, until the answer or today: how long somebody waited longer than the rule allows. */
  daysLate: z.number().int(),
  /** How often it went on to somebody higher. */
  climbs: z.number().int(),
  addressees: z.array(HelpAddressee),
  answer: z.string().nullable(),
  answeredBy: PersonBrief.nullable(),
  endedOn: Day.nullable(),
  abilities: Abilities,
});

const Words = Text.max(4000);
export const askForHelp = defineEndpoint({
  name: 'askForHelp',
  method: 'POST',
  path: '/help-requests',
  summary: 'Ask a person, the head of a unit, or (nobody named) the next above for help; limit help.limitDays',
  tag,
  status: 201,
  body: z.object({
    itemId: Id.nullish(),
    addresseeId: Id.nullish(),
    unitId: Id.nullish(),
    asks: Words.min(1),
    wanted: Words.nullish(),
    neededBy: Day.nullish(),
    /** A report of the item whose text on help becomes a request; once each. */
    fromReportId: Id.nullish(),
  }),
  reply: HelpRequest,
});
export const listHelpRequests = defineEndpoint({
  name: 'listHelpRequests',
  method: 'GET',
  path: '/help-requests',
  summary: 'Help that I asked for, that I am to answer, or all that I see. sort: replyBy, createdOn, -createdOn',
  tag,
  query: ListQuery.extend({
    mine: z.enum(['asked', 'to_answer', 'all']).default('all'),
    state: HelpState.optional(),
    /** Open and past its limit. */
    overdue: z.stringbool().optional(),
    itemId: Id.optional(),
    /** Asked of this unit or of somebody in it or below it. */
    unitId: Id.optional(),
  }),
  /** With an item: whether the caller may ask for help with it. */
  reply: listOf(HelpRequest).extend({ abilities: Abilities }),
});
export const readHelpRequest = defineEndpoint({
  name: 'readHelpRequest',
  method: 'GET',
  path: '/help-requests/{id}',
  summary: 'One help request with everybody who was asked',
  tag,
  params: IdParams,
  reply: HelpRequest,
});
export const answerHelpRequest = defineEndpoint({
  name: 'answerHelpRequest',
  method: 'POST',
  path: '/help-requests/{id}/answer',
  summary: 'Answer, or decline with a reason; by anybody who was asked',
  tag,
  version: 'optional',
  params: IdParams,
  body: z.object({ verdict: z.enum(['answered', 'declined']), text: Words.nullish(), reason: Words.nullish() }),
  reply: HelpRequest,
});
export const withdrawHelpRequest = defineEndpoint({
  name: 'withdrawHelpRequest',
  method: 'POST',
  path: '/help-requests/{id}/withdraw',
  summary: 'Take a request back that is not needed any more',
  tag,
  version: 'optional',
  params: IdParams,
  reply: HelpRequest,
});
/** Whom a request would go to if nobody is named, before it is sent. */
export const foreseeHelp = defineEndpoint({
  name: 'foreseeHelp',
  method: 'GET',
  path: '/help-requests/foreseen',
  summary: 'Whom a request would reach and until when, before it is sent',
  tag,
  query: z.object({ itemId: Id.optional(), addresseeId: Id.optional(), unitId: Id.optional() }),
  reply: z.object({
    addressee: PersonBrief.nullable(),
    why: AskedWhy,
    replyBy: Day,
    limitDays: z.number().int(),
  }),
});
