// The decomposition as a sheet of rows: from the server's draft, through the writer's hands, back into one body.
import type { z } from 'zod';
import type { Decomposition, DecompositionBody } from '../../decomposition.contract.ts';
import { type CoUnit, shareTrouble } from './coUnitShares.ts';

export type Draft = z.output<typeof Decomposition>;
export type Body = z.input<typeof DecompositionBody>;
type Child = Draft['children'][number];
export type ChildBody = Body['children'][number];
export type Horizon = Child['horizon'];

export interface Brief {
  id: string;
  name: string;
  nameEn: string | null;
}

/** An indicator as it is written; what the children make of it is computed here as they are typed. */
type IndicatorFields = Omit<Draft['indicators'][number], 'id' | 'gap' | 'combined' | 'carriers'>;
export type SheetIndicator = IndicatorFields & { key: string; id: string | null };

/** An indicator of a child: what it carries of the item's own, or one that it has for itself. */
export interface RowIndicator {
  id: string | null;
  /** The key of the item's indicator that it carries; null for one of the child's own. */
  parentKey: string | null;
  target: number | null;
  bandLow: number | null;
  bandHigh: number | null;
  /** What the server holds besides; null until stored, then name, unit, base and direction come from above. */
  kept: Omit<IndicatorFields, 'target' | 'bandLow' | 'bandHigh'> | null;
}

export interface SheetRow {
  /** Stays the same while the row is on the sheet, saved or not. */
  key: string;
  id: string | null;
  code: string | null;
  state: Child['state'];
  title: string;
  titleEn: string;
  weight: number | null;
  unit: Brief | null;
  person: Brief | null;
  start: string | null;
  due: string | null;
  level: number;
  horizon: Horizon;
  requirement: string;
  requirementEn: string;
  standard: string;
  standardEn: string;
  disciplineId: string | null;
  priority: number;
  plannedMinutes: number | null;
  frequency: Child['frequency'];
  placeholder: boolean;
  coUnits: readonly CoUnit[];
  indicators: readonly RowIndicator[];
  /** Pasted names that nobody was found for; kept as they were written. */
  unknownUnit: string | null;
  unknownPerson: string | null;
  /** Fields of a standing child that would change when this passes. */
  changes: readonly string[];
  /** What the server holds besides, sent back as it came. */
  kept: Pick<ChildBody, 'sectorId' | 'leaderInChargeId' | 'supervisorId' | 'source' | 'resources' | 'tags' | 'interim'>;
}

export interface SheetNode {
  key: string;
  id: string | null;
  title: string;
  titleEn: string;
  date: string | null;
  weight: number | null;
  state: Draft['nodes'][number]['state'];
}

export interface Sheet {
  rows: readonly SheetRow[];
  nodes: readonly SheetNode[];
  indicators: readonly SheetIndicator[];
  ownNodesWeight: number | null;
  gapReason: string;
}

/** What binds the children: the item's own level, horizon and dates. */
export interface Bounds {
  level: number;
  horizon: Horizon;
  start: string;
  due: string;
  levels: number;
}

/** Keys outlive a reload in the kept draft, so they are random rather than counted. */
export const freshRowKey = (): string => `new-${Array.from(crypto.getRandomValues(new Uint32Array(2))).join('-')}`;

