// A placeholder counts without its text: after a whole life no table and no event holds a word of it.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { type ItemShown, ok, type Problem, type Stage, type Sub, setStage } from '../../../tests/support/stage.ts';

// many sign-ins and many acts each; the machine may be busy with other tests
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const SECRET = '天枢七号';
const secret = (what: string) => `${SECRET} ${what}`;
const TEXTS = {
  title: secret('title'),
  titleEn: secret('titleEn'),
  requirement: secret('requirement'),
  requirementEn: secret('requirementEn'),
  standard: secret('standard'),
  standardEn: secret('standardEn'),
  resources: secret('resources'),
  tags: [SECRET],
};

/** Every table with rows of the institution that hold the word. */
async function tablesWith(word: string): Promise<string[]> {
  const { owner } = await useDatabase();
  const { rows } = await sql<{ name: string }>`
    select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'institution_id' and t.table_type = 'BASE TABLE' order by 1`.execute(
    owner,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const hit = await sql<{ row: string }>`
      select to_jsonb(x)::text as row from ${sql.table(name)} x where x.institution_id = ${stage.home.id} and to_jsonb(x)::text like ${`%${word}%`} limit 1`.execute(
      owner,
    );
    if (hit.rows[0]) found.push(`${name}: ${hit.rows[0].row.slice(0, 300)}`);
  }
  return found;
}

const fields = (over: object) => ({
  horizon: 'annual',
  start: '2026-03-01',
  due: '2026-12-31',
  placeholder: true,
  ...TEXTS,
  ...over,
});

describe('a placeholder', () => {
  it('stores no text of what is sent for it, from its draft to its closing', async () => {
    const { home } = stage;
    const officer = await stage.as('officer');
    const root = ok<ItemShown & { title: string | null }>(
      await officer.post(
        '/items',
        fields({ level: 1, leadUnitId: home.units.TOP, responsiblePersonId: home.people.president }),
      ),
      201,
    );
    expect(root).toMatchObject({ title: null, requirement: null, standard: null, resources: null, tags: [] });
    ok(await officer.patch(`/items/${root.id}`, { title: secret('again'), standard: secret('standard') }));
    ok(await officer.post(`/items/${root.id}/register`));
    ok(await officer.post(`/items/${root.id}/assign`, {}));
    const president = await stage.as('president');
    const accepted = ok<ItemShown>(await president.post(`/items/${root.id}/accept`));
    const put = (id: string, who: typeof president, version: number, body: object) =>
      who.put<{ children: { id: string }[]; version: number } & Problem>(`/items/${id}/decomposition`, body, {
        headers: { 'if-match': `"${version}"` },
      });
    const child = fields({
      level: 6,
      leadUnitId: home.units.OPT,
      responsiblePersonId: home.people.teacher,
      weight: 100,
    });
    const indicators = [{ name: secret('indicator'), nameEn: SECRET, unit: SECRET, target: 3 }];
    const written = ok(
      await put(root.id, president, accepted.version, { children: [child], indicators, gapReason: SECRET }),
    );
    const childId = written.children[0]?.id ?? '';
    await stage.passAll(
      ok<Sub>(await president.post(`/items/${root.id}/decomposition/submit`, { gapReason: SECRET }), 201).id,
    );
    ok(await president.post(`/items/${childId}/assign`, { note: '按期签收' }));
    const teacher = await stage.as('teacher');
    const signed = ok<ItemShown>(await teacher.post(`/items/${childId}/accept`));
    const again = ok(
      await put(root.id, president, (await stage.item(root.id)).version, {
        children: [{ ...child, id: childId, title: secret('changed'), placeholder: undefined }],
      }),
    );
    expect(again.children).toMatchObject([{ title: null, changes: [] }]);
    const nodes = [{ title: secret('node'), titleEn: SECRET, date: '2026-05-01', weight: 100 }];
    ok(await put(childId, teacher, signed.version, { children: [], nodes }));
    await stage.passAll(ok<Sub>(await teacher.post(`/items/${childId}/decomposition/submit`, {}), 201).id);
    await reportAndClose(childId);
    expect((await stage.item(childId)).state).toBe('closed');
    // the search finds what is stored
    expect((await tablesWith('按期签收')).length).toBeGreaterThan(0);
    expect(await tablesWith(SECRET)).toEqual([]);
  });

  it('is a row and a light to those who only watch: nothing that hangs on it is theirs', async () => {
    const parent = await stage.plant({ who: 'director', unit: 'RES', level: 3 });
    const hidden = await stage.plant({
      who: 'dean',
      unit: 'PHY',
      level: 4,
      parent: parent.id,
      placeholder: true,
      title: '',
      nodes: [{ date: '2026-05-01', weight: 100 }],
    });
    const dean = await stage.as('dean');
    const sub = ok<Sub>(
      await dean.post(`/items/${hidden.id}/requests`, { kind: 'node', nodesDone: [{ nodeId: hidden.nodeIds[0] }] }),
      201,
    );
    for (const [who, opens] of [
      ['dean', true],
      ['director', true],
      ['officer', true],
      ['auditor', false],
      ['president', false],
    ] as const) {
      const client = await stage.as(who);
      const item = ok<ItemShown>(await client.get(`/items/${hidden.id}`));
      const parts = ['history', 'findings'].map(
        async (part) => ok<{ items: unknown[] }>(await client.get(`/items/${hidden.id}/${part}`)).items.length > 0,
      );
      const listed = ok<{ items: unknown[] }>(await client.get(`/submissions?itemId=${hidden.id}`)).items.length > 0;
      const single = (await client.get(`/submissions/${sub.id}`)).status;
      const before = ok<ItemShown>(await client.get(`/items/${hidden.id}?asOf=2026-03-04`)).nodes.length > 0;
      expect({
        who,
        code: item.code,
        nodes: item.nodes.length > 0,
        before,
        history: await parts[0],
        listed,
        single,
      }).toEqual({
        who,
        code: hidden.code,
        nodes: opens,
        before: opens,
        history: opens,
        listed: opens,
        single: opens ? 200 : 403,
      });
    }
    expect((await (await stage.as('outsider')).get(`/items/${hidden.id}`)).status).toBe(404);
  });

  it('is seen by its line and the office, and counts like any other', async () => {
    const parent = await stage.plant({ who: 'director', unit: 'RES', level: 3 });
    const hidden = await stage.plant({
      who: 'dean',
      unit: 'PHY',
      level: 4,
      parent: parent.id,
      weight: 100,
      placeholder: true,
      title: '',
    });
    const dean = await stage.as('dean');
    const sub = ok<Sub>(
      await dean.post(`/items/${hidden.id}/reports`, {
        selfRatedLight: 'green',
        done: SECRET,
        next: SECRET,
        progress: 50,
      }),
      201,
    );
    await stage.passAll(sub.id);
    expect((await stage.item(parent.id)).progress.verified).toBe(50);
    expect(await tablesWith(SECRET)).toEqual([]);
  });
});

