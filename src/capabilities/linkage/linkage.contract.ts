// What linkage speaks over HTTP: items, their chain and subtree, the decomposition draft, the acts of the life cycle.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import {
  Abilities,
  AsOf,
  Day,
  Id,
  IdParams,
  Instant,
  ListQuery,
  listOf,
  Name,
  Percentage,
  Text,
  Weight,
} from '../../platform/http/shapes.ts';
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
export const Polarity = z.enum(['up', 'down', 'band']);
export const CombinationRule = z.enum(['sum', 'mean', 'max', 'min', 'none']);

const UnitBrief = z.object({ id: Id, code: z.string(), name: z.string(), nameEn: z.string().nullable() });
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
  /** On an indicator that is handed down: target less what the children carry. */
  gap: z.number().nullable(),
  readings: z.array(Reading),
});

const CoUnit = z.object({ unitId: Id, share: z.number(), personId: Id.nullable() });
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
  readiness: z.string().nullable(),
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
export const Item = ItemRow.extend({
  nodes: z.array(Node),
  indicators: z.array(Indicator),
  pending: z.array(PendingSubmission),
  /** Open red spell: the cause must be recorded before the light may leave red. */
  red: z.object({ since: Day, cause: z.string().nullable(), countermeasure: z.string().nullable() }).nullable(),
  abilities: Abilities,
});

const CoUnitBody = z.object({ unitId: Id, share: z.number().gt(0).lt(1).optional(), personId: Id.nullish() });
const NodeBody = z.object({
  id: Id.optional(),
  title: Name,
  titleEn: Name.nullish(),
  date: Day,
  /** 0 only for what a verdict's condition made. */
  weight: Percentage,
});
const IndicatorBody = z.object({
  id: Id.optional(),
  code: Text.nullish(),
  name: Text.min(1).max(1000),
  nameEn: Text.min(1).max(1000).nullish(),
  unit: Text.max(40).optional(),
  base: z.number().nullish(),
  commit: z.number().nullish(),
  target: z.number().nullish(),
  challenge: z.number().nullish(),
  bandLow: z.number().nullish(),
  bandHigh: z.number().nullish(),
  polarity: Polarity.optional(),
  rule: CombinationRule.optional(),
  parentIndicatorId: Id.nullish(),
});
const LongText = Text.max(20_000);
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
  plannedMinutes: z.number().int().min(0).nullish(),
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
/** A child of the draft: without id a new one, with id a standing child whose fields would change. */
export const DecompositionChild = NewItem.omit({ parentId: true }).extend({ id: Id.optional() });
export const Decomposition = z.object({
  /** The item's version: what If-Match compares. */
  version: z.number().int(),
  itemId: Id,
  children: z.array(ItemRow.extend({ changes: z.array(z.string()) })),
  ownNodesWeight: z.number().nullable(),
  nodes: z.array(NodeBody.extend({ id: Id, state: NodeState, titleEn: z.string().nullable() })),
  indicators: z.array(IndicatorBody.extend({ id: Id })),
  gapReason: z.string().nullable(),
  /** 100 less the weights of the children; null without children. */
  difference: z.number().nullable(),
  nodesDifference: z.number().nullable(),
  submittable: z.boolean(),
  findings: z.array(Finding),
  pendingSubmissionId: Id.nullable(),
  abilities: Abilities,
});
export const DecompositionBody = z.object({
  children: z.array(DecompositionChild).max(2000),
  ownNodesWeight: Percentage.nullish(),
  nodes: z.array(NodeBody).max(200).optional(),
  indicators: z.array(IndicatorBody).max(200).optional(),
  gapReason: LongText.nullish(),
});

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

const asOf = { asOf: AsOf.optional() };
const many = (value: z.ZodType) =>
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

