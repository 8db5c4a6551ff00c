// Tables come in whole or not at all, the same file again changes nothing, and what goes out comes back.
import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { createTestInstitution, START, type TestInstitution } from '../../../tests/support/institution.ts';
import { inTenant } from '../../platform/database/connect.ts';
import { readTable } from '../../platform/spreadsheet/read-table.ts';
import { openScopeFor } from '../identity/open-scope.ts';
import { createInstitution } from '../institution/found.actions.ts';
import { exportWorkbook } from './export.actions.ts';
import { type ImportOutcome, importFile } from './import.actions.ts';
import type { ImportKind } from './sheet-fields.rules.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');
type Who = Parameters<TestInstitution['as']>[0];

const bring = (
  institution: TestInstitution,
  kind: ImportKind,
  text: string | Buffer,
  options: { who?: Who; name?: string; dryRun?: boolean } = {},
) =>
  institution.as(options.who ?? 'officer', START, (scope) =>
    importFile(
      scope,
      kind,
      { bytes: typeof text === 'string' ? bytesOf(text) : text, name: options.name ?? 'table.csv' },
      options.dryRun ?? false,
    ),
  );
const counts = ({ created, changed, unchanged, errors }: ImportOutcome) => ({
  created,
  changed,
  unchanged,
  errors: errors.length,
});

const itemsOf = async (institution: TestInstitution) => {
  const { owner } = await useDatabase();
  return owner.selectFrom('items').where('institution_id', '=', institution.id).selectAll().orderBy('code').execute();
};

const PLAN = `编码,上级编码,事项名称,英文名称,牵头单位,责任人,权重,开始日期,完成时限
A,,建设实验平台,Build the platform,TOP,president,,2026-03-01,2026-12-31
A1,A,采购设备,Buy the devices,RES,director,,2026/3/9,2026年10月30日
A2,A,培训人员,Train the people,RES,,,,
A3,A,试运行,Trial run,PHY,dean,,,2026-11-30
`;

