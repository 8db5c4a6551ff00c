// Stays in red: the midnight work fixes the day on which one began, and the day on which it was left with its cause recorded.
import { sql } from 'kysely';
import { appendEvents, type Moment } from '../../platform/events/append.ts';
import { refreshItemValues } from './rollup.store.ts';

/** An unrecorded cause keeps an item red by itself: it opens no further stay. */
const RED_OF_ITS_OWN = sql`
  v.light = 'red' and exists (
    select 1 from jsonb_array_elements(v.light_why) w where w ->> 'light' = 'red' and w ->> 'rule' <> 'cause_missing'
  )
`;

export async function followRedSpells(moment: Moment): Promise<void> {
  const opened = await openSpells(moment);
  const left = await endSpells(moment);
  await appendEvents(moment, [
    ...opened.map((itemId) => ({
      act: 'item.turned_red',
      objectKind: 'item',
      objectId: itemId,
      after: { since: moment.today },
    })),
    ...left.map(({ item_id, since }) => ({
      act: 'item.left_red',
      objectKind: 'item',
      objectId: item_id,
      before: { since },
      after: { leftOn: moment.today },
    })),
  ]);
  await refreshItemValues(moment, [...opened, ...left.map((spell) => spell.item_id)]);
}

async function openSpells({ tx, institutionId, today }: Moment): Promise<string[]> {
  const { rows } = await sql<{ item_id: string }>`
    insert into red_spells (institution_id, item_id, since, run_on)
    select v.institution_id, v.item_id, ${today}::date, v.left_green_on from item_values v
    where v.institution_id = ${institutionId} and ${RED_OF_ITS_OWN}
      and not exists (select 1 from red_spells s where s.institution_id = v.institution_id and s.item_id = v.item_id and s.left_on is null)
    order by v.item_id
    on conflict do nothing
    returning item_id
  `.execute(tx);
  return rows.map((row) => row.item_id);
}

async function endSpells({ tx, institutionId, today }: Moment): Promise<{ item_id: string; since: string }[]> {
  const { rows } = await sql<{ item_id: string; since: string }>`
    update red_spells s set left_on = ${today}::date
    from item_values v
    where s.institution_id = ${institutionId} and s.left_on is null and s.cause is not null and s.since < ${today}::date
      and v.institution_id = s.institution_id and v.item_id = s.item_id and v.light <> 'red'
    returning s.item_id, s.since
  `.execute(tx);
  return rows;
}
