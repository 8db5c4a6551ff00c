// Negotiation over HTTP: a draft opened to those it proposes, proposals in rounds, answers one by one or many at once.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams, Instant, ListQuery, Name, Text, Weight } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { ItemState, LongText, UnitBrief } from './item.contract.ts';

const tag = 'linkage';
export const NegotiationSide = z.enum(['receiver', 'superior']);
export const NegotiationState = z.enum(['open', 'deciding', 'agreed', 'decided']);

/** What can be negotiated; a proposal names only what should differ. */
export const Terms = z.object({
  weight: Weight.optional(),
  targets: z
    .array(z.object({ indicatorId: Id, target: z.number() }))
    .max(200)
    .optional(),
  start: Day.optional(),
  due: Day.optional(),
  responsiblePersonId: Id.optional(),
  title: Text.min(1).max(1000).optional(),
  titleEn: Name.nullish(),
  requirement: LongText.optional(),
  requirementEn: LongText.nullish(),
  standard: LongText.optional(),
  standardEn: LongText.nullish(),
});
/** All terms of an item as it stands. */
export const StandingTerms = z.object({
  weight: z.number().nullable(),
  targets: z.array(z.object({ indicatorId: Id, target: z.number().nullable() })),
  start: Day,
  due: Day,
  responsiblePersonId: Id,
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  requirement: z.string().nullable(),
  requirementEn: z.string().nullable(),
  standard: z.string().nullable(),
  standardEn: z.string().nullable(),
});
export const NegotiationRound = z.object({
  /** Counted along the item, over all its negotiations: what an answer names. */
  n: z.number().int(),
  by: PersonBrief,
  side: NegotiationSide,
  /** `propose` by whoever began, `counter` by whoever answered. */
  what: z.enum(['propose', 'counter']),
  proposal: Terms,
  reason: z.string().nullable(),
  at: Instant,
  /** Last day of the answer to it. */
  replyBy: Day,
});
export const Negotiation = z.object({
  id: Id,
  itemId: Id,
  /** The item's version: what If-Match compares. */
  version: z.number().int(),
  state: NegotiationState,
  /** Whose answer or decision is awaited; null once it is settled. */
  waitsFor: NegotiationSide.nullable(),
  /** The last round, 0 before the first: the n that an answer names. */
  n: z.number().int(),
  item: z.object({
    code: z.string().nullable(),
    title: z.string().nullable(),
    titleEn: z.string().nullable(),
    state: ItemState,
    level: z.number().int(),
    leadUnit: UnitBrief,
    responsiblePerson: PersonBrief,
    parentId: Id.nullable(),
    /** Null where the caller does not see the item above. */
    parent: z
      .object({ title: z.string().nullable(), titleEn: z.string().nullable(), code: z.string().nullable() })
      .nullable(),
  }),
  openedBy: PersonBrief,
  openedOn: Day,
  /** The person proposed as responsible when it was opened. */
  receiver: PersonBrief,
  note: z.string().nullable(),
  /** The terms when it was opened, and those that stand now. */
  proposed: StandingTerms,
  current: StandingTerms,
  rounds: z.array(NegotiationRound),
  replyBy: Day.nullable(),
  overdue: z.boolean(),
  limitPassedOn: Day.nullable(),
  settled: z
    .object({
      what: z.enum(['agreed', 'decided']),
      by: PersonBrief,
      side: NegotiationSide,
      reason: z.string().nullable(),
      on: Day,
      /** The superior went on after a limit that nobody answered. */
      silent: z.boolean(),
      /** The terms agreed or decided, where they differ from those proposed first. */
      outcome: Terms,
      /** Fields in which the item no longer is what was agreed or decided. */
      differs: z.array(z.string()),
      /** The requests that carry the outcome before the gate, where the item was registered already. */
      requestIds: z.array(Id),
    })
    .nullable(),
  indicators: z.array(z.object({ id: Id, name: z.string(), nameEn: z.string().nullable(), unit: z.string() })),
  /** Names for the persons whom proposals name. */
  people: z.array(PersonBrief),
  abilities: Abilities,
});
const Reason = Text.max(4000);
const Negotiations = z.object({
  items: z.array(Negotiation),
  nextCursor: z.string().nullable(),
  total: z.number().int().optional(),
  abilities: Abilities.optional(),
});

