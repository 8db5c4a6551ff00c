// A draft's form: from what stands to what is typed, and from what is typed to what is sent.
import type { z } from 'zod';
import type { Item, NewItem } from '../../item.contract.ts';

export type ItemView = z.output<typeof Item>;
type Body = z.input<typeof NewItem>;

export type DraftForm = {
  title: string;
  titleEn: string;
  requirement: string;
  requirementEn: string;
  standard: string;
  standardEn: string;
  horizon: Body['horizon'];
  level: string;
  sectorId: string | null;
  disciplineId: string | null;
  leadUnitId: string | null;
  responsiblePersonId: string | null;
  leaderInChargeId: string | null;
  supervisorId: string | null;
  coUnitIds: string[];
  start: string | null;
  due: string | null;
  frequency: 'week' | 'month' | 'quarter';
  priority: '1' | '2' | '3';
  weight: number | null;
  resources: string;
  tags: string;
  interim: boolean;
  placeholder: boolean;
};

/** For a later year the whole of it. */
export function emptyDraft(today: string, planned?: number): DraftForm {
  const year = planned === undefined ? today.slice(0, 4) : String(planned);
  return {
    title: '',
    titleEn: '',
    requirement: '',
    requirementEn: '',
    standard: '',
    standardEn: '',
    horizon: 'annual',
    level: '1',
    sectorId: null,
    disciplineId: null,
    leadUnitId: null,
    responsiblePersonId: null,
    leaderInChargeId: null,
    supervisorId: null,
    coUnitIds: [],
    start: planned === undefined ? today : `${planned}-01-01`,
    due: `${year}-12-31`,
    frequency: 'month',
    priority: '2',
    weight: null,
    resources: '',
    tags: '',
    interim: false,
    placeholder: false,
  };
}

export function draftOf(item: ItemView): DraftForm {
  return {
    title: item.title ?? '',
    titleEn: item.titleEn ?? '',
    requirement: item.requirement ?? '',
    requirementEn: item.requirementEn ?? '',
    standard: item.standard ?? '',
    standardEn: item.standardEn ?? '',
    horizon: item.horizon,
    level: String(item.level),
    sectorId: item.sectorId,
    disciplineId: item.disciplineId,
    leadUnitId: item.leadUnitId,
    responsiblePersonId: item.responsiblePersonId,
    leaderInChargeId: item.leaderInChargeId,
    supervisorId: item.supervisorId,
    coUnitIds: item.coUnits.map((one) => one.unitId),
    start: item.start,
    due: item.due,
    frequency: item.frequency ?? 'month',
    priority: `${item.priority}` as DraftForm['priority'],
    weight: item.weight,
    resources: item.resources ?? '',
    tags: item.tags.join('、'),
    interim: item.interim,
    placeholder: item.placeholder,
  };
}

export type Missing = 'title' | 'leadUnitId' | 'responsiblePersonId' | 'start' | 'due';

export function missingIn(draft: DraftForm): Missing[] {
  const found: Missing[] = [];
  if (!draft.placeholder && draft.title.trim() === '') found.push('title');
  for (const field of ['leadUnitId', 'responsiblePersonId', 'start', 'due'] as const)
    if (draft[field] === null) found.push(field);
  return found;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Call only where nothing is missing. */
export function bodyOf(draft: DraftForm): Body {
  return {
    title: draft.title.trim(),
    titleEn: orNull(draft.titleEn),
    requirement: draft.requirement,
    requirementEn: orNull(draft.requirementEn),
    standard: draft.standard,
    standardEn: orNull(draft.standardEn),
    horizon: draft.horizon,
    level: Number(draft.level),
    sectorId: draft.sectorId,
    disciplineId: draft.disciplineId,
    leadUnitId: draft.leadUnitId ?? '',
    responsiblePersonId: draft.responsiblePersonId ?? '',
    leaderInChargeId: draft.leaderInChargeId,
    supervisorId: draft.supervisorId,
    coUnits: draft.coUnitIds.map((unitId) => ({ unitId })),
    start: draft.start ?? '',
    due: draft.due ?? '',
    frequency: draft.frequency,
    priority: Number(draft.priority),
    weight: draft.weight,
    resources: orNull(draft.resources),
    tags: draft.tags
      .split(/[,，、;；]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    interim: draft.interim,
    placeholder: draft.placeholder,
  };
}
