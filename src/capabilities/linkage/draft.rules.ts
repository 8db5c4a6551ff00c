// What a draft must hold before it is stored: levels, horizons, dates, shares. Weights may still total anything.
import { accept, type RefusedField, type Result, refuse } from '../../platform/result.ts';
import { defaultShares, leadShare } from './weights.rules.ts';

export type Horizon = 'five_year' | 'mid_term' | 'annual' | 'task';
const HORIZONS: readonly Horizon[] = ['task', 'annual', 'mid_term', 'five_year'];

export type DraftShape = {
  level: number;
  horizon: Horizon;
  leadUnitId: string;
  start: string;
  due: string;
  placeholder: boolean;
  title: string;
};

export type ParentShape = {
  code: string | null;
  level: number;
  horizon: Horizon;
  leadUnitId: string;
  start: string;
  due: string;
};

/** Findings against the tree's invariants, each with the field that mends it. */
export function checkDraft(draft: DraftShape, parent: ParentShape | null, levels: number): RefusedField[] {
  const found: RefusedField[] = [];
  if (draft.level > levels) found.push({ path: 'level', code: 'level_unknown', params: { levels } });
  if (draft.due < draft.start) found.push({ path: 'due', code: 'due_before_start' });
  if (!draft.placeholder && draft.title === '') found.push({ path: 'title', code: 'title_missing' });
  if (!parent) return found;
  const above = parent.code ?? '';
  const sameUnit = draft.level === parent.level && draft.leadUnitId === parent.leadUnitId;
  if (draft.level <= parent.level && !sameUnit)
    found.push({ path: 'level', code: 'level_not_below', params: { detail: above } });
  if (HORIZONS.indexOf(draft.horizon) > HORIZONS.indexOf(parent.horizon))
    found.push({ path: 'horizon', code: 'horizon_longer', params: { detail: above } });
  if (draft.start < parent.start)
    found.push({
      path: 'start',
      code: 'dates_outside_parent',
      params: { detail: above, from: parent.start, to: parent.due },
    });
  if (draft.due > parent.due)
    found.push({
      path: 'due',
      code: 'dates_outside_parent',
      params: { detail: above, from: parent.start, to: parent.due },
    });
  return found;
}

const TEXTS = [
  'title',
  'titleEn',
  'requirement',
  'requirementEn',
  'standard',
  'standardEn',
  'resources',
  'tags',
] as const;

/** What is sent for a placeholder, without its texts: they reach neither the tables nor the history. */
export function withoutTexts<T extends object>(sent: T, placeholder: boolean): T {
  if (!placeholder) return sent;
  const kept = Object.entries(sent).filter(([field]) => !TEXTS.some((one) => one === field));
  return Object.fromEntries(kept) as T;
}

/** The name of a placeholder's node, indicator or condition: its place in the row. */
export const placeName = (at: number): string => String(at + 1);

export type CoUnit = { unitId: string; share: number; personId: string | null };

/** Shares as given, or by default 0.6 for the lead and the rest even; lead and co-units total exactly 1. */
export function settleShares(
  leadUnitId: string,
  coUnits: readonly { unitId: string; share?: number | undefined; personId?: string | null | undefined }[],
): Result<{ lead: number; coUnits: CoUnit[] }> {
  const ids = coUnits.map((one) => one.unitId);
  if (ids.includes(leadUnitId) || new Set(ids).size < ids.length) return refuse('invalid', 'co_unit_twice');
  const fallback = defaultShares(coUnits.length);
  const given = coUnits.every((one) => one.share === undefined);
  if (!given && coUnits.some((one) => one.share === undefined)) return refuse('invalid', 'shares_incomplete');
  const shares = given ? fallback.coUnits : coUnits.map((one) => one.share ?? 0);
  const lead = given ? fallback.lead : leadShare(shares);
  if (lead === null || lead <= 0) return refuse('invalid', 'shares_total');
  return accept({
    lead,
    coUnits: coUnits.map((one, at) => ({ unitId: one.unitId, share: shares[at] ?? 0, personId: one.personId ?? null })),
  });
}
