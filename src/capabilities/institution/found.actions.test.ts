// Starting an institution: by the wizard on an empty database, once, and then the first office role.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnDatabase, openEmptyDatabase } from '../../../tests/support/database.ts';
import { PASSWORD, START } from '../../../tests/support/institution.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { manualClock } from '../../platform/clock.ts';
import { inTenant } from '../../platform/database/connect.ts';
import { workingDaysBefore } from './calendar.rules.ts';
import { loadCalendar } from './calendar.store.ts';
import { calendarYear } from './calendar-years.rules.ts';
import { createInstitution } from './found.actions.ts';
import { createSetupToken } from './setup-token.ts';

type Problem = { code: string };
let own: OwnDatabase;
let server: TestServer;
const { token, text } = createSetupToken(manualClock(START));

beforeAll(async () => {
  own = await openEmptyDatabase();
  server = await startTestServer({ setupToken: token, db: own.db });
});
afterAll(async () => {
  await server.close();
  await own.close();
});

const setUp = (sent: string, account = 'root-admin') =>
  server.client({}).post<Problem & { csrfToken: string }>('/setup', {
    token: sent,
    name: '示范理工大学',
    nameEn: 'Demonstration University',
    template: 'A',
    account,
    password: PASSWORD,
  });

describe('the wizard', () => {
  it('waits in an empty database, takes its token alone, and serves one of two at once', async () => {
    expect((await server.client({}).get<{ needed: boolean }>('/setup')).body.needed).toBe(true);
    const wrong = await setUp('guessed');
    expect([wrong.status, wrong.body.code]).toEqual([403, 'setup_token_wrong']);
    const replies = await Promise.all([setUp(text), setUp(text, 'another-admin')]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409]);
    expect((await server.client({}).get<{ needed: boolean }>('/setup')).body.needed).toBe(false);
  });

  it('makes the first office role the administrator’s only grant that holds at once', async () => {
    const { rows } = {
      rows: await own.owner.selectFrom('people').select(['id', 'account', 'institution_id']).execute(),
    };
    const administrator = rows[0];
    if (!administrator) throw new Error('the wizard made nobody');
    const admin = await server.signIn(administrator.institution_id, administrator.account);
    const person = async (account: string) =>
      (await admin.post<{ id: string }>('/people', { name: account, account, password: PASSWORD })).body.id;
    const [one, two, three] = [await person('colleague-1'), await person('colleague-2'), await person('colleague-3')];
    const grant = (personId: string, role: string) =>
      admin.post<Problem & { state: string }>('/roles', { personId, role });
    expect((await grant(administrator.id, 'office')).body.code).toBe('office_not_to_administrator');
    const early = await grant(three, 'auditor');
    expect([early.status, early.body.state]).toEqual([202, 'proposed']);
    const first = await grant(one, 'office');
    expect([first.status, first.body.state]).toEqual([201, 'confirmed']);
    const second = await grant(two, 'office');
    expect([second.status, second.body.state]).toEqual([202, 'proposed']);
    const units = await admin.get<{ items: { code: string; name: string }[] }>('/units');
    expect(units.body.items).toMatchObject([{ code: 'TOP', name: '示范理工大学' }]);
  });
});

describe('a new institution', () => {
  it('stores the calendar that the rules use, over years back and ahead', async () => {
    const founding = { name: 'Calendar', template: 'B', account: 'root', password: PASSWORD } as const;
    const { institutionId } = await createInstitution(own.db, founding, { now: START });
    await inTenant(own.db, institutionId, async (tx) => {
      const years = await tx.selectFrom('calendar_years').selectAll().orderBy('year').execute();
      expect([years[0]?.year, years.at(-1)?.year]).toEqual([2023, 2034]);
      const calendar = await loadCalendar({ tx, institutionId });
      for (const { year, base, ordinals } of years)
        expect({ year, base, ordinals }).toEqual(calendarYear(calendar, year));
      expect(years[0]?.base).toBe(workingDaysBefore(calendar, '2023-01-01'));
    });
  });

  it('refuses a name in use, an unknown zone and a weak password', async () => {
    const founding = { name: 'Fresh', template: 'A', account: 'root', password: PASSWORD } as const;
    const refused = (change: object) => createInstitution(own.db, { ...founding, ...change }, { now: START });
    await expect(refused({ name: 'calendar' })).rejects.toThrow('institution_name_taken');
    await expect(refused({ timeZone: 'Asia/Nowhere' })).rejects.toThrow('time_zone_unknown');
    await expect(refused({ password: 'password123' })).rejects.toThrow('password_weak');
  });

  it('without China’s holidays works on every weekday', async () => {
    const founding = {
      name: 'Elsewhere',
      template: 'A',
      account: 'root',
      password: PASSWORD,
      holidays: 'none',
      timeZone: 'Europe/Paris',
    } as const;
    const { institutionId } = await createInstitution(own.db, founding, { now: START });
    const calendar = await inTenant(own.db, institutionId, (tx) => loadCalendar({ tx, institutionId }));
    expect(workingDaysBefore(calendar, '2026-10-12') - workingDaysBefore(calendar, '2026-10-05')).toBe(5);
  });
});

it('hears no more set-up tokens after ten wrong ones', () => {
  const clock = manualClock(START);
  const setup = createSetupToken(clock);
  for (let i = 0; i < 10; i += 1) expect(() => setup.token.demand('wrong')).toThrow('setup_token_wrong');
  expect(() => setup.token.demand(setup.text)).toThrow('sign_in_throttled');
  clock.set(new Date(START.getTime() + 600_001));
  expect(() => setup.token.demand(setup.text)).not.toThrow();
});