describe('a plan from a text table', () => {
  it('is drafted with defaults, even weights and both languages, and changes nothing the second time', async () => {
    const institution = await createTestInstitution();
    expect(counts(await bring(institution, 'plan', PLAN, { dryRun: true }))).toEqual({
      created: 4,
      changed: 0,
      unchanged: 0,
      errors: 0,
    });
    expect(await itemsOf(institution)).toHaveLength(0);
    expect(counts(await bring(institution, 'plan', PLAN))).toEqual({ created: 4, changed: 0, unchanged: 0, errors: 0 });
    const items = await itemsOf(institution);
    expect(items.map((item) => item.weight)).toEqual([null, 33.34, 33.33, 33.33]);
    expect(items.map((item) => item.level)).toEqual([1, 2, 2, 2]);
    expect(items.map((item) => item.horizon)).toEqual(['annual', 'task', 'task', 'task']);
    expect(items[2]).toMatchObject({
      state: 'draft',
      title_en: 'Train the people',
      responsible_person_id: institution.people.director,
      start: '2026-03-01',
      approved_due: '2026-12-31',
    });
    expect(counts(await bring(institution, 'plan', PLAN))).toEqual({ created: 0, changed: 0, unchanged: 4, errors: 0 });
    const changed = PLAN.replace('培训人员', '培训管理人员');
    expect(counts(await bring(institution, 'plan', changed))).toEqual({
      created: 0,
      changed: 1,
      unchanged: 3,
      errors: 0,
    });
    expect((await itemsOf(institution)).map((item) => item.id)).toEqual(items.map((item) => item.id));
  });

  it('is read in GB18030 as well', async () => {
    const institution = await createTestInstitution();
    expect(counts(await bring(institution, 'plan', iconv.encode(PLAN, 'gb18030')))).toMatchObject({
      created: 4,
      errors: 0,
    });
    expect((await itemsOf(institution))[0]?.title).toBe('建设实验平台');
  });

  it('names every bad cell by row and column and writes nothing', async () => {
    const institution = await createTestInstitution();
    const bad = PLAN.replace('director', 'nobody').replace('2026-11-30', '2027-11-30').replace('A2,A,', 'A2,Q,');
    const outcome = await bring(institution, 'plan', bad);
    expect(outcome.errors.map(({ row, column, code }) => ({ row, column, code }))).toEqual(
      expect.arrayContaining([
        { row: 3, column: '责任人', code: 'account_unknown' },
        { row: 4, column: '上级编码', code: 'parent_code_unknown' },
        { row: 5, column: '完成时限', code: 'dates_outside_parent' },
      ]),
    );
    expect(counts(outcome)).toMatchObject({ created: 0, changed: 0, unchanged: 0 });
    expect(await itemsOf(institution)).toHaveLength(0);
  });

  it('refuses circles, doubled rows, levels above and people from elsewhere', async () => {
    const institution = await createTestInstitution();
    const head = 'code,parentCode,title,leadUnitCode,responsible,level\n';
    const codesOf = async (rows: string) =>
      (await bring(institution, 'plan', head + rows)).errors.map((error) => error.code);
    expect(await codesOf('A,B,x,TOP,president,\nB,A,y,TOP,president,\n')).toEqual(['item_cycle', 'item_cycle']);
    expect(await codesOf('A,,x,TOP,president,\nA,,y,TOP,president,\n')).toEqual(['row_twice']);
    expect(await codesOf('A,,x,RES,director,3\nB,A,y,PHY,dean,2\n')).toEqual(['level_not_below']);
    expect(await codesOf('A,,x,PHY,director,3\n')).toEqual(['responsible_outside_unit']);
    expect(await codesOf('A,,,TOP,president,\n')).toEqual(['title_missing']);
    expect(await codesOf('A,,x,TOP,president,9\n')).toEqual(['level_unknown']);
  });

  it('is known by its titles where it has no codes', async () => {
    const institution = await createTestInstitution();
    const table = 'title,leadUnitCode\n建设平台,TOP\n培训人员,RES\n';
    expect(counts(await bring(institution, 'plan', table))).toMatchObject({ created: 2, errors: 0 });
    expect(counts(await bring(institution, 'plan', table))).toEqual({
      created: 0,
      changed: 0,
      unchanged: 2,
      errors: 0,
    });
  });

  it('goes out and comes in unchanged where drafts without codes share a title or, as placeholders, bear none', async () => {
    const institution = await createTestInstitution();
    const table = (...rows: string[]) => ['事项名称,牵头单位,责任人,占位', ...rows].join('\n');
    const drafts = table('申报,TOP,president,', '立项,TOP,president,', '密,TOP,president,是');
    expect(counts(await bring(institution, 'plan', drafts))).toMatchObject({ created: 3, errors: 0 });
    const { owner } = await useDatabase();
    await owner
      .updateTable('items')
      .set({ title: '申报' })
      .where('institution_id', '=', institution.id)
      .where('title', '=', '立项')
      .execute();
    const out = await institution.as('officer', START, (scope) => exportWorkbook(scope, 'plan'));
    expect(counts(await bring(institution, 'plan', out, { name: 'plan.xlsx' }))).toEqual({
      created: 0,
      changed: 0,
      unchanged: 3,
      errors: 0,
    });
  });

  it('leaves active items alone and says how to change them', async () => {
    const institution = await createTestInstitution();
    await bring(institution, 'plan', PLAN);
    const { owner } = await useDatabase();
    await owner
      .updateTable('items')
      .set({ state: 'registered', original_due: '2026-12-31' })
      .where('institution_id', '=', institution.id)
      .where('code', '=', 'A')
      .execute();
    expect(counts(await bring(institution, 'plan', PLAN))).toEqual({ created: 0, changed: 0, unchanged: 4, errors: 0 });
    const outcome = await bring(institution, 'plan', PLAN.replace('建设实验平台', '建设平台'));
    expect(outcome.errors).toMatchObject([{ row: 2, column: '事项名称', code: 'item_active' }]);
    const below = await bring(institution, 'plan', `${PLAN}A4,A,验收,Acceptance,RES,director,,,\n`);
    expect(below.errors).toMatchObject([{ row: 6, column: '上级编码', code: 'only_responsible_decomposes' }]);
  });

  it('belongs to the office alone', async () => {
    const institution = await createTestInstitution();
    for (const who of ['administrator', 'auditor', 'dean', 'teacher', 'president'] as const) {
      await expect(bring(institution, 'plan', PLAN, { who })).rejects.toMatchObject({
        refusal: { code: 'office_drafts_plan' },
      });
    }
    await expect(bring(institution, 'organisation', 'account,name\nx,y\n', { who: 'dean' })).rejects.toMatchObject({
      refusal: { code: 'management_needed' },
    });
  });
});

