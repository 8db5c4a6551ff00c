// The focus list over HTTP: the few items that a cycle's meeting must discuss, why each stands there, and what was decided.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams, Instant, Text } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { Horizon, ItemState, LightColour, RatedLight, StepState, UnitBrief, Why } from '../linkage/item.contract.ts';

const tag = 'promotion';
export const ScorePartName = z.enum(['weight', 'gap', 'light', 'waiting', 'days']);
/** points = 100 x weight x input, exact; the score is their sum, rounded half up to two decimals. */
export const ScorePart = z.object({
  name: ScorePartName,
  /** 0..1, rounded to four decimals. */
  input: z.number(),
  /** The part's share of the formula. */
  weight: z.number(),
  /** Rounded to two decimals for the eye; the sum is taken before rounding. */
  points: z.number(),
  /** What the input was made of. */
  facts: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
});
export const FocusItem = z.object({
  id: Id,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  horizon: Horizon,
  level: z.number().int(),
  state: ItemState,
  leadUnit: UnitBrief,
  responsiblePerson: PersonBrief,
  due: Day,
  verified: z.number().nullable(),
  reported: z.number().nullable(),
  planned: z.number().nullable(),
  light: LightColour,
  worstBelow: RatedLight.nullable(),
  why: z.array(Why),
  strip: z.array(StepState),
});
export const FocusPin = z.object({ by: PersonBrief, reason: z.string().nullable(), at: Instant });
export const FocusDecision = z.object({
  id: Id,
  text: z.string().nullable(),
  by: PersonBrief,
  at: Instant,
});
export const FocusEntry = z.object({
  item: FocusItem,
  /** The place among what the caller sees of the list. */
  rank: z.number().int(),
  /** Null for an item that is pinned and neither yellow, orange nor red. */
  score: z.number().nullable(),
  parts: z.array(ScorePart),
  /** Among the first by score; else only pinned. */
  byScore: z.boolean(),
  pinned: z.array(FocusPin),
  /** Cycles of this kind, this one included, in which it has stood on the list without a break. */
  runs: z.number().int(),
  /** Something was decided on it since it stood on the list before. */
  decisionBetween: z.boolean(),
  /** On the list twice running without a decision between. */
  flagged: z.boolean(),
  decisions: z.array(FocusDecision),
  abilities: Abilities,
});
export const FocusList = z.object({
  cycleId: Id,
  /** False: as it stood at the freeze. */
  live: z.boolean(),
  /** The day of the figures. */
  on: Day,
  length: z.number().int(),
  horizons: z.array(Horizon),
  items: z.array(FocusEntry),
  nextCursor: z.null(),
  abilities: Abilities,
});

export const readFocus = defineEndpoint({
  name: 'readFocus',
  method: 'GET',
  path: '/cycles/{id}/focus',
  summary: 'The focus list of a cycle with every score explained; of a frozen one as it stood',
  tag,
  params: IdParams,
  reply: FocusList,
});
export const pinToFocus = defineEndpoint({
  name: 'pinToFocus',
  method: 'POST',
  path: '/cycles/{id}/focus/pins',
  summary: 'Put an item on the focus list of an open cycle, with a reason; leaders and the office',
  tag,
  params: IdParams,
  body: z.object({ itemId: Id, reason: Text.min(1).max(2000) }),
  reply: FocusList,
});
export const unpinFromFocus = defineEndpoint({
  name: 'unpinFromFocus',
  method: 'DELETE',
  path: '/cycles/{id}/focus/pins/{itemId}',
  summary: 'Take back one’s own pin; the office takes back all',
  tag,
  params: IdParams.extend({ itemId: Id }),
  reply: FocusList,
});
export const decideOnFocus = defineEndpoint({
  name: 'decideOnFocus',
  method: 'POST',
  path: '/cycles/{id}/focus/{itemId}/decision',
  summary: 'Record what was decided on an item of the focus list',
  tag,
  params: IdParams.extend({ itemId: Id }),
  body: z.object({ text: Text.min(1).max(4000) }),
  reply: FocusList,
});
