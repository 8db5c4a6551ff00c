// Help that nobody answered in time goes up one level at a time; whoever let it pass stays on the list with his delay.
import { sql } from 'kysely';
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import { limitEnd } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { readSetting } from '../institution/settings.store.ts';
import { type ItemState, isOpen } from '../linkage/life-cycle.rules.ts';
import { hasPassed } from './help.rules.ts';
import { insertAddressee } from './help.store.ts';
import { nextAsked } from './help-reach.actions.ts';

type Running = {
  id: string;
  itemId: string | null;
  itemState: ItemState | null;
  askerId: string;
  askerUnitId: string | null;
  unitId: string | null;
  asked: string[];
  firstWhy: string;
  replyBy: string;
};

async function lockRunning(moment: Moment): Promise<Running[]> {
  const { rows } = await sql<Running>`
    select h.id, h.item_id as "itemId", i.state as "itemState", h.asker_id as "askerId", h.asker_unit_id as "askerUnitId", h.unit_id as "unitId",
      l.asked, l.first_why as "firstWhy", l.reply_by as "replyBy"
    from help_requests h left join items i on i.institution_id = h.institution_id and i.id = h.item_id
    join lateral (select array_agg(x.person_id order by x.position) as asked, (array_agg(x.why order by x.position))[1] as first_why,
      (array_agg(x.reply_by order by x.position desc))[1] as reply_by
      from help_addressees x where x.institution_id = h.institution_id and x.request_id = h.id) l on true
    where h.institution_id = ${moment.institutionId} and h.state = 'open' and (l.reply_by < ${moment.today}::date or i.state in ('closed', 'archived', 'cancelled'))
    order by l.reply_by, h.id for update of h`.execute(moment.tx);
  return rows;
}

/**
 * Midnight of a working day: each request whose limit has passed goes to the next above, who gets the limit anew, counted from this day. At the
 * top it stays and shows. A request on an item that has ended meanwhile is taken back. Finds nothing to do when run again.
 */
export async function climbHelp(moment: Moment): Promise<void> {
  const running = await lockRunning(moment);
  if (running.length === 0) return;
  const limit = limitEnd(await loadCalendar(moment), moment.today, await readSetting(moment, 'help.limitDays'));
  for (const help of running) {
    if (help.itemState !== null && !isOpen(help.itemState)) await takeBack(moment, help);
    else if (hasPassed(help.replyBy, moment.today)) await climbOne(moment, help, limit);
  }
}

async function climbOne(moment: Moment, help: Running, replyBy: string): Promise<void> {
  const next = await nextAsked(moment, {
    ...help,
    namedId: help.firstWhy === 'named' ? (help.asked[0] ?? null) : null,
  });
  const late = help.asked.at(-1);
  if (next === null || late === undefined) return;
  await sql`update help_addressees set passed_on = ${moment.today}::date
    where institution_id = ${moment.institutionId} and request_id = ${help.id} and passed_on is null`.execute(
    moment.tx,
  );
  await insertAddressee(moment, {
    requestId: help.id,
    position: help.asked.length,
    personId: next,
    why: 'climbed',
    replyBy,
  });
  await sql`update help_requests set version = version + 1 where institution_id = ${moment.institutionId} and id = ${help.id}`.execute(
    moment.tx,
  );
  await appendEvent(moment, {
    act: 'help.climbed',
    objectKind: 'help_request',
    objectId: help.id,
    itemId: help.itemId,
    before: { addresseeId: late, replyBy: help.replyBy },
    after: { askerId: help.askerId, addresseeId: next, replyBy, addresseeIds: [next, late, help.askerId] },
  });
}

async function takeBack(moment: Moment, help: Running): Promise<void> {
  await sql`update help_requests set state = 'withdrawn', ended_at = ${moment.now}, ended_on = ${moment.today}::date, version = version + 1
    where institution_id = ${moment.institutionId} and id = ${help.id}`.execute(moment.tx);
  await appendEvent(moment, {
    act: 'help.withdrawn',
    objectKind: 'help_request',
    objectId: help.id,
    itemId: help.itemId,
    after: { askerId: help.askerId, addresseeId: help.asked.at(-1) ?? null, addresseeIds: [help.askerId] },
  });
}
