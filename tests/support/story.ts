// A played institution: a hundred and fifty items on six levels with half a year of acts, gates, reports and lights behind them.

import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { loadSynthetic } from '../../src/entry/simulation/synthetic.ts';
import { type TestDatabase, useDatabase } from './database.ts';
import { PASSWORD } from './institution.ts';

export const STORY_END = new Date('2026-07-31T02:15:00.000Z');
export const STORY_ITEMS = 150;

export type Played = TestDatabase & {
  institutionId: string;
  /** Behind the product's back: as the owner, with the triggers of these tables switched off. */
  tamper(table: string, statement: string): Promise<void>;
};

export async function playInstitution(items = STORY_ITEMS): Promise<Played> {
  const database = await useDatabase();
  const order = { items, name: `故事 ${uuid()}`, account: 'administrator', password: PASSWORD, now: STORY_END };
  const { institutionId } = await loadSynthetic({ db: database.db, ...order });
  return {
    ...database,
    institutionId,
    tamper: (table, statement) =>
      database.owner.connection().execute(async (session) => {
        await sql.raw(`alter table ${table} disable trigger user`).execute(session);
        try {
          await sql.raw(statement.replaceAll(':own', `institution_id = '${institutionId}'`)).execute(session);
        } finally {
          await sql.raw(`alter table ${table} enable trigger user`).execute(session);
        }
      }),
  };
}
