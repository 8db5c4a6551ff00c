// The X-matrix of a plan over HTTP: goals, objectives, key works, indicators and units, and every link of the data between them.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Id, Percentage } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { Horizon, ItemState, LightColour, Polarity, UnitBrief } from '../linkage/item.contract.ts';

export const Arm = z.enum(['goal', 'objective', 'work']);
export const MatrixRow = z.object({
  id: Id,
  arm: Arm,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  horizon: Horizon,
  state: ItemState,
  sectorId: Id.nullable(),
  personId: Id,
  weight: z.number().nullable(),
  verified: Percentage.nullable(),
  light: LightColour,
});
/** An indicator that is not handed down from another one of the matrix. */
export const MatrixIndicator = z.object({
  id: Id,
  itemId: Id,
  code: z.string().nullable(),
  name: z.string(),
  nameEn: z.string().nullable(),
  unit: z.string(),
  base: z.number().nullable(),
  target: z.number().nullable(),
  polarity: Polarity,
});
export const LinkCorner = z.enum(['goal_objective', 'objective_work', 'work_indicator', 'goal_indicator', 'work_unit']);
/** Strong: by the tree, by handing down, by leading. Weak: by a support link, by leading a part, by helping. */
export const LinkStrength = z.enum(['strong', 'part', 'weak']);
export const LinkEnd = z.object({
  id: Id,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
});
export const MatrixReason = z.object({
  kind: z.enum(['parent', 'ancestor', 'own', 'handed_down', 'support', 'lead', 'part', 'co']),
  /** The weight of a child in its parent, the share of a unit in percent. */
  weight: z.number().nullable(),
  from: LinkEnd.nullable(),
  to: LinkEnd.nullable(),
});
/** A mark of a corner; `upper` is the longer-lasting side (or the item of a unit), `lower` the other. */
export const MatrixMark = z.object({
  corner: LinkCorner,
  upper: z.string(),
  lower: z.string(),
  strength: LinkStrength,
  reasons: z.array(MatrixReason),
});
export const XMatrix = z.object({
  year: z.number().int(),
  rootId: Id.nullable(),
  rows: z.array(MatrixRow),
  indicators: z.array(MatrixIndicator),
  units: z.array(UnitBrief),
  people: z.array(PersonBrief),
  marks: z.array(MatrixMark),
  /** What may be chosen: the plan's goals, its sectors and its years. */
  goals: z.array(LinkEnd),
  sectors: z.array(z.object({ id: Id, name: z.string(), nameEn: z.string().nullable() })),
  years: z.array(z.number().int()),
  /** Key works of the year in all; those beyond the limit are left out. */
  works: z.number().int(),
});
export const readXMatrix = defineEndpoint({
  name: 'readXMatrix',
  method: 'GET',
  path: '/x-matrix',
  summary:
    'The X-matrix of a plan, or of one goal: what serves what, by the tree, by support links, by indicators, by units',
  tag: 'progress',
  query: z.object({
    rootId: Id.optional(),
    year: z.coerce.number().int().min(1900).max(2200).optional(),
    sectorId: Id.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  reply: XMatrix,
});
