// A year of the demonstration university, a day at a time: what limits, mornings and cycles bring is held to a second, plain telling of the rules.
import { beforeAll, describe, expect, it } from 'vitest';
import { workADay, type Year } from '../../tests/support/year/people-at-work.ts';
import {
  clockAt,
  dayAfter,
  daysFrom,
  isWorkDay,
  MADE_UP_SATURDAY,
  NATIONAL_DAY,
  periodsEndingBetween,
  plainFreeze,
  SPRING_FESTIVAL,
  workDayAfter,
} from '../../tests/support/year/plain-calendar.ts';
import { expectReminders, readReminders } from '../../tests/support/year/plain-reminders.ts';
import { PlainSheets } from '../../tests/support/year/plain-sheets.ts';
import {
  differencesOf,
  eventsSince,
  expiredSteps,
  freezesOf,
  HANDED_DOWN,
  helpClimbs,
  letTimePass,
  lightsOf,
  look,
  lookBack,
  numbersOf,
  openYear,
  sheetsOf,
} from '../../tests/support/year/university.ts';

/** All forty by LIANDONG_YEAR_KEY_WORKS=40. */
const KEY_WORKS = Number(process.env.LIANDONG_YEAR_KEY_WORKS ?? 1);
const FIRST = '2026-02-14';
const LAST = '2027-02-12';
/** Days on which no worker ran at all, and nobody acted: a long weekend, a week of work, the National Day. */
const AWAY: readonly [string, string][] = [
  ['2026-05-01', '2026-05-05'],
  ['2026-07-13', '2026-07-19'],
  ['2026-10-01', '2026-10-08'],
];
const isAway = (day: string) => AWAY.some(([from, to]) => from <= day && day <= to);

type Told = { day: string; what: string };
const year: { value?: Year } = {};
const [foretold, brought]: [Told[], Told[]] = [[], []];
const [awaited, reminded]: [Told[], Told[]] = [[], []];
const differences: unknown[] = [];
let [workDays, acts] = [0, 0];

const opened = (): Year => {
  if (!year.value) throw new Error('the year has not begun');
  return year.value;
};

/** A morning: what the plain telling expects of it, and what the product did. */
async function compareMorning(sheets: PlainSheets, day: string): Promise<void> {
  const seen = isAway(day) ? await lookBack(opened(), day) : await look(opened());
  const expected = sheets.morning(day, seen);
  const actual = await sheetsOf(opened(), day);
  for (const { code, colour, rule, replyBy } of expected.issued)
    foretold.push({ day, what: `${code} ${colour} ${rule} by ${replyBy}` });
  for (const { code, colour, rule, replyBy } of actual.issued)
    brought.push({ day, what: `${code} ${colour} ${rule} by ${replyBy}` });
  for (const { code, colour, to } of expected.climbed) {
    const climb = actual.climbed.find((one) => one.code === code && one.colour === colour);
    const beyond = to === 'beyond' && climb !== undefined && !sheets.knows(code, colour).includes(climb.to ?? '');
    foretold.push({ day, what: `${code} ${colour} climbs to ${beyond ? climb.to : to}` });
    if (climb === undefined || to !== 'beyond') continue;
    if (climb.to === null) sheets.stayAtTop(code, colour);
    else sheets.learn(code, colour, climb.to);
  }
  for (const { code, colour, to } of actual.climbed) brought.push({ day, what: `${code} ${colour} climbs to ${to}` });
  for (const what of await expectReminders(opened(), day)) awaited.push({ day, what });
  for (const what of await readReminders(opened(), day)) reminded.push({ day, what });
}

async function liveOn(sheets: PlainSheets, day: string): Promise<void> {
  if (isWorkDay(day)) workDays += 1;
  if (isAway(day)) return;
  await letTimePass(opened(), clockAt(day, '08:00:01'));
  const away = AWAY.find(([, to]) => dayAfter(to) === day);
  for (const missed of away ? daysFrom(away[0], away[1]) : []) await compareMorning(sheets, missed);
  await compareMorning(sheets, day);
  // every frozen cycle is computed again
  if (day === LAST) differences.push(...(await differencesOf(opened(), clockAt(day, '08:00:01'))));
  if (!isWorkDay(day)) return;
  acts += await workADay(opened(), day, async (done) => {
    const lights = await lightsOf(opened());
    const lightOf = (code: string) => lights.find((item) => item.code === code)?.light ?? '';
    if (done?.what === 'answered') sheets.answer(done.code, done.colour);
    if (done?.what === 'judged') sheets.judge(day, done, lightOf(done.code));
    sheets.look(day, lights);
  });
}

