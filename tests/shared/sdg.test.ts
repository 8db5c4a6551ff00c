// A real bilingual plan, the Sustainable Development Goals, comes in through the import: goals, targets and indicators in both languages.
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importFile } from '../../src/capabilities/documents/import.actions.ts';
import { writeWorkbook } from '../../src/platform/spreadsheet/write-table.ts';
import { useDatabase } from '../support/database.ts';
import { createTestInstitution, START } from '../support/institution.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { readShared } from './shared-data.ts';

type Titles = Map<string, string>;

/** Titles by code: the key `3-2-1-title` is indicator 3.2.1. */
function titlesOf(language: 'en' | 'zh-Hans', file: string): Titles {
  const entries = Object.entries(parse(readShared('sdg', language, `global_${file}.yml`)) as Record<string, string>);
  return new Map(
    entries.flatMap(([key, title]) =>
      key.endsWith('-title') ? [[key.slice(0, -'-title'.length).replaceAll('-', '.'), title.trim()] as const] : [],
    ),
  );
}

const parentOf = (code: string): string | null => (code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null);
const zh = {
  goals: titlesOf('zh-Hans', 'goals'),
  targets: titlesOf('zh-Hans', 'targets'),
  indicators: titlesOf('zh-Hans', 'indicators'),
};
const en = {
  goals: titlesOf('en', 'goals'),
  targets: titlesOf('en', 'targets'),
  indicators: titlesOf('en', 'indicators'),
};

async function buildPlanFile(): Promise<Buffer> {
  const text = (key: string, header: string) => ({ key, header, type: 'text' as const });
  const row = (titles: { zh: Titles; en: Titles }) =>
    [...titles.zh].map(([code, title]) => ({
      code,
      parent: parentOf(code),
      title,
      titleEn: titles.en.get(code) ?? null,
    }));
  const items = [...row({ zh: zh.goals, en: en.goals }), ...row({ zh: zh.targets, en: en.targets })];
  const indicators = row({ zh: zh.indicators, en: en.indicators });
  return writeWorkbook([
    {
      name: '事项',
      columns: [
        text('code', '编码'),
        text('parent', '上级编码'),
        text('title', '事项名称'),
        text('titleEn', '英文名称'),
      ],
      rows: items,
    },
    {
      name: '指标',
      columns: [
        text('parent', '事项编码'),
        text('code', '指标编码'),
        text('title', '指标名称'),
        text('titleEn', '英文名称'),
      ],
      rows: indicators,
    },
  ]);
}

let server: TestServer | undefined;
afterAll(() => server?.close());

describe('the Sustainable Development Goals as a plan', () => {
  it('come in whole in both languages, and keep their ids the second time', async () => {
    expect([zh.goals.size, zh.targets.size]).toEqual([17, 169]);
    expect([en.goals.size, en.targets.size, en.indicators.size]).toEqual([
      zh.goals.size,
      zh.targets.size,
      zh.indicators.size,
    ]);
    const institution = await createTestInstitution();
    const file = { bytes: await buildPlanFile(), name: 'sdg.xlsx' };
    const bring = () => institution.as('officer', START, (scope) => importFile(scope, 'plan', file, false));
    const total = 17 + 169 + zh.indicators.size;
    expect(await bring()).toMatchObject({ created: total, changed: 0, unchanged: 0, errors: [], ignored: [] });

    const { owner } = await useDatabase();
    const idsOf = async () => ({
      items: await owner
        .selectFrom('items')
        .where('institution_id', '=', institution.id)
        .select(['id', 'code'])
        .orderBy('code')
        .execute(),
      indicators: await owner
        .selectFrom('indicators')
        .where('institution_id', '=', institution.id)
        .select(['id', 'code'])
        .orderBy('code')
        .execute(),
    });
    const before = await idsOf();
    expect(await bring()).toMatchObject({ created: 0, changed: 0, unchanged: total, errors: [] });
    expect(await idsOf()).toEqual(before);

    const rows = await owner
      .selectFrom('indicators')
      .where('institution_id', '=', institution.id)
      .select(['code', 'name', 'name_en'])
      .execute();
    expect(rows).toHaveLength(zh.indicators.size);
    for (const { code, name, name_en } of rows) {
      expect([name, name_en]).toEqual([zh.indicators.get(code ?? ''), en.indicators.get(code ?? '')]);
    }
  });

  it('are read back over HTTP with both titles and weights of each goal that total 100', async () => {
    const institution = await createTestInstitution();
    const file = { bytes: await buildPlanFile(), name: 'sdg.xlsx' };
    await institution.as('officer', START, (scope) => importFile(scope, 'plan', file, false));
    server = await startTestServer();
    const client = await server.signIn(institution.id, 'officer');
    type Row = {
      id: string;
      code: string;
      parentId: string | null;
      title: string;
      titleEn: string;
      weight: number | null;
    };
    const { body } = await client.get<{ items: Row[]; nextCursor: string | null }>('/items?limit=500');
    expect(body.items).toHaveLength(17 + 169);
    for (const item of body.items) {
      const [title, titleEn] = item.parentId === null ? [zh.goals, en.goals] : [zh.targets, en.targets];
      expect([item.title, item.titleEn]).toEqual([title.get(item.code), titleEn.get(item.code)]);
    }
    for (const [parentId, children] of Map.groupBy(body.items, (item) => item.parentId)) {
      if (parentId === null) continue;
      const hundredths = children.reduce((sum, child) => sum + Math.round((child.weight ?? 0) * 100), 0);
      expect(hundredths).toBe(10_000);
    }
  });
});
