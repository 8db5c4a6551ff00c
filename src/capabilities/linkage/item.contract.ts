// What an item is to the outside: its fields, values, nodes and indicators, as read and as written.
import { z } from 'zod';
import { Abilities, AsOf, Day, Id, Instant, Name, Percentage, Text, Weight } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';

export const Horizon = z.enum(['five_year', 'mid_term', 'annual', 'task']);
export const ItemState = z.enum([
  'draft',
  'registered',
  'assigned',
  'in_progress',
  'suspended',
  'closed',
  'archived',
  'cancelled',
]);
export const LightColour = z.enum(['grey', 'green', 'yellow', 'orange', 'red', 'blue', 'teal']);
export const RatedLight = z.enum(['green', 'yellow', 'orange', 'red']);
export const Frequency = z.enum(['week', 'month', 'quarter']);
export const Source = z.enum(['plan', 'meeting', 'instruction', 'superior_document', 'proposal']);
export const StepState = z.enum(['none', 'reported', 'accepted', 'waiting', 'late', 'gap']);
/** Whether what the nodes that are near need is there; null while nothing is asked. */
export const ReadinessWord = z.enum(['asked', 'unmet', 'ready']);
export const Polarity = z.enum(['up', 'down', 'band']);
export const CombinationRule = z.enum(['sum', 'mean', 'max', 'min', 'none']);

export const UnitBrief = z.object({ id: Id, code: z.string(), name: z.string(), nameEn: z.string().nullable() });
export const Why = z.object({ rule: z.string(), light: LightColour, inputs: z.record(z.string(), z.json()) });
export const Light = z.object({
  computed: LightColour,
  selfRated: RatedLight.nullable(),
  gatekeeper: RatedLight.nullable(),
  worstBelow: RatedLight.nullable(),
  /** Two or more steps between any two of the three. */
  disagrees: z.boolean(),
  why: z.array(Why),
});
export const Progress = z.object({
  planned: Percentage.nullable(),
  reported: Percentage.nullable(),
  verified: Percentage.nullable(),
  /** Verified with what waits at the gate in time. */
  waiting: Percentage.nullable(),
  reportedChildren: z.number().int(),
  children: z.number().int(),
});

export const NodeState = z.enum(['planned', 'claimed', 'verified']);
export const Node = z.object({
  id: Id,
  title: z.string(),
  titleEn: z.string().nullable(),
  date: Day,
  originalDate: Day,
  weight: z.number(),
  state: NodeState,
  doneOn: Day.nullable(),
});
export const Reading = z.object({
  id: Id,
  date: Day,
  value: z.number(),
  evidenceIds: z.array(Id),
  verified: z.boolean(),
});
export const Indicator = z.object({
  id: Id,
  code: z.string().nullable(),
  name: z.string(),
  nameEn: z.string().nullable(),
  unit: z.string(),
  base: z.number().nullable(),
  commit: z.number().nullable(),
  target: z.number().nullable(),
  challenge: z.number().nullable(),
  bandLow: z.number().nullable(),
  bandHigh: z.number().nullable(),
  polarity: Polarity,
  rule: CombinationRule,
  parentIndicatorId: Id.nullable(),
  /** The latest verified reading, else the combination of the children's. */
  actual: z.number().nullable(),
  /** 0..1.2 */
  attainment: z.number().nullable(),
  /** On an indicator that is handed down: target less what the children carry; falling ones mirrored. */
  gap: z.number().nullable(),
  /** What the children's targets make by the rule; null for `none` and where nobody carries it. */
  combined: z.number().nullable(),
  /** How many indicators of children carry it. */
  carriers: z.number().int(),
  /** Of an item that units share: each unit's part, which together make the whole. */
  byUnit: z
    .array(z.object({ unitId: Id, share: z.number(), target: z.number().nullable(), actual: z.number().nullable() }))
    .optional(),
  readings: z.array(Reading),
});

