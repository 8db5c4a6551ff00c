// Asking for help, answering, taking back: one act, one event, in the transaction of the act.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { limitEnd } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { readSetting } from '../institution/settings.store.ts';
import { readOpenStanding } from '../linkage/standing.store.ts';
import type { Duty } from '../linkage/workbench.actions.ts';
import type { answerHelpRequest, askForHelp, foreseeHelp } from './help.contract.ts';
import { mayAnswer, mayAskFor, mayWithdraw } from './help.policy.ts';
import { endOf } from './help.rules.ts';
import {
  endHelp,
  insertAddressee,
  insertHelp,
  lockHelp,
  mainUnitOf,
  selectHelp,
  type Why,
  waitsFor,
} from './help.store.ts';
import { nextAsked } from './help-reach.actions.ts';
import { type HelpView, loadVisibleHelp, readHelp, standingOf } from './help-view.actions.ts';

type Asked = z.output<(typeof askForHelp)['body']>;
type Answer = z.output<(typeof answerHelpRequest)['body']>;
type Target = Pick<Asked, 'itemId' | 'addresseeId' | 'unitId'>;
type First = { personId: string | null; why: Why; askerUnitId: string | null };

export async function helpLimit(scope: Pick<Scope, 'tx' | 'institutionId' | 'today'>): Promise<string> {
  return limitEnd(await loadCalendar(scope), scope.today, await readSetting(scope, 'help.limitDays'));
}

async function holdsPost(scope: Scope, personId: string): Promise<boolean> {
  return (await mainUnitOf(scope, personId)) !== null;
}

/** Whom it reaches first: the person named, the head of the unit named, or the next above. */
async function firstAsked(scope: Scope, target: Target): Promise<First> {
  const { addresseeId = null, unitId = null, itemId = null } = target;
  if (addresseeId && unitId)
    refuseNow('invalid', 'help_two_addressees', {}, [{ path: 'unitId', code: 'help_two_addressees' }]);
  if (addresseeId === scope.actorId)
    refuseNow('invalid', 'help_of_oneself', {}, [{ path: 'addresseeId', code: 'help_of_oneself' }]);
  const askerUnitId = await mainUnitOf(scope, scope.actorId);
  if (addresseeId) {
    if (!(await holdsPost(scope, addresseeId)))
      refuseNow('invalid', 'addressee_unknown', {}, [{ path: 'addresseeId', code: 'addressee_unknown' }]);
    return { personId: addresseeId, why: 'named', askerUnitId };
  }
  if (unitId) await demandUnit(scope, unitId);
  const reach = { itemId, askerId: scope.actorId, askerUnitId, unitId, namedId: null, asked: [] };
  return { personId: await nextAsked(scope, reach), why: unitId ? 'unit_head' : 'next_above', askerUnitId };
}

async function demandUnit(scope: Scope, unitId: string): Promise<void> {
  const { rows } =
    await sql`select 1 from units where institution_id = ${scope.institutionId} and id = ${unitId}`.execute(scope.tx);
  if (rows.length === 0) refuseNow('invalid', 'unit_unknown', {}, [{ path: 'unitId', code: 'unit_unknown' }]);
}

export async function foreseeAsked(scope: Scope, query: z.output<(typeof foreseeHelp)['query']>) {
  if (query.itemId) unwrap(mayAskFor(scope.actor, await readOpenStanding(scope, query.itemId)));
  const { personId, why } = await firstAsked(scope, query);
  const [addressee] = personId
    ? await scope.tx
        .selectFrom('people')
        .where('institution_id', '=', scope.institutionId)
        .where('id', '=', personId)
        .select(['id', 'name', 'name_en as nameEn'])
        .execute()
    : [];
  const limitDays = await readSetting(scope, 'help.limitDays');
  return { addressee: addressee ?? null, why, replyBy: await helpLimit(scope), limitDays };
}

/** The report must be of this item, say what help it needs, and not have become a request before. */
async function demandReport(scope: Scope, itemId: string | null, reportId: string): Promise<void> {
  const { rows } = await sql<{ help: string | null; used: boolean; placeholder: boolean }>`
    select r.help, i.placeholder, exists (select 1 from help_requests h where h.institution_id = r.institution_id and h.from_report_id = r.id
      and h.state <> 'withdrawn') as used
    from reports r join items i on i.institution_id = r.institution_id and i.id = r.item_id
    where r.institution_id = ${scope.institutionId} and r.id = ${reportId} and r.item_id = ${itemId}::uuid for update of r`.execute(
    scope.tx,
  );
  const report = rows[0];
  const field = (code: string) => [{ path: 'fromReportId', code }];
  if (!report || (!report.help && !report.placeholder))
    return refuseNow('invalid', 'report_without_help', {}, field('report_without_help'));
  if (report.used) refuseNow('conflict', 'help_from_report_exists', {}, field('help_from_report_exists'));
}

