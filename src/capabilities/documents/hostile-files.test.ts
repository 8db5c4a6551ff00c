// Files changed at random cost no more than an error by row and column.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../platform/spreadsheet/read-table.ts';
import { writeWorkbook } from '../../platform/spreadsheet/write-table.ts';
import { ENTITIES } from './sheet-fields.rules.ts';
import { Findings, readEntityRows } from './sheet-rows.rules.ts';

const kinds = ['organisation', 'plan'] as const;
const anyCell = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.double(),
  fc.integer(),
  fc.date(),
  fc.constant(null),
  fc.constantFrom('2026-02-30', '是', '=1+1', '1e999', '学院', '\u0000', '\ud800'),
);

describe('whatever stands in the cells of a sheet', () => {
  it.each(kinds)('of the %s is read or named, never a failure', (kind) => {
    for (const entity of ENTITIES[kind]) {
      const header = entity.fields.map((field) => field.key);
      const anyRow = fc.record(Object.fromEntries(header.map((key) => [key, anyCell])));
      fc.assert(
        fc.property(fc.array(anyRow, { maxLength: 5 }), (cells) => {
          const findings = new Findings();
          const rows = cells.map((one, at) => ({ row: at + 2, cells: one }));
          const read = readEntityRows(kind, [{ name: entity.name, header, rows }], findings);
          const wrong = new Set(findings.errors.map((error) => error.row));
          expect((read[entity.name]?.length ?? 0) + wrong.size).toBe(cells.length);
        }),
        { numRuns: 60 },
      );
    }
  });

  it('of a workbook whose bytes were changed is read or refused', async () => {
    const columns = ENTITIES.plan[0]?.fields.map(({ key }) => ({ key, header: key, type: 'text' as const })) ?? [];
    const bytes = await writeWorkbook([
      { name: 'items', columns, rows: [{ code: 'A', title: '甲', start: '2026-01-05' }] },
    ]);
    const change = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const changed = Buffer.from(bytes);
        for (const { at, byte } of changes) changed[at] = byte;
        const table = await readTable(changed, 'plan.xlsx');
        if (table.ok) readEntityRows('plan', table.sheets, new Findings());
      }),
      { numRuns: 300 },
    );
  });
});
