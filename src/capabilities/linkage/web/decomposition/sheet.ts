// The decomposition as a sheet of rows: from the server's draft, through the writer's hands, back into one body.
import type { z } from 'zod';
import type { Decomposition, DecompositionBody } from '../../decomposition.contract.ts';

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
  /** Pasted names that nobody was found for; kept as they were written. */
  unknownUnit: string | null;
  unknownPerson: string | null;
  /** Fields of a standing child that would change when this passes. */
  changes: readonly string[];
  /** What the server holds besides, sent back as it came. */
  kept: Pick<
    ChildBody,
    'coUnits' | 'sectorId' | 'leaderInChargeId' | 'supervisorId' | 'source' | 'resources' | 'tags' | 'interim'
  >;
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

type Computed = 'gap' | 'combined' | 'carriers';
export type SheetIndicator = Omit<Draft['indicators'][number], 'id' | Computed> & { key: string; id: string | null };

export interface Sheet {
  rows: readonly SheetRow[];
  nodes: readonly SheetNode[];
  indicators: readonly SheetIndicator[];
  ownNodesWeight: number | null;
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

function rowOf(child: Child): SheetRow {
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
    unknownUnit: null,
    unknownPerson: null,
    changes: child.changes,
    kept: { coUnits: child.coUnits, sectorId, leaderInChargeId, supervisorId, source, resources, tags, interim },
  };
}

export const sheetOf = (draft: Draft): Sheet => ({
  rows: draft.children.map(rowOf),
  nodes: draft.nodes.map((node) => ({
    key: node.id,
    id: node.id,
    title: node.title,
    titleEn: node.titleEn ?? '',
    date: node.date,
    weight: node.weight,
    state: node.state,
  })),
  indicators: draft.indicators.map((indicator) => ({ ...indicator, key: indicator.id })),
  ownNodesWeight: draft.ownNodesWeight,
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
    unknownUnit: null,
    unknownPerson: null,
    changes: [],
    kept: {},
  };
}

/** A standing child keeps what only a request of its own may change. */
export const isStanding = (row: Pick<SheetRow, 'state'>): boolean => row.state !== 'draft';
const fixedWhenStanding: readonly (keyof SheetRow)[] = ['unit', 'person', 'start', 'due', 'level', 'horizon'];
export const isFixed = (row: SheetRow, field: keyof SheetRow): boolean =>
  isStanding(row) && fixedWhenStanding.includes(field);

export type NeededField = 'title' | 'unit' | 'person' | 'start' | 'due';

/** What a row lacks before the server can take it. A weight may still be missing in a draft. */
export function lacks(row: SheetRow): NeededField[] {
  const missing: NeededField[] = [];
  if (!row.placeholder && !row.title.trim()) missing.push('title');
  if (!row.unit) missing.push('unit');
  if (!row.person) missing.push('person');
  if (!row.start) missing.push('start');
  if (!row.due) missing.push('due');
  return missing;
}

export const totalOf = (weights: readonly (number | null)[]): number =>
  weights.reduce<number>((sum, weight) => sum + Math.round((weight ?? 0) * 100), 0) / 100;