async function reportAndClose(id: string): Promise<void> {
  const { owner } = await useDatabase();
  const teacher = await stage.as('teacher');
  const [node] = (await stage.item(id)).nodes;
  const evidence = ok<{ id: string }>(await teacher.post('/evidence', { url: 'https://example.org/x' }), 201);
  const words = { selfRatedLight: 'green', done: secret('done'), next: secret('next'), problem: SECRET, help: SECRET };
  const withEvidence = await teacher.post<Problem>(`/items/${id}/reports`, { ...words, evidenceIds: [evidence.id] });
  expect(withEvidence).toMatchObject({ status: 422, body: { code: 'placeholder_without_evidence' } });
  await sql`insert into red_spells (institution_id, item_id, since) values (${stage.home.id}, ${id}, '2026-03-03')`.execute(
    owner,
  );
  const sub = ok<Sub>(
    await teacher.post(
      `/items/${id}/reports`,
      { ...words, cause: SECRET, countermeasure: SECRET, nodesDone: [{ nodeId: node?.id, evidenceIds: [] }] },
      { headers: { 'idempotency-key': uuid() } },
    ),
    201,
  );
  const open = sub.route.find((step) => step.open);
  const conditions = [{ title: secret('condition'), titleEn: SECRET }];
  const who = stage.nameOf(open?.personId ?? null) as 'president';
  ok(await stage.decide(who, sub.id, { verdict: 'passed_with_conditions', conditions }));
  await stage.passAll(sub.id);
  const condition = (await stage.item(id)).nodes.find((one) => one.weight === 0);
  const claim = ok<Sub>(
    await teacher.post(`/items/${id}/requests`, {
      kind: 'node',
      nodesDone: [{ nodeId: condition?.id }],
      summary: SECRET,
      reason: SECRET,
    }),
    201,
  );
  await stage.passAll(claim.id);
  const close = ok<Sub>(
    await teacher.post(`/items/${id}/requests`, { kind: 'close_out', summary: SECRET, reason: SECRET }),
    201,
  );
  await stage.passAll(close.id);
}
