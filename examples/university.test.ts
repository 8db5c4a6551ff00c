// The demonstration university obeys the rules that the product enforces, and the workbook in the repository is the one that is built.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { targetGap } from '../src/capabilities/progress/indicator.rules.ts';
import { readTable } from '../src/platform/spreadsheet/read-table.ts';
import { buildUniversity } from './build-university.ts';
import { WORKBOOK_FAULTS } from './university/faults.ts';
import { type Entry, SHEETS } from './university/records.ts';

const university = buildUniversity();
const text = (entry: Entry, key: string): string => String(entry[key] ?? '');
const byCode = new Map(university.items.map((item) => [text(item, 'code'), item]));
const unitParents = new Map(
  university.units.map((unit) => [text(unit, 'code'), unit.parentCode === null ? null : text(unit, 'parentCode')]),
);

const liesUnder = (unit: string | null, ancestor: string): boolean => {
  for (let at: string | null = unit; at !== null; at = unitParents.get(at) ?? null) if (at === ancestor) return true;
  return false;
};
const groupBy = (entries: readonly Entry[], key: string): Map<string, Entry[]> =>
  Map.groupBy(entries, (entry) => text(entry, key));
const parentOf = (item: Entry): Entry | undefined => byCode.get(text(item, 'parentCode'));
const total = (entries: readonly Entry[], key: string): number =>
  entries.reduce((sum, entry) => sum + Math.round(Number(entry[key]) * 100), 0) / 100;

