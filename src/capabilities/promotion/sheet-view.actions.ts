// Sheets as the caller sees them: rows with his abilities, lists, one sheet with its whole story, tables to take away.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { page, readCursor } from '../../platform/http/paging.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { hasRole } from '../identity/scope.ts';
import type { listSheets, Sheet, SheetRow } from './sheet.contract.ts';
import { judgeOf, mayJudge, mayReply, mayVoid, sheetDoers } from './sheet.policy.ts';
import { FLAGGED_FROM } from './sheet.rules.ts';
import {
  countSheets,
  loadSheetStory,
  NUMBER_KEY,
  type StoredSheet,
  selectOffice,
  selectPeople,
  selectSheets,
} from './sheet.store.ts';

type Row = z.infer<typeof SheetRow>;
type View = z.infer<typeof Sheet>;
type Query = z.output<(typeof listSheets)['query']>;
export type SheetFilters = Omit<Query, 'limit' | 'cursor' | 'sort'>;

export function toSheetRow(scope: Pick<Scope, 'actor' | 'today'>, row: StoredSheet): Row {
  const { actor, today } = scope;
  const {
    placeholder,
    supervisorId: _s,
    repliedBy: _r,
    responsiblePersonId: _p,
    runOn: _o,
    answerBy: _a,
    ...shown
  } = row;
  const { numberKey: _k, ...plain } = shown;
  return {
    ...plain,
    causeCategory: row.causeCategory as Row['causeCategory'],
    title: placeholder ? null : row.title,
    titleEn: placeholder ? null : row.titleEn,
    overdue: row.state === 'open' && !row.resting && row.replyBy < today,
    repliedAt: row.repliedAt?.toISOString() ?? null,
    sameCauseAgain: (row.timesNamed ?? 0) >= FLAGGED_FROM,
    abilities: { reply: mayReply(actor, row).ok, judge: mayJudge(actor, row).ok, void: mayVoid(actor, row).ok },
  };
}

/** The sheet as it stands for the caller; what he may not see is missing. */
export async function findSheet(scope: Scope, id: string): Promise<StoredSheet> {
  const [row] = await selectSheets(scope, sql`and s.id = ${id}`);
  return row ?? refuseNow('missing', 'not_found');
}

export async function readOneSheet(scope: Scope, id: string): Promise<View> {
  const row = await findSheet(scope, id);
  const story = await loadSheetStory(scope, id);
  const judge = judgeOf(row);
  const doers = sheetDoers(row);
  const office = judge === null ? (await selectOffice(scope)).filter((person) => !doers.includes(person)) : [judge];
  return {
    ...toSheetRow(scope, row),
    snapshot: story.snapshot as View['snapshot'],
    addressees: story.addressees,
    climbHistory: story.climbHistory,
    rounds: story.rounds.map((round) => ({
      ...round,
      causeCategory: round.causeCategory as Row['causeCategory'],
      judgedAt: round.judgedAt === null ? null : new Date(round.judgedAt).toISOString(),
      late: (round.repliedOn ?? (round.endedHow === null ? scope.today : round.answerBy)) > round.answerBy,
    })),
    judges: await selectPeople(scope, office),
    endedAt: story.endedAt?.toISOString() ?? null,
    endedBy: story.endedBy,
    endReason: story.endReason,
  };
}

const isOpenItem = sql`i.state in ('registered', 'assigned', 'in_progress')`;

function mineIs(scope: Scope, mine: NonNullable<Query['mine']>): RawBuilder<unknown> {
  const me = scope.actorId;
  if (mine === 'reply') return sql`s.state = 'open' and s.person_id = ${me} and ${isOpenItem}`;
  if (mine === 'addressed')
    return sql`exists (select 1 from sheet_addressees a where a.institution_id = s.institution_id and a.sheet_id = s.id and a.person_id = ${me})`;
  return judgedBy(scope);
}