export const CoUnit = z.object({ unitId: Id, share: z.number(), personId: Id.nullable() });
/** A row of any list of items. Texts are null on a placeholder that the reader may not open. */
export const ItemRow = z.object({
  id: Id,
  code: z.string().nullable(),
  version: z.number().int(),
  state: ItemState,
  level: z.number().int(),
  horizon: Horizon,
  parentId: Id.nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  requirement: z.string().nullable(),
  requirementEn: z.string().nullable(),
  standard: z.string().nullable(),
  standardEn: z.string().nullable(),
  sectorId: Id.nullable(),
  disciplineId: Id.nullable(),
  leadUnitId: Id,
  leadUnit: UnitBrief,
  leadShare: z.number(),
  coUnits: z.array(CoUnit),
  responsiblePersonId: Id,
  responsiblePerson: PersonBrief,
  interim: z.boolean(),
  leaderInChargeId: Id.nullable(),
  supervisorId: Id.nullable(),
  source: Source,
  priority: z.number().int(),
  weight: Weight.nullable(),
  ownNodesWeight: z.number().nullable(),
  resources: z.string().nullable(),
  plannedMinutes: z.number().int().nullable(),
  start: Day,
  due: Day,
  originalDue: Day.nullable(),
  approvedDue: Day,
  finishedOn: Day.nullable(),
  frequency: Frequency.nullable(),
  placeholder: z.boolean(),
  tags: z.array(z.string()),
  registeredOn: Day.nullable(),
  assignedOn: Day.nullable(),
  acceptBy: Day.nullable(),
  acceptedOn: Day.nullable(),
  gapReason: z.string().nullable(),
  progress: Progress,
  light: Light,
  coverage: Percentage.nullable(),
  readiness: ReadinessWord.nullable(),
  /** Its progress is set by hand: GET /items/{id}/override says by whom, why and until when. */
  overridden: z.boolean(),
  /** One a level: what the chain above and the subtree below did. */
  strip: z.array(StepState),
  /** The day that the values speak of; earlier than today while the midnight work is under way. */
  valuesOf: Day.nullable(),
});
export const PendingSubmission = z.object({
  id: Id,
  kind: z.string(),
  submittedOn: Day,
  waitsFor: PersonBrief.nullable(),
  due: Day.nullable(),
});
/** A dated note of a verdict, to be verified before the item closes; the other conditions are nodes of weight 0. */
export const ItemCondition = z.object({
  submissionId: Id,
  /** Its place among the conditions of that submission. */
  n: z.number().int(),
  title: z.string(),
  titleEn: z.string().nullable(),
  date: Day,
  setBy: PersonBrief,
  verifiedOn: Day.nullable(),
  verifiedBy: PersonBrief.nullable(),
  /** Its day is over and nobody has verified it. */
  overdue: z.boolean(),
});
export const OpenSheet = z.object({
  id: Id,
  colour: z.enum(['yellow', 'orange', 'red']),
  /** Null for a notice without paper. */
  number: z.string().nullable(),
  state: z.enum(['open', 'replied']),
  replyBy: Day,
});
export const Item = ItemRow.extend({
  /** By which its end is judged: the original due, or the one that a request without fault approved. */
  assessedDue: Day,
  /** Since when it sleeps. */
  suspendedOn: Day.nullable(),
  conditions: z.array(ItemCondition),
  nodes: z.array(Node),
  indicators: z.array(Indicator),
  pending: z.array(PendingSubmission),
  /** Open red spell: the cause must be recorded before the light may leave red. */
  red: z.object({ since: Day, cause: z.string().nullable(), countermeasure: z.string().nullable() }).nullable(),
  /** The gravest sheet that still waits for an answer or a verdict, as of now. */
  openSheet: OpenSheet.nullable(),
  abilities: Abilities,
});

