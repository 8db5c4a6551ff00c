// Facts for pictures: weeks of recorded points of an item, and an indicator with readings, written past the acts that would make them.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { addDays } from '../../src/capabilities/institution/calendar.rules.ts';
import { inTenant } from '../../src/platform/database/connect.ts';
import { useDatabase } from './database.ts';

/** On Sundays from the first one on. */
export async function recordPoints(
  institutionId: string,
  itemId: string,
  firstSunday: string,
  verified: readonly number[],
): Promise<void> {
  const { db } = await useDatabase();
  await inTenant(db, institutionId, async (tx) => {
    for (const [week, value] of verified.entries()) {
      await sql`insert into item_points (institution_id, item_id, day, verified, reported, planned, light)
        values (${institutionId}, ${itemId}, ${addDays(firstSunday, week * 7)}, ${value}, ${value}, ${value}, 'green')
        on conflict (institution_id, item_id, day) do update set verified = excluded.verified`.execute(tx);
    }
  });
}

/** Rising from 0 to 12, added up; answers its id. */
export async function addRead(
  institutionId: string,
  item: { id: string; personId: string },
  readings: readonly (readonly [date: string, value: number, verified: boolean])[],
): Promise<string> {
  const { db } = await useDatabase();
  const id = uuid();
  await inTenant(db, institutionId, async (tx) => {
    await sql`insert into indicators (institution_id, id, item_id, name, name_en, unit, base, target, polarity, rule, created_at, changed_at)
      values (${institutionId}, ${id}, ${item.id}, '平台数', 'Platforms', '个', 0, 12, 'up', 'sum', now(), now())`.execute(
      tx,
    );
    for (const [date, value, verified] of readings) {
      await sql`insert into indicator_readings (institution_id, id, indicator_id, item_id, date, value, verified, created_by, created_at)
        values (${institutionId}, ${uuid()}, ${id}, ${item.id}, ${date}, ${value}, ${verified}, ${item.personId}, now())`.execute(
        tx,
      );
    }
  });
  return id;
}
