// Every due is reminded of once, on a working day, with the promised number of working days left; whoever has nothing to hear of hears nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  buildCalendar,
  type Calendar,
  isWorkingDay,
  workingDaysBetween,
} from '../institution/calendar.rules.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { deadlineFor, periodContaining } from '../progress/period.rules.ts';
import { deadlinesToTell, digestsOf, dueSpans, type News, type Reminder, remindDay } from './digest.rules.ts';
import { NOTIFICATION_KINDS, REMINDERS } from './notification.rules.ts';

const china = institutionCalendar({ official: true, closedDays: ['2026-09-30'] });
const plain = buildCalendar({});
const calendars = fc.constantFrom<Calendar>(china, plain);
const days = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2026-01-01', n));

describe('the day of a reminder', () => {
  it('leaves the promised number of working days, the due day included', () => {
    // Wednesday; Thursday 1 and Friday 2 October 2026 are holidays
    expect(remindDay(plain, '2026-07-31', 1)).toBe('2026-07-30');
    expect(remindDay(plain, '2026-07-31', 5)).toBe('2026-07-24');
    // a Saturday ends with its Friday
    expect(remindDay(plain, '2026-08-01', 0)).toBe('2026-07-31');
    expect(remindDay(plain, '2026-08-01', 1)).toBe('2026-07-30');
    fc.assert(
      fc.property(calendars, days, fc.integer({ min: 0, max: 6 }), (calendar, due, left) => {
        const day = remindDay(calendar, due, left);
        expect(isWorkingDay(calendar, day)).toBe(true);
        expect(workingDaysBetween(calendar, addDays(day, 1), addDays(due, 1))).toBe(left);
      }),
    );
  });

  it('is the day on whose span the due lies, and no other', () => {
    fc.assert(
      fc.property(calendars, days, fc.integer({ min: -20, max: 3 }), (calendar, due, away) => {
        const today = addDays(due, away);
        for (const span of dueSpans(calendar, today, 'item')) {
          const left = span.code === 'item_due_1' ? 1 : 5;
          expect(due >= span.from && due <= span.to).toBe(remindDay(calendar, due, left) === today);
        }
        if (!isWorkingDay(calendar, today)) expect(dueSpans(calendar, today, 'node')).toEqual([]);
      }),
    );
  });

  it('tells every deadline of every level twice, on two different working days', () => {
    const kinds = fc.constantFrom('week' as const, 'month' as const, 'quarter' as const);
    fc.assert(
      fc.property(
        calendars,
        kinds,
        days,
        fc.integer({ min: 3, max: 8 }),
        fc.nat(7),
        (calendar, kind, day, levels, at) => {
          const level = (at % levels) + 1;
          const period = periodContaining(kind, day);
          const deadline = deadlineFor(period, { rank: level, levels }, calendar);
          const told: string[] = [];
          for (let on = addDays(deadline, -20); on <= deadline; on = addDays(on, 1))
            for (const one of deadlinesToTell(calendar, on, levels))
              if (one.kind === kind && one.from === period.from && one.level === level) told.push(`${one.code} ${on}`);
          expect(told).toEqual([
            `report_2 ${remindDay(calendar, deadline, 2)}`,
            `report_0 ${remindDay(calendar, deadline, 0)}`,
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a digest', () => {
  const persons = fc.constantFrom('a', 'b', 'c');
  const reminder = fc.record<Reminder>({
    personId: persons,
    code: fc.constantFrom(...REMINDERS),
    itemId: fc.constantFrom('x', 'y', 'z'),
    nodeId: fc.constant(null),
    day: fc.constant('2026-07-31'),
  });
  const news = fc.record<News>({
    personId: persons,
    kind: fc.constantFrom(...NOTIFICATION_KINDS),
    count: fc.integer({ min: 1, max: 9 }),
    itemIds: fc.constant(['x']),
  });

  it('counts everything once, in the fixed order, and goes to nobody else', () => {
    fc.assert(
      fc.property(fc.array(reminder, { maxLength: 60 }), fc.array(news, { maxLength: 4 }), (reminders, told) => {
        const digests = digestsOf(reminders, told);
        for (const person of ['a', 'b', 'c']) {
          const lines = digests.get(person) ?? [];
          const own = reminders.filter((one) => one.personId === person);
          for (const code of REMINDERS)
            expect(lines.filter((line) => line.code === code).map((line) => line.count)).toEqual(
              own.some((one) => one.code === code) ? [own.filter((one) => one.code === code).length] : [],
            );
          const places = lines.map((line) => REMINDERS.indexOf(line.code as 'to_sign')).filter((place) => place >= 0);
          expect(places).toEqual([...places].sort((a, b) => a - b));
          expect(lines.every((line) => line.entries.length <= Math.min(20, line.count))).toBe(true);
          expect(digests.has(person)).toBe(lines.length > 0);
        }
      }),
    );
  });

  it('leaves out news that a reminder says anyway', () => {
    const kinds = ['item_assigned', 'gate_waits'] as const;
    const told = kinds.map((kind) => ({ personId: 'a', kind, count: 2, itemIds: ['x'] }));
    expect(digestsOf([], told).get('a')).toEqual([
      { code: 'gate_waits', count: 2, entries: [{ itemId: 'x', nodeId: null, day: null }] },
    ]);
  });
});
