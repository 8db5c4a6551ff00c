// Reads a snapshot, whose shape depends on the kind and on when it was taken: whatever is missing is simply not shown.
import type { Submission } from './reviewQueries.ts';

type Json = Submission['snapshot'];
type Fields = { [key: string]: Json };

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fieldsOf = (value: Json | undefined): Fields => (isFields(value) ? value : {});
export const rowsOf = (value: Json | undefined): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
export const wordsAt = (fields: Fields, key: string): string => {
  const value = fields[key];
  return typeof value === 'string' ? value : '';
};
export const numberAt = (fields: Fields, key: string): number | null => {
  const value = fields[key];
  return typeof value === 'number' ? value : null;
};
export const textsAt = (fields: Fields, key: string): string[] => {
  const value = fields[key];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
};

export interface ClaimedNode {
  id: string;
  title: string;
  titleEn: string;
  date: string;
  weight: number | null;
  state: string;
}

export const nodesAt = (fields: Fields, key: string): ClaimedNode[] =>
  rowsOf(fields[key]).map((node) => ({
    id: wordsAt(node, 'id'),
    title: wordsAt(node, 'title'),
    titleEn: wordsAt(node, 'titleEn'),
    date: wordsAt(node, 'date'),
    weight: numberAt(node, 'weight'),
    state: wordsAt(node, 'state'),
  }));

export interface SnapshotChild {
  id: string;
  code: string;
  isNew: boolean;
  title: string;
  titleEn: string;
  unit: string;
  unitEn: string;
  person: string;
  personEn: string;
  weight: number | null;
  start: string;
  due: string;
  level: number | null;
  requirement: string;
  standard: string;
  /** Fields of a standing child that would change. */
  changes: string[];
  /** What it carries of the item's indicators, in words: 专利 60 件. */
  carries: string;
}

/** An indicator of the item with what the children made of it when it was sent. */
export interface SnapshotIndicator {
  id: string;
  name: string;
  nameEn: string;
  unit: string;
  base: number | null;
  target: number | null;
  bandLow: number | null;
  bandHigh: number | null;
  rule: string;
  combined: number | null;
  gap: number | null;
  carriers: number;
}

export const indicatorsAt = (snapshot: Json | undefined): SnapshotIndicator[] =>
  rowsOf(fieldsOf(snapshot).indicators).map((row) => ({
    id: wordsAt(row, 'id'),
    name: wordsAt(row, 'name'),
    nameEn: wordsAt(row, 'nameEn'),
    unit: wordsAt(row, 'unit'),
    base: numberAt(row, 'base'),
    target: numberAt(row, 'target'),
    bandLow: numberAt(row, 'bandLow'),
    bandHigh: numberAt(row, 'bandHigh'),
    rule: wordsAt(row, 'rule') || 'none',
    combined: numberAt(row, 'combined'),
    gap: numberAt(row, 'gap'),
    carriers: numberAt(row, 'carriers') ?? 0,
  }));

/** Indicators of a child that carry one of the item's. */
const carriedBy = (child: Fields): string =>
  rowsOf(child.indicators)
    .filter((row) => wordsAt(row, 'parentIndicatorId') !== '')
    .map((row) => {
      const [low, high, target] = [numberAt(row, 'bandLow'), numberAt(row, 'bandHigh'), numberAt(row, 'target')];
      const figure = low !== null && high !== null ? `${low} – ${high}` : (target ?? '—');
      return `${wordsAt(row, 'name')} ${figure} ${wordsAt(row, 'unit')}`.trim();
    })
    .join(' · ');

export function childrenOf(snapshot: Json | undefined): SnapshotChild[] {
  return rowsOf(fieldsOf(snapshot).children).map((child) => {
    const unit = fieldsOf(child.leadUnit);
    const person = fieldsOf(child.responsiblePerson);
    return {
      id: wordsAt(child, 'id'),
      code: wordsAt(child, 'code'),
      isNew: wordsAt(child, 'state') === 'draft',
      title: wordsAt(child, 'title'),
      titleEn: wordsAt(child, 'titleEn'),
      unit: wordsAt(unit, 'name'),
      unitEn: wordsAt(unit, 'nameEn'),
      person: wordsAt(person, 'name'),
      personEn: wordsAt(person, 'nameEn'),
      weight: numberAt(child, 'weight'),
      start: wordsAt(child, 'start'),
      due: wordsAt(child, 'due'),
      level: numberAt(child, 'level'),
      requirement: wordsAt(child, 'requirement'),
      standard: wordsAt(child, 'standard'),
      changes: textsAt(child, 'changes'),
      carries: carriedBy(child),
    };
  });
}

export type ChildFate = 'new' | 'changed' | 'same';
const compared = ['title', 'unit', 'person', 'weight', 'start', 'due', 'requirement', 'standard', 'carries'] as const;

/** How each child differs from the submission before; without one, from what stands. */
export function fateOf(child: SnapshotChild, before: readonly SnapshotChild[] | null): ChildFate {
  if (!before) return child.isNew ? 'new' : child.changes.length > 0 ? 'changed' : 'same';
  const old = before.find((one) => one.id === child.id);
  if (!old) return 'new';
  return compared.some((key) => old[key] !== child[key]) ? 'changed' : 'same';
}

/** Children of the submission before that are no longer there. */
export const leftOut = (now: readonly SnapshotChild[], before: readonly SnapshotChild[] | null): SnapshotChild[] =>
  (before ?? []).filter((old) => !now.some((child) => child.id === old.id));
