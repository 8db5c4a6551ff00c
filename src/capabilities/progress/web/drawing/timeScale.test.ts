// The time axis: days and places answer each other, ticks cover it without gaps, days off are the calendar's.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../institution/calendar.rules.ts';
import { axisOf, fittedScale, offRuns, scaleOf, zooms } from './timeScale.ts';

const spans = fc
  .tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 1500 }))
  .map(([from, length]) => [addDays('2025-01-01', from), addDays('2025-01-01', from + length)]);

describe('the scale', () => {
  it('begins with the month of the first day and ends with the month of the last', () => {
    const scale = scaleOf('year', ['2026-03-15', '2026-11-02'], 900);
    expect([scale.from, scale.to]).toEqual(['2026-03-01', '2026-11-30']);
  });

  it('fills its pane where a plan is shorter than the zoom, and runs beyond it where it is longer', () => {
    expect(scaleOf('year', ['2026-03-15', '2026-04-02'], 900).width).toBeCloseTo(900);
    expect(scaleOf('month', ['2026-01-15', '2026-12-02'], 900).width).toBeGreaterThan(9000);
    expect(fittedScale(['2021-01-01', '2030-12-31'], 250).width).toBeCloseTo(250);
  });

  it('finds the day again that stands at a place, at any zoom', () => {
    fc.assert(
      fc.property(spans, fc.constantFrom(...zooms), fc.double({ min: 0, max: 1, noNaN: true }), (span, zoom, share) => {
        const scale = scaleOf(zoom, span, 800);
        const day = scale.dayAt(share * scale.width);
        expect(day >= scale.from && day <= scale.to).toBe(true);
        expect(scale.dayAt(scale.x(day) + scale.pixelsADay / 2)).toBe(day);
        expect(scale.xEnd(day)).toBeCloseTo(scale.x(addDays(day, 1)));
      }),
    );
  });

  it('never answers with a day outside of the axis', () => {
    const scale = scaleOf('half', ['2026-03-01', '2026-06-30'], 700);
    expect([scale.dayAt(-50), scale.dayAt(scale.width + 50)]).toEqual(['2026-03-01', '2026-06-30']);
  });
});

describe('the axis', () => {
  it('is covered by its ticks without gap or overlap, above and below', () => {
    fc.assert(
      fc.property(spans, fc.constantFrom(...zooms), (span, zoom) => {
        const scale = scaleOf(zoom, span, 800);
        for (const ticks of [axisOf(scale).major, axisOf(scale).minor]) {
          let end = 0;
          for (const tick of ticks) {
            expect(tick.x).toBeCloseTo(end, 4);
            end = tick.x + tick.width;
          }
          expect(end).toBeCloseTo(scale.width, 4);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('shades weekends and holidays where a day can be seen, and leaves worked weekends white', () => {
    const days = ['2026-02-01', '2026-02-28'] as const;
    const month = scaleOf('month', days, 900);
    const runs = offRuns(month, new Set(['2026-02-16', '2026-02-17']), new Set(['2026-02-14']));
    expect(runs.map((run) => [run.day, Math.round(run.width / month.pixelsADay)])).toEqual([
      ['2026-02-01', 1],
      ['2026-02-07', 2],
      ['2026-02-15', 3],
      ['2026-02-21', 2],
      ['2026-02-28', 1],
    ]);
    expect(offRuns(scaleOf('year', days, 900), new Set(), new Set())).toEqual([]);
  });
});
