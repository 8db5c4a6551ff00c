// The working days that the product counts are those of the official tables, day by day.
import { afterAll, describe, expect, it } from 'vitest';
import { isWorkingDay } from '../../src/capabilities/institution/calendar.rules.ts';
import { institutionCalendar } from '../../src/capabilities/institution/official-days.rules.ts';
import { createTestInstitution } from '../support/institution.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { readShared } from './shared-data.ts';

type OfficialYear = { days: { date: string; isOffDay: boolean }[] };

const YEARS = [2023, 2024, 2025, 2026] as const;
/** A holiday around the new year may stand in the table of either year. */
const official = new Map(
  [2022, ...YEARS, 2027].flatMap((year) =>
    (JSON.parse(readShared('holidays', `${year}.json`)) as OfficialYear).days.map(
      ({ date, isOffDay }) => [date, isOffDay] as const,
    ),
  ),
);

const daysOf = (year: number): string[] => {
  const days: string[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};
const isWorking = (day: string): boolean => {
  const off = official.get(day);
  if (off !== undefined) return !off;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
};

let server: TestServer | undefined;
afterAll(() => server?.close());

describe.each(YEARS)('the calendar of %i', (year) => {
  it('counts as working days exactly those of the official table', () => {
    const calendar = institutionCalendar({ official: true, closedDays: [] });
    const wrong = daysOf(year).filter((day) => isWorkingDay(calendar, day) !== isWorking(day));
    expect(wrong).toEqual([]);
    expect(daysOf(year).filter((day) => official.has(day)).length).toBeGreaterThan(25);
  });

  it('answers the same over HTTP', async () => {
    server ??= await startTestServer();
    const { id } = await createTestInstitution();
    const client = await server.signIn(id, 'officer');
    const { body } = await client.get<{ items: { day: string; working: boolean }[] }>(
      `/calendar?from=${year}-01-01&to=${year}-12-31`,
    );
    expect(body.items.map(({ day, working }) => [day, working])).toEqual(
      daysOf(year).map((day) => [day, isWorking(day)]),
    );
  });
});