const tag = 'linkage';
export const createItem = defineEndpoint({
  name: 'createItem',
  method: 'POST',
  path: '/items',
  summary: 'Draft an item',
  tag,
  status: 201,
  body: NewItem,
  reply: Item,
});
export const changeItem = defineEndpoint({
  name: 'changeItem',
  method: 'PATCH',
  path: '/items/{id}',
  summary: 'Change a draft',
  tag,
  version: 'optional',
  params: IdParams,
  body: ItemPatch,
  reply: Item,
});
export const deleteItem = defineEndpoint({
  name: 'deleteItem',
  method: 'DELETE',
  path: '/items/{id}',
  summary: 'Drop a draft',
  tag,
  status: 204,
  version: 'optional',
  params: IdParams,
  reply: z.null(),
});
export const listItems = defineEndpoint({
  name: 'listItems',
  method: 'GET',
  path: '/items',
  summary: 'Items that the caller may see',
  tag,
  query: ListQuery.extend({ ...asOf, ...ItemFilters }),
  reply: listOf(ItemRow),
});
export const readItem = defineEndpoint({
  name: 'readItem',
  method: 'GET',
  path: '/items/{id}',
  summary: 'One item',
  tag,
  params: IdParams,
  query: z.object(asOf),
  reply: Item,
});
export const readChain = defineEndpoint({
  name: 'readChain',
  method: 'GET',
  path: '/items/{id}/chain',
  summary: 'From the root down to the item',
  tag,
  params: IdParams,
  query: z.object(asOf),
  reply: listOf(ItemRow),
});
export const readChildren = defineEndpoint({
  name: 'readChildren',
  method: 'GET',
  path: '/items/{id}/children',
  summary: 'The children of an item',
  tag,
  params: IdParams,
  query: ListQuery.extend(asOf),
  reply: listOf(ItemRow),
});
export const readSubtree = defineEndpoint({
  name: 'readSubtree',
  method: 'GET',
  path: '/items/{id}/subtree',
  summary: 'An item and everything below it',
  tag,
  params: IdParams,
  query: ListQuery.extend(asOf),
  reply: listOf(ItemRow),
});
export const readHistory = defineEndpoint({
  name: 'readHistory',
  method: 'GET',
  path: '/items/{id}/history',
  summary: 'What happened, newest first',
  tag,
  params: IdParams,
  query: ListQuery,
  reply: listOf(HistoryEvent),
});
export const readFindings = defineEndpoint({
  name: 'readFindings',
  method: 'GET',
  path: '/items/{id}/findings',
  summary: 'What does not add up here',
  tag,
  params: IdParams,
  query: ListQuery,
  reply: listOf(Finding),
});

export const readDecomposition = defineEndpoint({
  name: 'readDecomposition',
  method: 'GET',
  path: '/items/{id}/decomposition',
  summary: 'The decomposition draft',
  tag,
  params: IdParams,
  reply: Decomposition,
});
export const writeDecomposition = defineEndpoint({
  name: 'writeDecomposition',
  method: 'PUT',
  path: '/items/{id}/decomposition',
  summary: 'Write the decomposition draft as a whole',
  tag,
  version: 'required',
  params: IdParams,
  body: DecompositionBody,
  reply: Decomposition,
});
export const normaliseDecomposition = defineEndpoint({
  name: 'normaliseDecomposition',
  method: 'POST',
  path: '/items/{id}/decomposition/normalise',
  summary: 'Make the weights total 100.00 by largest remainder',
  tag,
  version: 'optional',
  params: IdParams,
  reply: Decomposition,
});

const act = <const N extends string, const A extends string>(name: N, verb: A, summary: string) =>
  defineEndpoint({
    name,
    method: 'POST',
    path: `/items/{id}/${verb}`,
    summary,
    tag,
    version: 'optional',
    params: IdParams,
    reply: Item,
  });
