// Answering a sheet, judging the answer, taking a sheet back: each one transaction, the doer never deciding.
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { lockItems } from '../linkage/standing.store.ts';
import { recordCauseOf } from '../progress/report.actions.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import { voidNumber } from './serial.store.ts';
import type { judgeSheet, replyToSheet } from './sheet.contract.ts';
import { judgeOf, mayJudge, mayReply, mayVoid, sheetDoers } from './sheet.policy.ts';
import { timesNamed } from './sheet.rules.ts';
import { type StoredSheet, selectOffice } from './sheet.store.ts';
import { loadSheetFrame, sheetEvent } from './sheet-issue.actions.ts';
import { countRounds, endRound, listAddressees, lockSheet, openRound } from './sheet-issue.store.ts';
import { findSheet, readOneSheet } from './sheet-view.actions.ts';
import { findOpenSpell, listNamedCauses, markLeftAtEnd, updateRound, updateSheet } from './sheet-write.store.ts';

type Answer = z.output<(typeof replyToSheet)['body']>;
type Verdict = z.output<(typeof judgeSheet)['body']>;

/** The item first, then the sheet: in the order that everybody keeps. */
async function begin(scope: Scope, id: string): Promise<StoredSheet> {
  const { itemId } = await findSheet(scope, id);
  await lockItems(scope, [itemId]);
  await lockSheet(scope, id);
  return findSheet(scope, id);
}

async function judgesOf(scope: Scope, sheet: StoredSheet): Promise<string[]> {
  const judge = judgeOf(sheet);
  if (judge !== null) return [judge];
  const doers = sheetDoers(sheet);
  return (await selectOffice(scope)).filter((person) => !doers.includes(person));
}

export async function replyToOne(scope: Scope, id: string, answer: Answer, ifMatch: number | null) {
  const sheet = await begin(scope, id);
  const words = sheet.placeholder
    ? { cause: '', countermeasure: '', reply: null }
    : { cause: answer.cause, countermeasure: answer.countermeasure, reply: answer.reply || null };
  const said = { ...words, cause_category: answer.causeCategory };
  if (sheet.state === 'replied' && sheet.repliedBy === scope.actorId && isSame(sheet, said))
    return readOneSheet(scope, id);
  unwrap(mayReply(scope.actor, sheet));
  demandVersion(ifMatch, sheet.version);
  const { now, today, actorId } = scope;
  // a round that rests was ended when the item fell asleep: an answer given right after it woke begins its own
  if (sheet.answerBy === null) {
    const n = (await countRounds(scope, id)) + 1;
    await openRound(scope, { sheetId: id, itemId: sheet.itemId, n, answerBy: sheet.replyBy });
  }
  await updateRound(scope, id, { ...said, replied_on: today, replied_by: actorId });
  await endRound(scope, id, 'replied');
  const spell = await explainRed(scope, sheet, words, answer.causeCategory);
  await updateSheet(scope, id, {
    ...said,
    state: 'replied',
    answer_by: null,
    resting: false,
    replied_at: now,
    replied_by: actorId,
    verdict: null,
    verdict_reason: null,
    judged_at: null,
    judged_by: null,
    spell_since: spell,
  });
  const times = timesNamed(await listNamedCauses(scope, sheet.itemId, answer.causeCategory));
  await updateSheet(scope, id, { times_named: times });
  const addresseeIds = await judgesOf(scope, { ...sheet, repliedBy: actorId });
  const after = {
    replyBy: sheet.replyBy,
    personId: sheet.personId,
    addresseeIds,
    judgeId: addresseeIds[0] ?? null,
    causeCategory: answer.causeCategory,
    timesNamed: times,
  };
  await appendEvent(scope, sheetEvent(sheet, 'sheet.replied', after));
  await refreshItemValues(scope, [sheet.itemId]);
  return readOneSheet(scope, id);
}

const isSame = (
  sheet: StoredSheet,
  said: { cause: string; countermeasure: string; reply: string | null; cause_category: string },
) =>
  sheet.cause === said.cause &&
  sheet.countermeasure === said.countermeasure &&
  sheet.reply === said.reply &&
  sheet.causeCategory === said.cause_category;

