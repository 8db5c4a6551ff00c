// Starting an institution: its levels, its top unit, its calendar and settings, and an administrator without business data.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { type Db, inTenant, outsideTenant, type Tx } from '../../platform/database/connect.ts';
import { appendEvents, type Moment } from '../../platform/events/append.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Language } from '../../platform/words.ts';
import { savePasswordHash } from '../identity/credentials.store.ts';
import { insertGrant } from '../identity/grants.store.ts';
import { demandStrongPassword, hashPassword } from '../identity/password.ts';
import { storeCalendar } from './calendar.store.ts';
import { SETTING_KEYS, SETTINGS, SINCE_EVER } from './settings.contract.ts';
import { TEMPLATES, type TemplateName } from './templates.rules.ts';
import { isTimeZone, localDay } from './zone.rules.ts';

export type Founding = {
  name: string;
  nameEn?: string | undefined;
  template: TemplateName;
  account: string;
  personName?: string | undefined;
  password: string;
  language?: Language | undefined;
  timeZone?: string | undefined;
  /** China's public holidays and make-up days, or weekdays alone. */
  holidays?: 'china' | 'none' | undefined;
  host?: string | undefined;
};
export type Founded = { institutionId: string; administratorId: string; topUnitId: string };

export type FoundingOptions = {
  now: Date;
  /** The wizard serves an empty database only. */
  onlyFirst?: boolean;
  requestId?: string | null;
};

export async function createInstitution(db: Db, founding: Founding, options: FoundingOptions): Promise<Founded> {
  const timeZone = founding.timeZone ?? 'Asia/Shanghai';
  if (!isTimeZone(timeZone)) refuseNow('invalid', 'time_zone_unknown', { timeZone });
  demandStrongPassword(founding.password, [founding.account], SETTINGS['password.shortest'].value);
  const passwordHash = await hashPassword(founding.password);
  const founded = { institutionId: uuid(), administratorId: uuid(), topUnitId: uuid() };
  await inTenant(db, founded.institutionId, async (tx) => {
    await refuseSecond(tx, options.onlyFirst ?? false, founding);
    const moment: Moment = {
      tx,
      institutionId: founded.institutionId,
      now: options.now,
      today: localDay(options.now, timeZone),
      actorId: founded.administratorId,
      requestId: options.requestId ?? null,
    };
    await sql`select set_config('liandong.now', ${options.now.toISOString()}, true)`.execute(tx);
    await insertHouse(moment, founded, { ...founding, timeZone });
    await insertAdministrator(moment, founded, founding, passwordHash);
    await storeCalendar(moment);
  });
  return founded;
}

/** Two wizards at once must not make two institutions. */
async function refuseSecond(tx: Tx, onlyFirst: boolean, founding: Founding): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('institutions', 3))`.execute(tx);
  const { rows } = await sql<{ any: boolean; named: string | null }>`
    select exists (select 1 from list_institution_ids()) as any, find_institution_by_name(${founding.name}) as named`.execute(
    tx,
  );
  if (onlyFirst && rows[0]?.any) refuseNow('conflict', 'already_set_up');
  if (rows[0]?.named) refuseNow('conflict', 'institution_name_taken', { name: founding.name });
}

async function insertHouse(moment: Moment, founded: Founded, founding: Founding & { timeZone: string }): Promise<void> {
  const { tx, institutionId, now } = moment;
  await tx
    .insertInto('institutions')
    .values({
      id: institutionId,
      name: founding.name,
      name_en: founding.nameEn ?? null,
      host: founding.host ?? null,
      template: founding.template,
      time_zone: founding.timeZone,
      holidays: founding.holidays ?? 'china',
      created_at: now,
      // nothing happened before the first day, so its midnight work is done
      refreshed_to: moment.today,
    })
    .execute();
  const levels = TEMPLATES[founding.template].map((level, above) => ({
    institution_id: institutionId,
    id: uuid(),
    rank: above + 1,
    kind: level.kind,
    name: level.name,
    name_en: level.nameEn,
  }));
  await tx.insertInto('levels').values(levels).execute();
  const settings = SETTING_KEYS.map((key) => ({
    institution_id: institutionId,
    key,
    effective_from: SINCE_EVER,
    value: JSON.stringify(SETTINGS[key].value),
  }));
  await tx.insertInto('settings').values(settings).execute();
  const top = { code: 'TOP', name: founding.name, name_en: founding.nameEn ?? null, kind: 'leadership' };
  await tx
    .insertInto('units')
    .values({ institution_id: institutionId, id: founded.topUnitId, ...top, created_at: now })
    .execute();
  await appendEvents(moment, [
    {
      act: 'institution.created',
      objectKind: 'institution',
      objectId: institutionId,
      after: {
        name: founding.name,
        nameEn: founding.nameEn ?? null,
        template: founding.template,
        timeZone: founding.timeZone,
      },
    },
    { act: 'unit.created', objectKind: 'unit', objectId: founded.topUnitId, after: { code: top.code, name: top.name } },
  ]);
}

async function insertAdministrator(moment: Moment, founded: Founded, founding: Founding, hash: string): Promise<void> {
  const { tx, institutionId, now, today } = moment;
  const personId = founded.administratorId;
  const person = {
    name: founding.personName ?? founding.account,
    account: founding.account,
    language: founding.language ?? 'zh-CN',
  };
  await tx
    .insertInto('people')
    .values({ institution_id: institutionId, id: personId, ...person, created_at: now })
    .execute();
  await savePasswordHash(tx, { institutionId, personId, hash, mustChange: false, now });
  const grant = { id: uuid(), personId, role: 'administrator', from: today, to: null, state: 'confirmed' } as const;
  await insertGrant(moment, { ...grant, grantedBy: null });
  await appendEvents(moment, [
    { act: 'person.created', objectKind: 'person', objectId: personId, after: person, personal: ['name', 'account'] },
    { act: 'role.granted', objectKind: 'role', objectId: grant.id, after: { personId, role: grant.role, from: today } },
  ]);
}

export async function institutionExists(db: Db): Promise<boolean> {
  const { rows } = await outsideTenant(db, (tx) =>
    sql<{ any: boolean }>`select exists (select 1 from list_institution_ids()) as any`.execute(tx),
  );
  return rows[0]?.any ?? false;
}