/** The children's targets name their indicator by its id before the server has stored it, so a new one brings an id. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, at) => {
    const part = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
    return part.toString(16).padStart(2, '0');
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const rowIndicatorsOf = (child: Child, own: ReadonlySet<string>): RowIndicator[] =>
  child.indicators.map(({ id, target, bandLow, bandHigh, ...kept }) => ({
    id,
    parentKey: kept.parentIndicatorId && own.has(kept.parentIndicatorId) ? kept.parentIndicatorId : null,
    target: target ?? null,
    bandLow: bandLow ?? null,
    bandHigh: bandHigh ?? null,
    kept,
  }));

function rowOf(child: Child, own: ReadonlySet<string>): SheetRow {
  const { sectorId, leaderInChargeId, supervisorId, source, resources, tags, interim } = child;
  return {
    key: child.id,
    id: child.id,
    code: child.code,
    state: child.state,
    title: child.title ?? '',
    titleEn: child.titleEn ?? '',
    weight: child.weight,
    unit: { id: child.leadUnit.id, name: child.leadUnit.name, nameEn: child.leadUnit.nameEn },
    person: child.responsiblePerson,
    start: child.start,
    due: child.due,
    level: child.level,
    horizon: child.horizon,
    requirement: child.requirement ?? '',
    requirementEn: child.requirementEn ?? '',
    standard: child.standard ?? '',
    standardEn: child.standardEn ?? '',
    disciplineId: child.disciplineId,
    priority: child.priority,
    plannedMinutes: child.plannedMinutes,
    frequency: child.frequency,
    placeholder: child.placeholder,
    coUnits: child.coUnits.map((one) => ({ key: one.unitId, ...one })),
    indicators: rowIndicatorsOf(child, own),
    unknownUnit: null,
    unknownPerson: null,
    changes: child.changes,
    kept: { sectorId, leaderInChargeId, supervisorId, source, resources, tags, interim },
  };
}

const ownIds = (draft: Pick<Draft, 'indicators'>) => new Set(draft.indicators.map((one) => one.id));

export const sheetOf = (draft: Draft): Sheet => ({
  rows: draft.children.map((child) => rowOf(child, ownIds(draft))),
  nodes: draft.nodes.map((node) => ({
    key: node.id,
    id: node.id,
    title: node.title,
    titleEn: node.titleEn ?? '',
    date: node.date,
    weight: node.weight,
    state: node.state,
  })),
  indicators: draft.indicators.map(({ gap: _gap, combined: _combined, carriers: _carriers, ...indicator }) => ({
    ...indicator,
    key: indicator.id,
  })),
  ownNodesWeight: draft.ownNodesWeight,
  gapReason: draft.gapReason ?? '',
});

const shorter: Record<Horizon, Horizon> = {
  five_year: 'mid_term',
  mid_term: 'annual',
  annual: 'task',
  task: 'task',
};

export function newRow(bounds: Bounds): SheetRow {
  return {
    key: freshRowKey(),
    id: null,
    code: null,
    state: 'draft',
    title: '',
    titleEn: '',
    weight: null,
    unit: null,
    person: null,
    start: bounds.start,
    due: bounds.due,
    level: Math.min(bounds.level + 1, bounds.levels),
    horizon: shorter[bounds.horizon],
    requirement: '',
    requirementEn: '',
    standard: '',
    standardEn: '',
    disciplineId: null,
    priority: 2,
    plannedMinutes: null,
    frequency: null,
    placeholder: false,
    coUnits: [],
    indicators: [],
    unknownUnit: null,
    unknownPerson: null,
    changes: [],
    kept: {},
  };
}

/** A standing child keeps what only a request of its own may change. */
export const isStanding = (row: Pick<SheetRow, 'state'>): boolean => row.state !== 'draft';
const fixedWhenStanding: readonly (keyof SheetRow)[] = [
  'unit',
  'person',
  'start',
  'due',
  'level',
  'horizon',
  'coUnits',
];
export const isFixed = (row: SheetRow, field: keyof SheetRow): boolean =>
  isStanding(row) && fixedWhenStanding.includes(field);

export type NeededField = 'title' | 'unit' | 'person' | 'start' | 'due' | 'coUnits';

/** What a row lacks before the server can take it. A weight may still be missing in a draft. */
export function lacks(row: SheetRow): NeededField[] {
  const missing: NeededField[] = [];
  if (!row.placeholder && !row.title.trim()) missing.push('title');
  if (!row.unit) missing.push('unit');
  if (!row.person) missing.push('person');
  if (!row.start) missing.push('start');
  if (!row.due) missing.push('due');
  if (shareTrouble(row.unit?.id ?? null, row.coUnits) !== null) missing.push('coUnits');
  return missing;
}

export const totalOf = (weights: readonly (number | null)[]): number =>
  weights.reduce<number>((sum, weight) => sum + Math.round((weight ?? 0) * 100), 0) / 100;