/** An answer explains the open stay in red: that of a red sheet always, another where nobody has explained it yet. */
async function explainRed(
  scope: Scope,
  sheet: StoredSheet,
  words: { cause: string; countermeasure: string },
  category: string,
): Promise<string | null> {
  const spell = await findOpenSpell(scope, sheet.itemId);
  if (!spell || (sheet.colour !== 'red' && spell.recorded)) return null;
  await recordCauseOf(scope, sheet.itemId, words.cause, words.countermeasure, category);
  return spell.since;
}

export async function judgeOne(scope: Scope, id: string, { verdict, reason }: Verdict, ifMatch: number | null) {
  const sheet = await begin(scope, id);
  const isRepeated = sheet.verdict === verdict && (await lastJudge(scope, id)) === scope.actorId;
  if (isRepeated && (sheet.state === 'closed' || sheet.state === 'open')) return readOneSheet(scope, id);
  unwrap(mayJudge(scope.actor, sheet));
  demandVersion(ifMatch, sheet.version);
  if (verdict === 'returned' && !reason)
    refuseNow('invalid', 'sheet_return_needs_reason', {}, [{ path: 'reason', code: 'sheet_return_needs_reason' }]);
  const words = sheet.placeholder ? null : reason || null;
  const judged = { verdict, verdict_reason: words, judged_at: scope.now, judged_by: scope.actorId };
  await updateRound(scope, id, judged);
  const told = verdict === 'passed' ? await listAddressees(scope, id) : [sheet.personId];
  const addresseeIds = [...new Set([sheet.personId, ...told])].filter((person) => person !== scope.actorId);
  let replyBy = sheet.replyBy;
  if (verdict === 'passed') {
    await updateSheet(scope, id, { ...judged, ...endOf(scope, sheet, null), state: 'closed' });
  } else {
    replyBy = (await loadSheetFrame(scope)).replyBy(sheet.colour);
    const n = (await countRounds(scope, id)) + 1;
    await openRound(scope, { sheetId: id, itemId: sheet.itemId, n, answerBy: replyBy });
    await updateSheet(scope, id, { ...judged, state: 'open', reply_by: replyBy, answer_by: replyBy, at_top: false });
  }
  const after = { replyBy, personId: sheet.personId, addresseeIds, verdict };
  await appendEvent(scope, sheetEvent(sheet, 'sheet.judged', after, words));
  await refreshItemValues(scope, [sheet.itemId]);
  await markLeftAtEnd(scope, id);
  return readOneSheet(scope, id);
}

/** What the light has left by then may be asked again. */
const endOf = (scope: Scope, sheet: StoredSheet, reason: string | null) => ({
  ended_on: scope.today,
  ended_at: scope.now,
  ended_by: scope.actorId,
  end_reason: reason,
  left_on: sheet.light === sheet.colour ? null : scope.today,
});

async function lastJudge(scope: Scope, id: string): Promise<string | null> {
  const row = await scope.tx
    .selectFrom('sheets')
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .select('judged_by')
    .executeTakeFirst();
  return row?.judged_by ?? null;
}

export async function voidOne(scope: Scope, id: string, reason: string, ifMatch: number | null) {
  const sheet = await begin(scope, id);
  unwrap(mayVoid(scope.actor, sheet));
  demandVersion(ifMatch, sheet.version);
  const words = sheet.placeholder ? null : reason;
  await endRound(scope, id, 'voided');
  await updateSheet(scope, id, { ...endOf(scope, sheet, words), state: 'voided', answer_by: null, resting: false });
  await voidNumber(scope, id);
  const addresseeIds = (await listAddressees(scope, id)).filter((person) => person !== scope.actorId);
  const after = { replyBy: sheet.replyBy, personId: sheet.personId, addresseeIds };
  await appendEvent(scope, sheetEvent(sheet, 'sheet.voided', after, words));
  await refreshItemValues(scope, [sheet.itemId]);
  await markLeftAtEnd(scope, id);
  return readOneSheet(scope, id);
}
