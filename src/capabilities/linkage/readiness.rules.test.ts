// The window before a node in working days, over weekends and holidays, and what answers make of an item.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfNumber, workingDaysBetween } from '../institution/calendar.rules.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import {
  askedFor,
  asksFrom,
  asksUntil,
  isAskedAbout,
  type Need,
  openNeeds,
  readinessOf,
  worstReadiness,
} from './readiness.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: ['2026-07-13', '2026-07-14'] });
const day = fc.integer({ min: 19_358, max: 21_914 }).map(dayOfNumber);

describe('the window before a node', () => {
  it('is open on a day exactly when the node lies no later than the last day asked about', () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: 1, max: 60 }), (today, date, days) => {
        expect(asksFrom(calendar, date, days) <= today).toBe(date <= asksUntil(calendar, today, days));
      }),
    );
  });

  it('holds so many working days, whatever weekends and holidays lie between', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (date, days) => {
        expect(workingDaysBetween(calendar, asksFrom(calendar, date, days), date)).toBe(days);
      }),
    );
  });

  it('opens two weeks before where nothing lies between, and earlier over the National Day week', () => {
    expect(asksFrom(calendar, '2026-03-18', 10)).toBe('2026-03-04');
    expect(asksFrom(calendar, '2026-10-12', 10)).toBe('2026-09-21');
  });
});

describe('what answers make of a node', () => {
  const need = (answer: Need['answer'], kind: Need['kind'] = 'resource'): Need => ({ kind, answer });

  it('is unmet before asked, and ready only when everything is there or not needed', () => {
    expect(readinessOf([need('met'), need(null)], 0)).toBe('asked');
    expect(readinessOf([need('unmet'), need(null)], 0)).toBe('unmet');
    expect(readinessOf([need('met'), need('not_needed')], 0)).toBe('ready');
    expect(readinessOf([need('met')], 1)).toBe('unmet');
    expect(openNeeds([need('met'), need(null), need('unmet'), need('not_needed')], 2)).toBe(4);
  });

  it('asks for every kind as a whole of which nothing was named', () => {
    const whole = (kind: Need['kind']): Need => ({ kind, answer: null });
    expect(askedFor([], whole).map((one) => one.kind)).toEqual(['prerequisite', 'resource', 'approval']);
    const named = [need('met', 'approval'), need(null, 'approval')];
    expect(askedFor(named, whole).map((one) => one.kind)).toEqual(['prerequisite', 'resource', 'approval', 'approval']);
  });

  it('is for an item what its least ready node says', () => {
    expect(worstReadiness([])).toBeNull();
    expect(worstReadiness([null, 'ready'])).toBe('ready');
    expect(worstReadiness(['ready', 'unmet', 'asked'])).toBe('unmet');
    expect(worstReadiness(['asked', 'ready'])).toBe('asked');
    expect(['draft', 'registered', 'assigned', 'in_progress', 'suspended', 'closed'].filter(isAskedAbout)).toEqual([
      'assigned',
      'in_progress',
    ]);
  });
});
