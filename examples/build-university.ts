// Builds the demonstration university's workbook: node examples/build-university.ts writes examples/university.xlsx.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { writeWorkbook } from '../src/platform/spreadsheet/write-table.ts';
import { buildOrganisation } from './university/organisation.ts';
import { buildPlan } from './university/plan.ts';
import { createChance } from './university/random.ts';
import { SHEETS, type SheetName, type University } from './university/records.ts';

const SEED = 20260731;

const emptyUniversity = (): University => ({
  levels: [],
  units: [],
  people: [],
  posts: [],
  roles: [],
  sectors: [],
  disciplines: [],
  professors: [],
  items: [],
  nodes: [],
  indicators: [],
});

/** The same university every time: all chance comes from one seed. */
export const buildUniversity = (): University => {
  const chance = createChance(SEED);
  const university = emptyUniversity();
  const staffing = buildOrganisation(chance, university);
  buildPlan(chance, university, staffing);
  return university;
};

export const writeUniversity = async (university: University): Promise<Buffer> => {
  const names = Object.keys(SHEETS) as SheetName[];
  return await writeWorkbook(names.map((name) => ({ name, columns: SHEETS[name], rows: university[name] })));
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL('university.xlsx', import.meta.url));
  const university = buildUniversity();
  await writeFile(path, await writeUniversity(university));
  for (const [name, rows] of Object.entries(university)) console.log(`${name}: ${rows.length}`);
}
