// The SQL of settings: values with the day from which they hold.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import {
  isSettingKey,
  movesValues,
  SETTING_KEYS,
  SETTINGS,
  type SettingKey,
  type SettingValues,
} from './settings.contract.ts';

type Where = Pick<Moment, 'tx' | 'institutionId'>;
export type StoredSetting = { key: string; effectiveFrom: string; value: unknown };

/** Every value ever set, the latest last. */
export async function listSettings({ tx, institutionId }: Where): Promise<StoredSetting[]> {
  const { rows } = await sql<StoredSetting>`
    select key, effective_from as "effectiveFrom", value from settings where institution_id = ${institutionId}
    order by key, effective_from`.execute(tx);
  return rows.filter((row) => isSettingKey(row.key));
}

/** The values in force on a day; where nothing was set, or what was set no longer fits, the rule's own number. */
export function valuesOn(settings: readonly StoredSetting[], day: string): SettingValues {
  const values = Object.fromEntries(SETTING_KEYS.map((key) => [key, SETTINGS[key].value as unknown]));
  for (const { key, effectiveFrom, value } of settings) {
    if (isSettingKey(key) && effectiveFrom <= day && SETTINGS[key].schema.safeParse(value).success) values[key] = value;
  }
  return values as SettingValues;
}

export async function loadSettings(where: Where, day: string): Promise<SettingValues> {
  return valuesOn(await listSettings(where), day);
}

/** One value in force on the moment's day. */
export async function readSetting<K extends SettingKey>(
  where: Where & { today: string },
  key: K,
): Promise<SettingValues[K]> {
  const { rows } = await sql<StoredSetting>`
    select key, effective_from as "effectiveFrom", value from settings
    where institution_id = ${where.institutionId} and key = ${key} and effective_from <= ${where.today}::date
    order by effective_from desc limit 1`.execute(where.tx);
  return valuesOn(rows, where.today)[key];
}

export async function saveSetting(
  { tx, institutionId }: Where,
  key: SettingKey,
  from: string,
  value: unknown,
): Promise<void> {
  await sql`insert into settings (institution_id, key, effective_from, value)
    values (${institutionId}, ${key}, ${from}::date, ${JSON.stringify(value)}::jsonb)
    on conflict (institution_id, key, effective_from) do update set value = excluded.value`.execute(tx);
}

/** Whether a setting that values depend on begins on the moment's day. */
export async function valuesMoveOn({ tx, institutionId, today }: Where & { today: string }): Promise<boolean> {
  const { rows } = await sql<{ moves: boolean }>`
    select exists (select 1 from settings where institution_id = ${institutionId} and effective_from = ${today}::date
      and key = any(${SETTING_KEYS.filter(movesValues)}::text[])) as moves`.execute(tx);
  return rows[0]?.moves ?? false;
}