describe('an organisation from text tables', () => {
  it('is taken row by row with references by code and account, and grants wait for the second person', async () => {
    const institution = await createTestInstitution();
    const people = '账号,姓名,英文姓名,邮箱\nlin1,林一,Lin Yi,lin1@example.org\nsu2,苏二,Su Er,\n';
    expect(
      counts(await bring(institution, 'organisation', people, { name: '人员.csv', who: 'administrator' })),
    ).toMatchObject({ created: 2, errors: 0 });
    const units = '编码,名称,类型,上级单位\nENG,工学院,学院,TOP\nENG-1,机械系,学科,ENG\n';
    expect(counts(await bring(institution, 'organisation', units, { name: '组织单元.csv' }))).toMatchObject({
      created: 2,
      errors: 0,
    });
    const posts =
      '账号,单位编码,层级,职务,负责人,开始日期\nlin1,ENG,4,院长,是,2026-01-01\nsu2,TOP,1,副校长,否,2026-01-01\n';
    expect(counts(await bring(institution, 'organisation', posts, { name: '任职.csv' }))).toMatchObject({
      created: 2,
      errors: 0,
    });
    expect(counts(await bring(institution, 'organisation', posts, { name: '任职.csv' }))).toEqual({
      created: 0,
      changed: 0,
      unchanged: 2,
      errors: 0,
    });
    const { owner } = await useDatabase();
    const made = await owner
      .selectFrom('posts')
      .where('institution_id', '=', institution.id)
      .where('title', 'in', ['院长', '副校长'])
      .where('from_day', '=', '2026-01-01')
      .select(['title', 'state'])
      .orderBy('title')
      .execute();
    expect(made).toEqual([
      { title: '副校长', state: 'proposed' },
      { title: '院长', state: 'confirmed' },
    ]);
    const roles = 'account,role,from\nlin1,office,2026-03-01\n';
    expect(counts(await bring(institution, 'organisation', roles, { name: 'roles.csv' }))).toMatchObject({
      created: 1,
      errors: 0,
    });
    const grant = await owner
      .selectFrom('role_grants')
      .where('institution_id', '=', institution.id)
      .where('from_day', '=', '2026-03-01')
      .select('state')
      .execute();
    expect(grant).toEqual([{ state: 'proposed' }]);
    const second = await bring(institution, 'organisation', 'account,unitCode,level,title,head\nsu2,ENG,4,院长,yes\n', {
      name: 'posts.csv',
    });
    expect(second.errors).toMatchObject([{ row: 2, column: 'head', code: 'second_head' }]);
  });

  it('names unknown references, circles and unreadable cells', async () => {
    const institution = await createTestInstitution();
    const codesOf = async (text: string, name: string) =>
      (await bring(institution, 'organisation', text, { name })).errors.map(
        (error) => `${error.row} ${error.column} ${error.code}`,
      );
    expect(await codesOf('code,name,parentCode\nA,甲,B\nB,乙,A\n', 'units.csv')).toEqual([
      '2 parentCode unit_cycle',
      '3 parentCode unit_cycle',
    ]);
    expect(
      await codesOf('code,name,kind,leaderInCharge,parentCode\nA,甲,castle,ghost,TOP\nB,,office,,TOP\n', 'units.csv'),
    ).toEqual(['2 kind choice_unknown', '3 name value_missing']);
    expect(await codesOf('account,name,email\nx,甲,nomail\nX,乙,\n', 'people.csv')).toEqual([
      '3 account row_twice',
      '2 email email_unreadable',
    ]);
    expect(
      await codesOf(
        'account,unitCode,level,title,from\nghost,PHY,4,a,2026-01-01\ndean,PHY,9,a,2026-02-30\n',
        'posts.csv',
      ),
    ).toEqual(['3 from date_unreadable', '2 account account_unknown']);
  });
});