export const registerItem = act('registerItem', 'register', 'Register a root: it gets its code, and its due is fixed');
export const assignItem = defineEndpoint({
  name: 'assignItem',
  method: 'POST',
  path: '/items/{id}/assign',
  summary: 'Assign to the responsible person, with the subtree if asked',
  tag,
  version: 'optional',
  params: IdParams,
  body: z.object({ subtree: z.boolean().optional(), note: Text.max(4000).nullish() }).nullish(),
  reply: Item,
});
export const acceptItem = act('acceptItem', 'accept', 'Sign for the item');
export const returnItem = defineEndpoint({
  name: 'returnItem',
  method: 'POST',
  path: '/items/{id}/return',
  summary: 'Send the item back with a reason',
  tag,
  version: 'optional',
  params: IdParams,
  body: z.object({ reason: Text.min(1).max(4000) }),
  reply: Item,
});
export const archiveItem = act('archiveItem', 'archive', 'Archive a closed item');

/** Light rows of the whole board: what one screen of thousands needs and no more. */
export const BoardRow = z.object({
  id: Id,
  parentId: Id.nullable(),
  code: z.string().nullable(),
  level: z.number().int(),
  horizon: Horizon,
  state: ItemState,
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  sectorId: Id.nullable(),
  leadUnitId: Id,
  responsiblePersonId: Id,
  weight: z.number().nullable(),
  start: Day,
  due: Day,
  verified: z.number().nullable(),
  reported: z.number().nullable(),
  planned: z.number().nullable(),
  coverage: z.number().nullable(),
  light: LightColour,
  worstBelow: RatedLight.nullable(),
  strip: z.array(StepState),
});
export const Board = z.object({
  asOf: Day,
  items: z.array(BoardRow),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
  units: z.array(UnitBrief),
  people: z.array(PersonBrief),
  sectors: z.array(z.object({ id: Id, name: z.string(), nameEn: z.string().nullable() })),
  summary: z.object({
    keyWorks: z.number().int(),
    items: z.number().int(),
    coverage: z.number().nullable(),
    owed: z.number().int(),
    reported: z.number().int(),
    lights: z.record(z.string(), z.number().int()),
  }),
});
export const readBoard = defineEndpoint({
  name: 'readBoard',
  method: 'GET',
  path: '/board',
  summary: 'One chessboard: every item that the caller may see, light rows, parents before children',
  tag,
  query: z.object({
    ...asOf,
    ...ItemFilters,
    limit: z.coerce.number().int().min(1).max(20_000).default(5000),
    cursor: z.string().optional(),
  }),
  reply: Board,
});

export const WorkKind = z.enum([
  'sign',
  'assign',
  'decompose',
  'review',
  'report',
  'node',
  'close_out',
  'returned',
  'cause',
  'confirm',
]);
export const WorkRow = z.object({
  kind: WorkKind,
  itemId: Id.nullable(),
  submissionId: Id.nullable(),
  /** What the act is on: the item's code and title, or the grant's words. */
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  submissionKind: z.string().nullable(),
  due: Day.nullable(),
  overdue: z.boolean(),
  /** How many other people wait for this act. */
  blocks: z.number().int(),
  light: LightColour.nullable(),
  strip: z.array(StepState),
  abilities: Abilities,
});
export const Workbench = z.object({
  today: Day,
  items: z.array(WorkRow),
  counts: z.record(z.string(), z.number().int()),
  mine: z.array(ItemRow),
});
export const readWorkbench = defineEndpoint({
  name: 'readWorkbench',
  method: 'GET',
  path: '/workbench',
  summary: 'What I must do now, most urgent first; then the items that I answer for',
  tag,
  reply: Workbench,
});

export const linkageEndpoints = [
  createItem,
  changeItem,
  deleteItem,
  listItems,
  readItem,
  readChain,
  readChildren,
  readSubtree,
  readHistory,
  readFindings,
  readDecomposition,
  writeDecomposition,
  normaliseDecomposition,
  registerItem,
  assignItem,
  acceptItem,
  returnItem,
  archiveItem,
  readBoard,
  readWorkbench,
] as const;