const CoUnitBody = z.object({ unitId: Id, share: z.number().gt(0).lt(1).optional(), personId: Id.nullish() });
export const NodeBody = z.object({
  id: Id.optional(),
  title: Name,
  titleEn: Name.nullish(),
  date: Day,
  /** 0 only for what a verdict's condition made. */
  weight: Percentage,
});
/** Kept with four decimals. */
const Figure = z.number().min(-1e12).max(1e12);
export const IndicatorBody = z.object({
  id: Id.optional(),
  code: Text.nullish(),
  name: Text.min(1).max(1000),
  nameEn: Text.min(1).max(1000).nullish(),
  unit: Text.max(40).optional(),
  base: Figure.nullish(),
  commit: Figure.nullish(),
  target: Figure.nullish(),
  challenge: Figure.nullish(),
  bandLow: Figure.nullish(),
  bandHigh: Figure.nullish(),
  polarity: Polarity.optional(),
  rule: CombinationRule.optional(),
  parentIndicatorId: Id.nullish(),
});
export const LongText = Text.max(20_000);
const itemFields = {
  // a placeholder has none; elsewhere the rules ask for it
  title: Text.max(1000).optional(),
  titleEn: Text.min(1).max(1000).nullish(),
  requirement: LongText.optional(),
  requirementEn: LongText.nullish(),
  standard: LongText.optional(),
  standardEn: LongText.nullish(),
  sectorId: Id.nullish(),
  disciplineId: Id.nullish(),
  leadUnitId: Id,
  coUnits: z.array(CoUnitBody).optional(),
  responsiblePersonId: Id,
  interim: z.boolean().optional(),
  leaderInChargeId: Id.nullish(),
  supervisorId: Id.nullish(),
  source: Source.optional(),
  priority: z.number().int().min(1).max(3).optional(),
  weight: Weight.nullish(),
  resources: Text.max(2000).nullish(),
  plannedMinutes: z.number().int().min(0).max(2_000_000_000).nullish(),
  start: Day,
  due: Day,
  frequency: Frequency.nullish(),
  placeholder: z.boolean().optional(),
  tags: z.array(Text.min(1).max(40)).optional(),
  code: Text.min(1).max(60).optional(),
};
export const NewItem = z.object({
  parentId: Id.nullish(),
  horizon: Horizon,
  level: z.number().int().min(1).max(8),
  ...itemFields,
});
export const ItemPatch = NewItem.partial();

export const Finding = z.object({ code: z.string(), path: z.string(), params: z.record(z.string(), z.json()) });
export const HistoryEvent = z.object({
  id: Id,
  at: Instant,
  actorId: Id.nullable(),
  actor: PersonBrief.nullable(),
  onBehalfOf: Id.nullable(),
  act: z.string(),
  objectKind: z.string(),
  objectId: Id,
  before: z.json().nullable(),
  after: z.json().nullable(),
  reason: z.string().nullable(),
  requestId: z.string().nullable(),
  sequence: z.number().int().nullable(),
  hash: z.string().nullable(),
});

export const asOf = { asOf: AsOf.optional() };
/** A filter that may be repeated or parted by commas. */
export const many = (value: z.ZodType) =>
  z.preprocess((v) => (v === undefined || Array.isArray(v) ? v : String(v).split(',')), z.array(value).optional());
export const ItemFilters = {
  q: Text.optional(),
  state: many(ItemState) as z.ZodType<z.infer<typeof ItemState>[] | undefined>,
  light: many(LightColour) as z.ZodType<z.infer<typeof LightColour>[] | undefined>,
  level: z.coerce.number().int().optional(),
  horizon: Horizon.optional(),
  parentId: z.union([Id, z.literal('none')]).optional(),
  sectorId: Id.optional(),
  disciplineId: Id.optional(),
  leadUnitId: Id.optional(),
  responsiblePersonId: Id.optional(),
  code: Text.optional(),
  troubled: z.stringbool().optional(),
  overdue: z.stringbool().optional(),
};
