// Over HTTP: a file comes as multipart, errors come in the reader's language, a workbook leaves and comes back.
import { afterAll, describe, expect, it } from 'vitest';
import { createTestInstitution } from '../../../tests/support/institution.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';

let server: TestServer | undefined;
const start = async (): Promise<TestServer> => {
  server ??= await startTestServer();
  return server;
};
afterAll(() => server?.close());

const PLAN =
  'code,parentCode,title,titleEn,leadUnitCode,responsible\nA,,建设平台,Build,TOP,president\nA1,A,采购设备,Buy,RES,director\n';

const multipart = (content: string, filename = 'plan.csv') => {
  const boundary = 'a-line-between-parts';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\ncontent-type: text/csv\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
};

const upload = async (account: string, institutionId: string, path: string, content: string, language = 'en') => {
  const { app, signIn } = await start();
  const client = await signIn(institutionId, account);
  const { payload, headers } = multipart(content);
  const credentials = { cookie: client.cookie, 'x-csrf-token': client.csrfToken, 'accept-language': language };
  const reply = await app.inject({
    method: 'POST',
    url: `/api${path}`,
    payload,
    headers: { ...headers, ...credentials },
  });
  return { status: reply.statusCode, body: reply.json() };
};

describe('imports over HTTP', () => {
  it('answer what was made, and the second time that nothing changed', async () => {
    const { id } = await createTestInstitution();
    const dry = await upload('officer', id, '/imports?kind=plan&dryRun=true', PLAN);
    expect(dry).toMatchObject({
      status: 200,
      body: { dryRun: true, created: 2, changed: 0, unchanged: 0, errors: [] },
    });
    expect((await upload('officer', id, '/imports?kind=plan', PLAN)).body).toMatchObject({ dryRun: false, created: 2 });
    expect((await upload('officer', id, '/imports?kind=plan', PLAN)).body).toMatchObject({
      created: 0,
      changed: 0,
      unchanged: 2,
    });
    const client = await (await start()).signIn(id, 'officer');
    const items = await client.get<{ items: { code: string; state: string; titleEn: string }[] }>('/items');
    expect(items.body.items.map(({ code, state, titleEn }) => `${code} ${state} ${titleEn}`).sort()).toEqual([
      'A draft Build',
      'A1 draft Buy',
    ]);
  });

  it('say in the language asked for what is wrong, by row and column, and change nothing', async () => {
    const { id } = await createTestInstitution();
    const bad = `${PLAN}B,Q,三,Three,TOP,president\nC,A,四,Four,RES,ghost\nD,A,,Five,RES,director\n`;
    const chinese = await upload('officer', id, '/imports?kind=plan', bad, 'zh-CN');
    expect(chinese).toMatchObject({ status: 200, body: { created: 0, changed: 0, unchanged: 0, errorCount: 3 } });
    const { errors } = chinese.body as { errors: { row: number; column: string; code: string; detail: string }[] };
    expect(errors.map(({ row, column, code }) => `${row} ${column} ${code}`).sort()).toEqual([
      '4 parentCode parent_code_unknown',
      '5 responsible account_unknown',
      '6 title title_missing',
    ]);
    for (const error of errors) expect(error.detail).toMatch(/\p{Script=Han}/u);
    const english = await upload('officer', id, '/imports?kind=plan', bad, 'en');
    for (const error of english.body.errors) expect(error.detail).toMatch(/^[^\p{Script=Han}]+$/u);
    const client = await (await start()).signIn(id, 'officer');
    expect((await client.get<{ items: unknown[] }>('/items')).body.items).toEqual([]);
  });

  it('refuse what is no table, an unknown kind, and whoever may not', async () => {
    const { id } = await createTestInstitution();
    expect(await upload('officer', id, '/imports?kind=plan', '%PDF-1.7 nothing')).toMatchObject({
      status: 422,
      body: { code: 'unknown_format' },
    });
    expect(await upload('officer', id, '/imports?kind=castle', PLAN)).toMatchObject({ status: 400 });
    expect(await upload('teacher', id, '/imports?kind=plan', PLAN)).toMatchObject({
      status: 403,
      body: { code: 'office_drafts_plan' },
    });
    const client = await (await start()).signIn(id, 'officer');
    expect(await client.post('/imports?kind=plan', {})).toMatchObject({ status: 400, body: { code: 'file_needed' } });
  });
});

describe('exports over HTTP', () => {
  it('leave as an attachment to those who may read everything, and to nobody else', async () => {
    const { id } = await createTestInstitution();
    const { app, signIn } = await start();
    const read = async (account: string, kind: string) => {
      const { cookie } = await signIn(id, account);
      return app.inject({ method: 'GET', url: `/api/exports/${kind}.xlsx`, headers: { cookie } });
    };
    for (const kind of ['organisation', 'plan']) {
      const reply = await read('officer', kind);
      expect(reply.statusCode).toBe(200);
      expect(reply.headers['content-disposition']).toContain(`attachment; filename="${kind}-2026-03-04.xlsx"`);
      expect(reply.rawPayload.subarray(0, 2).toString()).toBe('PK');
      expect((await read('teacher', kind)).statusCode).toBe(403);
    }
    expect((await read('administrator', 'plan')).statusCode).toBe(403);
    expect((await read('administrator', 'organisation')).statusCode).toBe(200);
    expect((await read('officer', 'castle')).statusCode).toBe(400);
  });
});