export const openDecompositionNegotiation = defineEndpoint({
  name: 'openDecompositionNegotiation',
  method: 'POST',
  path: '/items/{id}/decomposition/negotiation',
  summary: 'Show the drafts of a decomposition, or some of them, to the persons they propose, and ask for their answer',
  tag,
  status: 201,
  params: IdParams,
  body: z.object({ childIds: z.array(Id).min(1).max(2000).optional(), note: Reason.nullish() }).nullish(),
  reply: Negotiations,
});
export const readDecompositionNegotiation = defineEndpoint({
  name: 'readDecompositionNegotiation',
  method: 'GET',
  path: '/items/{id}/decomposition/negotiation',
  summary: 'The latest negotiation of every child of a decomposition',
  tag,
  params: IdParams,
  reply: Negotiations,
});
export const readItemNegotiations = defineEndpoint({
  name: 'readItemNegotiations',
  method: 'GET',
  path: '/items/{id}/negotiations',
  summary: 'Every negotiation of an item with its rounds, the latest first',
  tag,
  params: IdParams,
  reply: Negotiations,
});
export const proposeTerms = defineEndpoint({
  name: 'proposeTerms',
  method: 'POST',
  path: '/items/{id}/negotiations',
  summary: 'Propose other terms: begins a negotiation, or counters what is proposed in the open one',
  tag,
  status: 201,
  version: 'optional',
  params: IdParams,
  body: z.object({ proposal: Terms, reason: Reason.min(1) }),
  reply: Negotiation,
});
const Answer = z.object({
  verdict: z.enum(['agree', 'counter', 'decide']),
  /** counter: what is proposed instead; decide: the superior's own terms, else the last proposal stands. */
  proposal: Terms.optional(),
  reason: Reason.nullish(),
  /** decide: leave the item as it stands, or take what was proposed last (the default without a proposal). */
  keep: z.boolean().optional(),
});
export const replyToTerms = defineEndpoint({
  name: 'replyToTerms',
  method: 'POST',
  path: '/items/{id}/negotiations/{n}/reply',
  summary:
    'Agree, counter, or (the superior, after the limit or the last round) decide; n is the round answered, 0 the opened draft',
  tag,
  version: 'optional',
  params: IdParams.extend({ n: z.coerce.number().int().min(0) }),
  body: Answer,
  reply: Negotiation,
});
export const listNegotiations = defineEndpoint({
  name: 'listNegotiations',
  method: 'GET',
  path: '/negotiations',
  summary: "Negotiations that are mine to answer (or my unit's), that I sent, or that I see",
  tag,
  query: ListQuery.extend({
    queue: z.enum(['mine', 'sent', 'all']).default('mine'),
    /** Items led by this unit or one below it. */
    unitId: Id.optional(),
    state: z.enum(['unsettled', 'settled', 'all']).default('unsettled'),
    /** Only those that wait for the caller's side. */
    waiting: z.stringbool().optional(),
  }),
  reply: Negotiations,
});
export const replyToMany = defineEndpoint({
  name: 'replyToMany',
  method: 'POST',
  path: '/negotiations/replies',
  summary: 'Answer many at once; each row is done or refused by itself, and says which',
  tag,
  body: z.object({
    replies: z
      .array(Answer.extend({ itemId: Id, n: z.number().int().min(0) }))
      .min(1)
      .max(500),
    /** For every row that brings none of its own. */
    reason: Reason.nullish(),
  }),
  reply: z.object({
    done: z.number().int(),
    items: z.array(
      z.object({
        itemId: Id,
        done: z.boolean(),
        negotiation: Negotiation.nullable(),
        refusal: z
          .object({
            code: z.string(),
            /** In the language asked for. */
            detail: z.string(),
            errors: z.array(z.object({ path: z.string(), code: z.string(), detail: z.string() })),
          })
          .nullable(),
      }),
    ),
  }),
});
