// Who answers a sheet, who judges the answer, who takes a sheet back: the doer never decides. Pure.
import { accept, type Result, refuse } from '../../platform/result.ts';
import { type Actor, hasRole } from '../identity/scope.ts';
import type { ItemState } from '../progress/facts.rules.ts';
import { isEnded, type SheetState } from './sheet.rules.ts';

export type SheetStanding = {
  state: SheetState;
  personId: string;
  repliedBy: string | null;
  itemState: ItemState;
  responsiblePersonId: string;
  /** Null where the item has none, or he has left. */
  supervisorId: string | null;
};

const isUnderWay = (state: ItemState): boolean =>
  state === 'registered' || state === 'assigned' || state === 'in_progress';

export const sheetDoers = (sheet: SheetStanding): string[] => [
  ...new Set([sheet.personId, sheet.responsiblePersonId, ...(sheet.repliedBy ? [sheet.repliedBy] : [])]),
];

/** The supervisor, unless he is a doer; then, and where there is none, the office (null). */
export const judgeOf = (sheet: SheetStanding): string | null =>
  sheet.supervisorId !== null && !sheetDoers(sheet).includes(sheet.supervisorId) ? sheet.supervisorId : null;

/** Like a report, an answer is the responsible person's own. */
export function mayReply(actor: Actor, sheet: SheetStanding): Result<true> {
  if (actor.personId !== sheet.personId) return refuse('forbidden', 'only_addressed_replies');
  if (sheet.state === 'replied') return refuse('conflict', 'sheet_already_replied');
  if (sheet.state !== 'open') return refuse('conflict', 'sheet_ended', { state: sheet.state });
  return isUnderWay(sheet.itemState) ? accept(true) : refuse('conflict', 'sheet_rests', { state: sheet.itemState });
}

export function mayJudge(actor: Actor, sheet: SheetStanding): Result<true> {
  if (sheetDoers(sheet).includes(actor.personId)) return refuse('forbidden', 'doer_judges_no_sheet');
  const judge = judgeOf(sheet);
  const isJudge = judge === null ? hasRole(actor, 'office') : judge === actor.personId;
  if (!isJudge)
    return refuse('forbidden', judge === null ? 'only_office_judges_sheet' : 'only_supervisor_judges_sheet');
  if (sheet.state === 'open') return refuse('conflict', 'sheet_not_replied');
  return sheet.state === 'replied' ? accept(true) : refuse('conflict', 'sheet_ended', { state: sheet.state });
}

export function mayVoid(actor: Actor, sheet: SheetStanding): Result<true> {
  if (!hasRole(actor, 'office')) return refuse('forbidden', 'only_office_voids_sheet');
  if (sheetDoers(sheet).includes(actor.personId)) return refuse('forbidden', 'doer_voids_no_sheet');
  return isEnded(sheet.state) ? refuse('conflict', 'sheet_ended', { state: sheet.state }) : accept(true);
}
