// The chessboard and the workbench over HTTP: light rows, and what a person must do now.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import {
  asOf,
  Horizon,
  ItemFilters,
  ItemRow,
  ItemState,
  LightColour,
  OpenSheet,
  RatedLight,
  ReadinessWord,
  StepState,
  UnitBrief,
} from './item.contract.ts';

const tag = 'linkage';
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
  readiness: ReadinessWord.nullable(),
  overridden: z.boolean(),
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
  /** The gravest open sheet of those rows that have one; none for other days than today. */
  sheets: z.array(OpenSheet.extend({ itemId: Id })),
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
  // a node of mine is near: is what it needs there?
  'readiness',
  // right below me something is known to be missing for one
  'unready',
  // a value set by hand waits for my signature
  'override',
  // proposed to me or my unit; a counter-proposal to answer; limit or rounds are over: mine to decide
  'negotiate',
  'countered',
  'undecided',
  // a dated note of mine to verify; one on my own item whose day is over
  'condition',
  'unmet_condition',
  // a sheet waits for my answer; an answer to one waits for my verdict
  'sheet_reply',
  'sheet_judge',
  // a request for help waits for my answer
  'help',
  // a cycle that is mine to freeze, review or close
  'cycle',
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
  /** What was said with it: why it came back, or the note of an assignment. */
  reason: z.string().nullable(),
  due: Day.nullable(),
  overdue: z.boolean(),
  /** The node that is asked about, and how much of what it needs is not there. */
  node: z.object({ title: z.string(), titleEn: z.string().nullable(), date: Day, open: z.number().int() }).nullable(),
  sheetId: Id.nullable(),
  helpRequestId: Id.nullable(),
  cycleId: Id.nullable(),
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
