// The matrix as a tree of units: whatever is open, nothing is lost and nothing counted twice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Counts } from './cycleCounts.ts';
import type { MatrixUnit } from './cycleQueries.ts';
import { sumCounts, type UnitPlace, unitRows } from './unitRows.ts';

const few = fc.nat(9);
const counts = fc
  .record({ inTime: few, late: few, waiting: few, missing: few, missed: few })
  .map((one): Counts => ({ ...one, owed: one.inTime + one.late + one.waiting + one.missing + one.missed }));

const unit = (place: UnitPlace, cells: Counts[]): MatrixUnit => ({
  unit: { ...place, code: place.id, kind: 'team' },
  cells: cells.map((cell, at) => ({ ...cell, level: at + 1 })),
  total: sumCounts(cells),
});
const place = (id: string, parentId: string | null): UnitPlace => ({ id, parentId, name: id, nameEn: null });

/** A tree of units, each below an earlier one, some of which lead something on two levels. */
const institution = fc
  .array(fc.record({ above: fc.nat(), leads: fc.boolean(), cells: fc.tuple(counts, counts) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((seeds) => {
    const directory = seeds.map((seed, at) => place(`u${at}`, at === 0 ? null : `u${seed.above % at}`));
    const units = directory.flatMap((one, at) => (seeds[at]?.leads ? [unit(one, seeds[at].cells)] : []));
    return { directory, units };
  });

describe('the rows', () => {
  it('closed, total what all units lead, on each level', () => {
    fc.assert(
      fc.property(institution, ({ directory, units }) => {
        const rows = unitRows(units, directory, new Set());
        for (const column of [0, 1, 2]) {
          const shown = sumCounts(rows.map((row) => row.counts[column] ?? sumCounts([])));
          const all = sumCounts(units.map((one) => [...one.cells, one.total][column] ?? sumCounts([])));
          expect(shown).toEqual(all);
        }
      }),
    );
  });

  it('open, show every unit that leads something by itself, once', () => {
    fc.assert(
      fc.property(institution, ({ directory, units }) => {
        const rows = unitRows(units, directory, new Set(directory.map((one) => one.id)));
        const single = rows.filter((row) => !row.canOpen);
        expect(single.map((row) => row.unitId).sort()).toEqual(units.map((one) => one.unit.id).sort());
        expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
      }),
    );
  });
});

const one: Counts = { owed: 1, inTime: 1, late: 0, waiting: 0, missing: 0, missed: 0 };
const directory = [place('TOP', null), place('PHY', 'TOP'), place('OPT', 'PHY'), place('CHE', 'TOP')];
const units = [unit(place('TOP', null), [one]), unit(place('PHY', 'TOP'), [one]), unit(place('OPT', 'PHY'), [one])];

it('a college opens into its own part and its institutes', () => {
  const shown = (open: string[]) => unitRows(units, directory, new Set(open)).map((row) => `${row.depth} ${row.key}`);
  expect(shown([])).toEqual(['0 TOP own', '0 PHY']);
  expect(shown(['PHY'])).toEqual(['0 TOP own', '0 PHY', '1 PHY own', '1 OPT']);
});

it('a unit that the directory does not hold stands for itself', () => {
  const rows = unitRows([...units, unit(place('GONE', 'X'), [one])], directory, new Set());
  expect(rows.map((row) => row.key)).toContain('GONE');
});