describe('the demonstration plan', () => {
  it('has the size that was promised: forty key works, about 2,500 items, all six levels', () => {
    expect(university.items.filter((item) => item.horizon === 'annual')).toHaveLength(40);
    expect(university.items.length).toBeGreaterThan(2400);
    expect(university.items.length).toBeLessThan(2600);
    expect(new Set(university.items.map((item) => item.level))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(university.people.length).toBeGreaterThan(880);
    expect(university.disciplines).toHaveLength(60);
  });

  it('puts every child below its parent, or beside it in the same unit, with a horizon no longer', () => {
    const horizons = ['five_year', 'mid_term', 'annual', 'task'];
    for (const item of university.items) {
      const parent = parentOf(item);
      if (!parent) continue;
      const below = Number(item.level) - Number(parent.level);
      expect(below > 0 || (below === 0 && item.leadUnitCode === parent.leadUnitCode)).toBe(true);
      expect(horizons.indexOf(text(item, 'horizon'))).toBeGreaterThanOrEqual(horizons.indexOf(text(parent, 'horizon')));
    }
  });

  it('keeps every date inside: children in their parents, milestones in their items', () => {
    for (const item of university.items) {
      expect(text(item, 'start') < text(item, 'due')).toBe(true);
      const parent = parentOf(item);
      if (!parent) continue;
      expect(text(item, 'start') >= text(parent, 'start') && text(item, 'due') <= text(parent, 'due')).toBe(true);
    }
    for (const node of university.nodes) {
      const item = byCode.get(text(node, 'itemCode')) as Entry;
      expect(text(node, 'date') >= text(item, 'start') && text(node, 'date') <= text(item, 'due')).toBe(true);
    }
  });

  it('gives weights that total exactly 100', () => {
    for (const [parent, children] of groupBy(university.items, 'parentCode'))
      if (parent) expect(total(children, 'weight')).toBe(100);
    for (const nodes of groupBy(university.nodes, 'itemCode').values()) expect(total(nodes, 'weight')).toBe(100);
  });

  it('gives every item to a person with a post in its lead unit or under it', () => {
    const posts = groupBy(university.posts, 'account');
    for (const item of university.items) {
      const units = (posts.get(text(item, 'responsible')) ?? []).map((post) => text(post, 'unitCode'));
      expect(units.some((unit) => liesUnder(unit, text(item, 'leadUnitCode')))).toBe(true);
    }
  });

  it('hands indicators down to people so that the targets below combine to the one above, but for the seeded gaps', () => {
    const below = groupBy(university.indicators, 'parentIndicatorCode');
    const gaps = university.indicators.flatMap((indicator) => {
      const targets = (below.get(text(indicator, 'code')) ?? []).map((child) => child.target as number | null);
      const target = { ...indicator, base: null } as unknown as Parameters<typeof targetGap>[0];
      const gap = targetGap(target, targets) ?? 0;
      return gap === 0 ? [] : [`${text(indicator, 'itemCode')} ${gap}`];
    });
    const seeded = WORKBOOK_FAULTS.flatMap(({ item, gap }) => (gap === undefined ? [] : [`${item} ${gap}`]));
    expect(gaps.sort()).toEqual(seeded.sort());
    const levels = university.indicators.map((one) => byCode.get(text(one, 'itemCode'))?.level);
    expect(levels.filter((level) => level === 6).length).toBeGreaterThan(100);
    expect(university.indicators.every((one) => one.target === null || Number(one.target) > 0)).toBe(true);
  });

  it('says everything in Chinese and in English, once', () => {
    const isChinese = (words: string): boolean => /\p{Script=Han}/u.test(words);
    for (const sheet of [university.units, university.disciplines, university.sectors, university.indicators]) {
      for (const entry of sheet)
        expect([isChinese(text(entry, 'name')), /^[\x20-\x7e]+$/.test(text(entry, 'nameEn'))]).toEqual([true, true]);
    }
    for (const entry of [...university.items, ...university.nodes]) {
      expect(isChinese(text(entry, 'title'))).toBe(true);
      expect(isChinese(text(entry, 'titleEn'))).toBe(false);
      expect(text(entry, 'titleEn')).not.toMatch(/[{}]|^\s*$/);
      expect(text(entry, 'title')).not.toMatch(/[{}a-z]/);
    }
    for (const key of ['title', 'titleEn'])
      expect(new Set(university.items.map((item) => text(item, key))).size).toBe(university.items.length);
    expect(new Set(university.people.map((person) => text(person, 'account'))).size).toBe(university.people.length);
    expect(new Set(university.people.map((person) => text(person, 'name'))).size).toBe(university.people.length);
  });

  it('leaves some things to find: skipped levels, an unattached matter, a key work that goes no further than its department', () => {
    const skipped = university.items.filter(
      (item) => Number(item.level) - Number(parentOf(item)?.level ?? 0) > 1 && parentOf(item),
    );
    expect(skipped.length).toBeGreaterThan(5);
    expect(skipped.length).toBeLessThan(80);
    expect(university.items.filter((item) => !item.parentCode && item.horizon === 'task')).toHaveLength(1);
    const parents = groupBy(university.items, 'parentCode');
    expect(university.items.filter((item) => item.level === 3 && !parents.has(text(item, 'code')))).toHaveLength(1);
  });
});

describe('the workbook in the repository', () => {
  it('holds exactly what the script builds', async () => {
    const bytes = await readFile(fileURLToPath(new URL('university.xlsx', import.meta.url)));
    expect(bytes.length).toBeLessThan(1_500_000);
    const read = await readTable(bytes, 'university.xlsx');
    if (!read.ok) throw new Error(read.refusal.code);
    expect(read.sheets.map((sheet) => sheet.name)).toEqual(Object.keys(SHEETS));
    for (const sheet of read.sheets) {
      const name = sheet.name as keyof typeof SHEETS;
      const plain = sheet.rows.map(({ cells }) =>
        Object.fromEntries(
          Object.entries(cells).map(([key, value]) => [
            key,
            value instanceof Date ? value.toISOString().slice(0, 10) : value,
          ]),
        ),
      );
      const expected = university[name].map((entry) =>
        Object.fromEntries(
          Object.entries(entry).map(([key, value]) => [key, typeof value === 'boolean' ? String(value) : value]),
        ),
      );
      expect(plain).toEqual(expected);
    }
  });
});
