// What sheets ask of a person on the workbench: his own answers, and answers that wait for his verdict.
import { sql } from 'kysely';
import type { Scope } from '../identity/scope.ts';
import type { Duty } from '../linkage/workbench.actions.ts';
import { selectSheets } from './sheet.store.ts';
import { judgedBy } from './sheet-view.actions.ts';

const MOST = 200;

export async function sheetDuties(scope: Scope): Promise<Duty[]> {
  const toReply = await selectSheets(
    scope,
    sql`and s.state = 'open' and s.person_id = ${scope.actorId} and i.state in ('registered', 'assigned', 'in_progress') order by s.reply_by, s.id limit ${MOST}`,
  );
  const toJudge = await selectSheets(scope, sql`and ${judgedBy(scope)} order by s.replied_at, s.id limit ${MOST}`);
  const about = { submission_id: null, submission_kind: null };
  return [
    ...toReply.map(
      (sheet): Duty => ({
        kind: 'sheet_reply',
        item_id: sheet.itemId,
        due: sheet.replyBy,
        blocks: 0,
        reason: sheet.verdict === 'returned' ? sheet.verdictReason : null,
        sheetId: sheet.id,
        ...about,
      }),
    ),
    ...toJudge.map(
      (sheet): Duty => ({
        kind: 'sheet_judge',
        item_id: sheet.itemId,
        due: null,
        blocks: 1,
        sheetId: sheet.id,
        ...about,
      }),
    ),
  ];
}
