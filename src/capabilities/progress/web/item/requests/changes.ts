// What a change would alter: fields as they were typed, told apart from those that stand as they are.
import type { Item } from '../itemQueries.ts';

export interface NodeDraft {
  /** Tells rows apart while they are edited; never sent. */
  key: string;
  /** Null for a node that is new. */
  id: string | null;
  title: string;
  titleEn: string;
  date: string | null;
  weight: number | null;
  /** Verified or claimed: neither changed nor taken away. */
  isFixed: boolean;
}
export interface CoUnitDraft {
  key: string;
  unitId: string | null;
  share: number | null;
  personId: string | null;
}

export const textFields = ['title', 'titleEn', 'requirement', 'requirementEn', 'standard', 'standardEn'] as const;
export type TextField = (typeof textFields)[number];

/** Absent means untouched. */
export interface ChangeDraft extends Partial<Record<TextField | 'resources', string>> {
  priority?: number;
  hours?: number | null;
  weight?: number | null;
  nodes?: NodeDraft[];
  coUnits?: CoUnitDraft[];
  /** New targets by the indicator's id. */
  targets?: Record<string, number | null>;
}
export const noChange: ChangeDraft = {};

const minutesAnHour = 60;
export const hoursOf = (minutes: number | null): number | null =>
  minutes === null ? null : Math.round((minutes / minutesAnHour) * 10) / 10;

export const nodesOf = (item: Item): NodeDraft[] =>
  item.nodes.map((node) => ({
    key: node.id,
    id: node.id,
    title: node.title,
    titleEn: node.titleEn ?? '',
    date: node.date,
    weight: node.weight,
    isFixed: node.state !== 'planned',
  }));
export const coUnitsOf = (item: Item): CoUnitDraft[] => item.coUnits.map((co) => ({ key: co.unitId, ...co }));

/** A key that no other row has. */
export const freshRowKey = (rows: readonly { key: string }[]): string =>
  `new ${Math.max(0, ...rows.map((row) => Number(row.key.replace('new ', '')) || 0)) + 1}`;

/** Of a field: what is typed, else what stands. */
export const textAt = (draft: ChangeDraft, item: Item, field: TextField | 'resources'): string =>
  draft[field] ?? item[field] ?? '';

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The fields of a request for a change: those alone that differ from what stands. */
export function changesOf(draft: ChangeDraft, item: Item): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const field of [...textFields, 'resources'] as const) {
    const typed = draft[field]?.trim();
    if (typed !== undefined && typed !== (item[field] ?? '')) changes[field] = typed === '' ? null : typed;
  }
  if (draft.priority !== undefined && draft.priority !== item.priority) changes.priority = draft.priority;
  if (draft.weight !== undefined && draft.weight !== item.weight) changes.weight = draft.weight;
  if (draft.hours !== undefined && draft.hours !== hoursOf(item.plannedMinutes))
    changes.plannedMinutes = draft.hours === null ? null : Math.round(draft.hours * minutesAnHour);
  if (draft.nodes && !same(draft.nodes, nodesOf(item)))
    changes.nodes = draft.nodes.map(({ id, title, titleEn, date, weight }) => ({
      ...(id === null ? {} : { id }),
      title: title.trim(),
      ...(titleEn.trim() ? { titleEn: titleEn.trim() } : {}),
      date,
      weight: weight ?? 0,
    }));
  if (draft.coUnits && !same(draft.coUnits, coUnitsOf(item)))
    changes.coUnits = draft.coUnits.flatMap(({ unitId, share, personId }) =>
      unitId === null ? [] : [{ unitId, ...(share === null ? {} : { share }), personId }],
    );
  const targets = Object.entries(draft.targets ?? {}).filter(
    ([id, target]) => item.indicators.find((indicator) => indicator.id === id)?.target !== target,
  );
  if (targets.length > 0) changes.indicators = targets.map(([id, target]) => ({ id, target }));
  return changes;
}

/** Whether anything would change, and every new node has its title and day. */
export function hasChanges(draft: ChangeDraft, item: Item): boolean {
  const isWhole = (draft.nodes ?? []).every((node) => node.title.trim() !== '' && node.date !== null);
  return isWhole && Object.keys(changesOf(draft, item)).length > 0;
}