export async function ask(scope: Scope, body: Asked): Promise<HelpView> {
  const itemId = body.itemId ?? null;
  const standing = itemId === null ? null : await readOpenStanding(scope, itemId);
  if (standing) unwrap(mayAskFor(scope.actor, standing));
  else if (!(await holdsPost(scope, scope.actorId))) refuseNow('forbidden', 'only_posts_ask');
  if (body.neededBy && body.neededBy < scope.today)
    refuseNow('invalid', 'needed_by_past', {}, [{ path: 'neededBy', code: 'needed_by_past' }]);
  if (body.fromReportId) await demandReport(scope, itemId, body.fromReportId);
  const first = await firstAsked(scope, body);
  const { personId } = first;
  if (personId === null) return refuseNow('conflict', 'nobody_above');
  const id = uuid();
  const silent = standing?.placeholder === true;
  const replyBy = await helpLimit(scope);
  await insertHelp(scope, {
    id,
    itemId,
    askerUnitId: first.askerUnitId,
    unitId: body.unitId ?? null,
    asks: silent ? '' : body.asks,
    wanted: silent ? null : body.wanted || null,
    neededBy: body.neededBy ?? null,
    fromReportId: body.fromReportId ?? null,
  });
  await insertAddressee(scope, { requestId: id, position: 0, personId, why: first.why, replyBy });
  await appendEvent(scope, {
    act: 'help.asked',
    objectKind: 'help_request',
    objectId: id,
    itemId,
    after: { askerId: scope.actorId, addresseeId: personId, why: first.why, replyBy, addresseeIds: [personId] },
  });
  return readHelp(scope, id);
}

async function helpForUpdate(scope: Scope, id: string, ifMatch: number | null) {
  await loadVisibleHelp(scope, id);
  await lockHelp(scope, id);
  const help = await loadVisibleHelp(scope, id);
  demandVersion(ifMatch, help.version);
  return help;
}

export async function answerHelp(scope: Scope, id: string, body: Answer, ifMatch: number | null): Promise<HelpView> {
  const help = await helpForUpdate(scope, id, ifMatch);
  // sent once more by the same person: answered as the first time
  if (help.state === body.verdict && help.answeredBy?.id === scope.actorId) return readHelp(scope, id);
  unwrap(mayAnswer(scope.actor, standingOf(help)));
  const silent = help.asks === '';
  const words = body.text || body.reason || null;
  if (!silent && words === null) {
    const code = body.verdict === 'declined' ? 'decline_without_reason' : 'answer_without_words';
    refuseNow('invalid', code, {}, [{ path: 'text', code }]);
  }
  const state = endOf(help.state, body.verdict === 'answered' ? 'answer' : 'decline') ?? help.state;
  await endHelp(scope, id, { state, answer: silent ? null : words, answeredBy: scope.actorId });
  const last = help.addressees.at(-1);
  const learn = [help.asker.id, ...help.addressees.map((one) => one.person.id)].filter((one) => one !== scope.actorId);
  await appendEvent(scope, {
    act: body.verdict === 'answered' ? 'help.answered' : 'help.declined',
    objectKind: 'help_request',
    objectId: id,
    itemId: help.itemId,
    before: { state: help.state },
    after: {
      askerId: help.asker.id,
      addresseeId: scope.actorId,
      replyBy: last?.replyBy ?? null,
      addresseeIds: [...new Set(learn)],
    },
  });
  return readHelp(scope, id);
}

export async function withdrawHelp(scope: Scope, id: string, ifMatch: number | null): Promise<HelpView> {
  const help = await helpForUpdate(scope, id, ifMatch);
  if (help.state === 'withdrawn' && help.asker.id === scope.actorId) return readHelp(scope, id);
  unwrap(mayWithdraw(scope.actor, standingOf(help)));
  await endHelp(scope, id, { state: 'withdrawn', answer: null, answeredBy: null });
  const asked = help.addressees.map((one) => one.person.id);
  await appendEvent(scope, {
    act: 'help.withdrawn',
    objectKind: 'help_request',
    objectId: id,
    itemId: help.itemId,
    before: { state: help.state },
    after: { askerId: help.asker.id, addresseeId: asked.at(-1) ?? null, addresseeIds: asked },
  });
  return readHelp(scope, id);
}

/** On the workbench of whoever was asked, until it is answered; also after it went on to somebody else. */
export async function helpDuties(scope: Scope): Promise<Duty[]> {
  const waiting = await selectHelp(scope, sql`and ${waitsFor(scope)} order by a.reply_by, h.id limit 200`);
  return waiting.map((help) => {
    const own = help.addressees.find((one) => one.person.id === scope.actorId) ?? help.addressees.at(-1);
    return {
      kind: 'help',
      item_id: help.itemSeen ? help.itemId : null,
      submission_id: null,
      submission_kind: null,
      reason: help.asks || null,
      due: own?.replyBy ?? null,
      blocks: 1,
      helpRequestId: help.id,
    };
  });
}