/** Stands for the second person: confirms every post and grant, and answers somebody of the office. */
async function confirmAll(institutionId: string, now: Date) {
  const { db } = await useDatabase();
  return inTenant(db, institutionId, async (tx) => {
    await tx.updateTable('posts').set({ state: 'confirmed' }).execute();
    await tx.updateTable('role_grants').set({ state: 'confirmed' }).execute();
    const grant = await tx
      .selectFrom('role_grants')
      .where('role', '=', 'office')
      .orderBy('created_at')
      .select('person_id')
      .executeTakeFirstOrThrow();
    return { institutionId, personId: grant.person_id, now };
  });
}

/** Rows without their order: what stands in a sheet, not when it was written. */
async function sheetsOf(bytes: Buffer) {
  const table = await readTable(bytes, 'x.xlsx');
  if (!table.ok) throw new Error(table.refusal.code);
  return Object.fromEntries(
    table.sheets.map((sheet) => [sheet.name, sheet.rows.map(({ cells }) => JSON.stringify(cells)).sort()]),
  );
}

describe('the demonstration university', () => {
  it('comes in, changes nothing the second time, and goes out and into another institution without loss', async () => {
    const { db } = await useDatabase();
    const file = {
      bytes: await readFile(new URL('../../../examples/university.xlsx', import.meta.url)),
      name: 'university.xlsx',
    };
    const now = new Date('2026-01-05T09:00:00+08:00');
    const found = (name: string) =>
      createInstitution(db, { name, template: 'A', account: 'founder', password: 'seven-maple-rivers-42' }, { now });
    const first = await found('第一所');
    const asAdministrator = { institutionId: first.institutionId, personId: first.administratorId, now };
    const organisation = await openScopeFor(db, asAdministrator, (scope) =>
      importFile(scope, 'organisation', file, false),
    );
    expect(organisation.errors).toEqual([]);
    expect(organisation.created + organisation.changed).toBeGreaterThan(2000);
    const again = await openScopeFor(db, asAdministrator, (scope) => importFile(scope, 'organisation', file, false));
    expect(counts(again)).toEqual({
      created: 0,
      changed: 0,
      unchanged: organisation.created + organisation.changed + organisation.unchanged,
      errors: 0,
    });

    const officer = await confirmAll(first.institutionId, now);
    const plan = await openScopeFor(db, officer, (scope) => importFile(scope, 'plan', file, false));
    expect(plan.errors).toEqual([]);
    expect(plan.created).toBeGreaterThan(7500);
    expect(counts(await openScopeFor(db, officer, (scope) => importFile(scope, 'plan', file, false)))).toEqual({
      created: 0,
      changed: 0,
      unchanged: plan.created,
      errors: 0,
    });

    const exported = {
      organisation: {
        name: 'organisation.xlsx',
        bytes: await openScopeFor(db, officer, (scope) => exportWorkbook(scope, 'organisation')),
      },
      plan: { name: 'plan.xlsx', bytes: await openScopeFor(db, officer, (scope) => exportWorkbook(scope, 'plan')) },
    };
    for (const kind of ['organisation', 'plan'] as const) {
      const same = await openScopeFor(db, officer, (scope) => importFile(scope, kind, exported[kind], false));
      expect(counts(same)).toMatchObject({ created: 0, changed: 0, errors: 0 });
    }

    const second = await found('第二所');
    const founder = { institutionId: second.institutionId, personId: second.administratorId, now };
    const moved = await openScopeFor(db, founder, (scope) =>
      importFile(scope, 'organisation', exported.organisation, false),
    );
    expect(moved.errors).toEqual([]);
    const other = await confirmAll(second.institutionId, now);
    const movedPlan = await openScopeFor(db, other, (scope) => importFile(scope, 'plan', exported.plan, false));
    expect(movedPlan.errors).toEqual([]);
    for (const kind of ['organisation', 'plan'] as const) {
      const bytes = await openScopeFor(db, other, (scope) => exportWorkbook(scope, kind));
      expect(await sheetsOf(bytes)).toEqual(await sheetsOf(exported[kind].bytes));
    }
  }, 240_000);
});