beforeAll(async () => {
  year.value = await openYear(KEY_WORKS);
  const sheets = new PlainSheets();
  await letTimePass(year.value, clockAt(HANDED_DOWN.to, '18:00:00'));
  await compareMorning(sheets, HANDED_DOWN.to);
  for (const day of daysFrom(FIRST, LAST)) await liveOn(sheets, day);
}, 3_600_000);

const on = (told: readonly Told[], day: string) => told.filter((one) => one.day === day);
const inOrder = (told: readonly Told[]) => told.map(({ day, what }) => `${day} ${what}`).sort();

/** The first day on which two tellings differ says most. */
function sameEveryDay(left: readonly Told[], right: readonly Told[]): void {
  const days = [HANDED_DOWN.to, ...daysFrom(FIRST, LAST)];
  const differing = days.find((day) => `${inOrder(on(left, day))}` !== `${inOrder(on(right, day))}`) ?? '';
  expect(inOrder(on(left, differing))).toEqual(inOrder(on(right, differing)));
  expect(inOrder(left)).toEqual(inOrder(right));
}

describe('a year of the demonstration university', () => {
  it('has some two hundred and fifty working days and thousands of events', async () => {
    const events = await eventsSince(opened(), clockAt(FIRST, '00:00:00'));
    console.log(`${workDays} working days, ${acts} acts, ${events} events, ${brought.length} sheets and climbs`);
    expect(workDays).toBeGreaterThanOrEqual(248);
    expect(events).toBeGreaterThan(2000);
    expect(acts).toBeGreaterThan(800);
  });

  it('brings every sheet and every climb on the morning on which a plain telling of the rules expects it', () => {
    sameEveryDay(brought, foretold);
    expect(brought.length).toBeGreaterThan(300);
  });

  it('reminds everybody of what is due on the mornings on which a plain count of working days expects it', () => {
    sameEveryDay(reminded, awaited);
    expect(reminded.length).toBeGreaterThan(900);
    for (const { day } of reminded) expect(isWorkDay(day), day).toBe(true);
  });

  it('brings none on days off, some on a made-up Saturday, and limits run on past the holidays', () => {
    for (const { day } of brought) expect(isWorkDay(day), day).toBe(true);
    expect(on(brought, MADE_UP_SATURDAY).length).toBeGreaterThan(0);
    for (const { lastBefore, firstAfter } of [SPRING_FESTIVAL, NATIONAL_DAY]) {
      const across = brought.filter(
        ({ day, what }) => day <= lastBefore && (what.split(' by ')[1] ?? '') >= firstAfter,
      );
      expect(across.length, firstAfter).toBeGreaterThan(0);
    }
  });

  it('freezes every week, month and quarter as the day of its freeze ends', async () => {
    const expected = periodsEndingBetween(FIRST, LAST)
      .map((period) => ({ ...period, day: plainFreeze(period) }))
      .filter(({ day }) => day >= FIRST && day < LAST)
      .map(({ kind, from, to, day }) => `${kind} ${from} ${to} frozen ${dayAfter(day)} 00:00`);
    expect(expected.length).toBeGreaterThan(60);
    const frozen = (await freezesOf(opened())).filter(({ from }) => from >= '2026-02-09' || from.endsWith('-01'));
    const told = frozen.map(({ kind, from, to, at }) => `${kind} ${from} ${to} frozen ${at}`);
    expect(told.filter((one) => expected.includes(one)).sort()).toEqual(expected.sort());
    expect(told.length - expected.length).toBeLessThanOrEqual(3);
  });

  it('passes gate steps on, and help up, on the first working day after their limit', async () => {
    const steps = await expiredSteps(opened(), FIRST);
    expect(steps.length).toBeGreaterThan(5);
    for (const { due, on: day } of steps) expect(day).toBe(workDayAfter(due, 1));
    const climbs = await helpClimbs(opened());
    expect(climbs.length).toBeGreaterThan(5);
    for (const { replyBy, on: day } of climbs) expect(day).toBe(workDayAfter(replyBy, 1));
  });

  it('numbers the sheets of annual key work without gap or double, and no others', async () => {
    const { numbers, wrong } = await numbersOf(opened());
    expect(wrong).toEqual([]);
    for (const [series, serials] of Object.entries(numbers)) {
      expect(serials, series).toEqual(serials.map((_, index) => index + 1));
    }
    expect(Object.keys(numbers).length).toBeGreaterThan(1);
  });

  it('has values, lights and frozen cycles that follow from their facts at its end', () => {
    expect(differences).toEqual([]);
  });
});
