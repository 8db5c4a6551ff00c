// Everything that keeps the decomposition from being sent, from the sheet itself and from the server, tied to its cell.

import type { Words } from '../../../../web/language.ts';
import { Refused } from '../../../../web/refusal.ts';
import { isOff, sumsOf } from './childTargets.ts';
import { type Column, spotOf, targetColumn } from './gridColumns.ts';
import { lacks, type SheetRow } from './sheet.ts';
import type { SheetHands } from './useSheet.ts';

export interface Trouble {
  code: string;
  params: Record<string, unknown>;
  /** The server's own sentence, where it gave one. */
  detail: string | null;
  /** The cell that mends it, where there is one. */
  spot: { key: string; column: Column } | null;
  section: 'children' | 'nodes' | 'indicators' | 'whole';
  /** What does not block may be sent as it is. */
  blocks: boolean;
}

const columnOf: Record<string, Column> = {
  title: 'title',
  titleEn: 'title',
  weight: 'weight',
  leadUnitId: 'unit',
  responsiblePersonId: 'person',
  start: 'start',
  due: 'due',
  level: 'level',
  horizon: 'level',
  coUnits: 'coUnits',
};

type Place = Pick<Trouble, 'spot' | 'section'>;

/** The key of the indicator that the n-th one of a row carries. */
const carriedAt = (rows: readonly SheetRow[], key: string | undefined, at: number): string | null =>
  rows.find((row) => row.key === key)?.indicators[at]?.parentKey ?? null;

/** `children.3.weight` in the order that the server counted by. */
export function placeOf(path: string, rowKeys: readonly string[], rows: readonly SheetRow[] = []): Place {
  const [section = '', at = '', field = '', place = ''] = path.split('.');
  if (section === 'nodes' || section === 'indicators') return { spot: null, section };
  if (section !== 'children') return { spot: null, section: 'whole' };
  const key = at === '' ? undefined : rowKeys[Number(at)];
  const above = field === 'indicators' ? carriedAt(rows, key, Number(place)) : null;
  const column = above === null ? (columnOf[field] ?? 'title') : targetColumn(above);
  return { section, spot: key ? { key, column } : null };
}

/** What the sheet lacks comes first; the server's findings stand as of the last save. */
export function troublesOf(
  hands: Pick<SheetHands, 'sheet' | 'draft' | 'paths' | 'error'>,
  isPlaceholder = false,
): Trouble[] {
  const { sheet, draft, paths, error } = hands;
  const own = sheet.rows.flatMap((row): Trouble[] =>
    lacks(row).map((field) => ({
      code: `lacks_${field}`,
      params: {},
      detail: null,
      spot: { key: row.key, column: field },
      section: 'children',
      blocks: true,
    })),
  );
  const refused = error instanceof Refused ? error.errors : [];
  const told = refused.map(
    (entry): Trouble => ({
      code: entry.code,
      params: {},
      detail: entry.detail,
      blocks: true,
      ...placeOf(entry.path, paths.rowKeys, sheet.rows),
    }),
  );
  const found = draft.findings.map(
    (finding): Trouble => ({
      code: finding.code,
      params: finding.params,
      detail: null,
      blocks: finding.blocks,
      ...placeOf(finding.path, paths.rowKeys, sheet.rows),
    }),
  );
  return [...own, ...gapTroubles(sheet, isPlaceholder), ...told, ...found.filter((one) => !isMended(one, hands))];
}

/** Targets are compared here as they are typed; the server says the same a moment later and is not repeated. */
const comparedHere = new Set(['gap_without_reason', 'indicator_not_carried']);

/** A placeholder stores no text, so that no reason is asked of it. */
function gapTroubles(sheet: SheetHands['sheet'], isPlaceholder: boolean): Trouble[] {
  const place = { detail: null, spot: null, section: 'indicators' } as const;
  return sumsOf(sheet).flatMap((sum): Trouble[] => {
    const params = { indicator: sum.indicator.name, indicatorEn: sum.indicator.nameEn ?? null, gap: sum.gap };
    if (sum.state === 'not_carried') return [{ ...place, code: 'indicator_not_carried', params, blocks: false }];
    return isOff(sum) && !isPlaceholder && sheet.gapReason.trim() === ''
      ? [{ ...place, code: 'gap_without_reason', params, blocks: true }]
      : [];
  });
}

/** A finding about a cell that has been filled since the last save is not shown until the server says it again. */
function isMended(trouble: Trouble, { sheet }: Pick<SheetHands, 'sheet'>): boolean {
  if (comparedHere.has(trouble.code)) return true;
  if (trouble.code === 'nothing_to_submit') return sheet.rows.length > 0 || sheet.nodes.length > 0;
  if (trouble.code !== 'weight_missing' || !trouble.spot) return false;
  const row = sheet.rows.find((one) => one.key === trouble.spot?.key);
  return !row || row.weight !== null;
}

export function sentenceOf(trouble: Trouble, t: Words, has: (key: string) => boolean): string {
  if (trouble.detail) return trouble.detail;
  const own = `decomposition:finding.${trouble.code}`;
  const shared = `linkage:refusals.${trouble.code}`;
  return has(own) ? t(own, trouble.params) : has(shared) ? t(shared, trouble.params) : trouble.code;
}

export function wrongCells(troubles: readonly Trouble[], t: Words, has: (key: string) => boolean): Map<string, string> {
  const wrong = new Map<string, string>();
  for (const trouble of troubles) {
    // What is merely not filled in yet is shown by the empty cell itself; an answer that is awaited is nothing wrong.
    if (!trouble.spot || trouble.code.startsWith('lacks_') || trouble.code.startsWith('negotiation_')) continue;
    const place = spotOf(trouble.spot.key, trouble.spot.column);
    if (!wrong.has(place)) wrong.set(place, sentenceOf(trouble, t, has));
  }
  return wrong;
}