/** The same as mayJudge, in SQL: the supervisor who is no doer, else the office. */
export function judgedBy(scope: Scope): RawBuilder<unknown> {
  const me = scope.actorId;
  const doers = sql`(s.person_id, i.responsible_person_id, coalesce(s.replied_by, s.person_id))`;
  const bySupervisor = sql`coalesce(sp.active, false) and i.supervisor_id not in ${doers}`;
  const office = hasRole(scope.actor, 'office') ? sql`true` : sql`false`;
  return sql`s.state = 'replied' and ${me}::uuid not in ${doers} and case when ${bySupervisor} then i.supervisor_id = ${me} else ${office} end`;
}

export function filterSheets(scope: Scope, query: Partial<SheetFilters>): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [];
  const add = (part: RawBuilder<unknown>) => void parts.push(sql`and ${part}`);
  if (query.state) add(sql`s.state = any(${query.state})`);
  if (query.colour) add(sql`s.colour = any(${query.colour})`);
  if (query.itemId) add(sql`s.item_id = ${query.itemId}`);
  if (query.personId) add(sql`s.person_id = ${query.personId}`);
  if (query.mine) add(mineIs(scope, query.mine));
  if (query.overdue !== undefined) {
    const overdue = sql`(s.state = 'open' and not s.resting and s.reply_by < ${scope.today}::date)`;
    add(query.overdue ? overdue : sql`not ${overdue}`);
  }
  if (query.numbered !== undefined) add(query.numbered ? sql`s.number is not null` : sql`s.number is null`);
  if (query.sameCauseAgain !== undefined)
    add(sql`(coalesce(s.times_named, 0) >= ${FLAGGED_FROM}) = ${query.sameCauseAgain}`);
  if (query.from) add(sql`s.issued_on >= ${query.from}::date`);
  if (query.to) add(sql`s.issued_on <= ${query.to}::date`);
  if (query.unitId) {
    add(sql`i.lead_unit_id in (with recursive below as (
      select id from units where institution_id = ${scope.institutionId} and id = ${query.unitId}
      union all select x.id from units x join below b on x.parent_id = b.id where x.institution_id = ${scope.institutionId}
    ) select id from below)`);
  }
  return sql.join(parts, sql` `);
}

type Sort = { column: RawBuilder<unknown>; of: (row: StoredSheet) => string | number; type: RawBuilder<unknown> };
const HEAT: Record<StoredSheet['colour'], number> = { yellow: 1, orange: 2, red: 3 };
const SORTS: Record<string, Sort> = {
  issuedOn: { column: sql`s.issued_on`, of: (row) => row.issuedOn, type: sql`date` },
  replyBy: { column: sql`s.reply_by`, of: (row) => row.replyBy, type: sql`date` },
  number: { column: NUMBER_KEY, of: (row) => row.numberKey, type: sql`text` },
  colour: {
    column: sql`array_position(array['yellow', 'orange', 'red'], s.colour)`,
    of: (row) => HEAT[row.colour],
    type: sql`int`,
  },
};

export async function listVisibleSheets(scope: Scope, query: Query) {
  const name = (query.sort ?? '-issuedOn').replace(/^-/, '');
  const sort = SORTS[name] ?? refuseNow('malformed', 'sort_invalid', { sort: name });
  const descending = (query.sort ?? '-issuedOn').startsWith('-');
  const [than, order] = descending ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const cursor = readCursor(query.cursor, 2);
  const after = cursor
    ? sql`and (${sort.column}, s.id) ${than} (${cursor[0]}::${sort.type}, ${cursor[1]}::uuid)`
    : sql``;
  const where = filterSheets(scope, query);
  const rows = await selectSheets(
    scope,
    sql`${where} ${after} order by ${sort.column} ${order}, s.id ${order} limit ${query.limit + 1}`,
  );
  const paged = page(rows, query.limit, (row) => [sort.of(row), row.id]);
  const items = paged.items.map((row) => toSheetRow(scope, row));
  const total = query.cursor ? {} : { total: await countSheets(scope, where) };
  return { items, nextCursor: paged.nextCursor, ...total };
}
