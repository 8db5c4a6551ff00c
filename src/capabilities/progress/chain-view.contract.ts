// The chain view over HTTP: an item's whole way down to persons, where its weight is lost, who is slow and who is silent.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Day, Id, IdParams, Percentage } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { asOf, Horizon, ItemState, LightColour, RatedLight, StepState, UnitBrief } from '../linkage/item.contract.ts';

const Share = z.number().min(0).max(100);
export const LossKind = z.enum(['not_accepted', 'not_carried', 'cancelled']);
export const ChainMarkKind = z.enum([
  'not_accepted',
  'not_assigned',
  'no_report',
  'accepted_late',
  'late_report',
  'gate_overdue',
]);
/** Days are working days beyond the limit; the person is whose turn it is or was. */
export const ChainMark = z.object({
  kind: ChainMarkKind,
  personId: Id.nullable(),
  days: z.number().int(),
  due: Day,
});
export const ChainLine = z.object({
  id: Id,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  level: z.number().int(),
  personId: Id,
});
/** A box of the picture: an item, or, without an id, so many items of one level that the caller does not see. */
export const ChainNode = z.object({
  key: z.string(),
  parentKey: z.string().nullable(),
  id: Id.nullable(),
  level: z.number().int(),
  /** 1, or how many items stand behind a box without an id. */
  count: z.number().int(),
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  horizon: Horizon.nullable(),
  state: ItemState.nullable(),
  unitId: Id.nullable(),
  personId: Id.nullable(),
  /** In percent of the top item's weight, four decimals. */
  share: Share,
  /** What of it ends here, kept or lost. */
  ends: Share,
  loss: LossKind.nullable(),
  lostInAll: Share,
  verified: Percentage.nullable(),
  planned: Percentage.nullable(),
  coverage: Percentage.nullable(),
  light: LightColour.nullable(),
  worstBelow: RatedLight.nullable(),
  marks: z.array(ChainMark),
});
/** Carried = stands + kept; carried + skipped + lost = 100.00. */
export const ChainLevel = z.object({
  level: z.number().int(),
  stands: Share,
  kept: Share,
  skipped: Share,
  lost: z.record(LossKind, Share),
  items: z.number().int(),
  people: z.number().int(),
  silent: z.number().int(),
  slow: z.number().int(),
});
export const Tempo = z.object({
  count: z.number().int(),
  late: z.number().int(),
  /** Working days: signing and deciding from the turn, reporting from the deadline. */
  medianDays: z.number().nullable(),
});
export const TempoRow = z.object({ id: Id, accept: Tempo, report: Tempo, gate: Tempo });
export const ChainView = z.object({
  asOf: Day,
  top: ChainLine.extend({ sectorId: Id.nullable() }),
  /** Whom the caller sees of the line above, from the root down. */
  above: z.array(ChainLine),
  /** What the top item is of its root, in percent. */
  shareOfRoot: Share,
  strip: z.array(StepState),
  carryToRank: z.number().int(),
  levels: z.array(ChainLevel),
  nodes: z.array(ChainNode),
  units: z.array(UnitBrief),
  people: z.array(PersonBrief),
  /** Acts since this day. */
  tempoSince: Day,
  tempoOfPeople: z.array(TempoRow),
  tempoOfUnits: z.array(TempoRow),
});
export const readChainView = defineEndpoint({
  name: 'readChainView',
  method: 'GET',
  path: '/items/{id}/chain-view',
  summary: 'The whole chain of an item down to persons: weight carried and lost by level, who is slow, who is silent',
  tag: 'progress',
  params: IdParams,
  query: z.object(asOf),
  reply: ChainView,
});
