// A major risk turns the light red when it is declared, and a later report clears it only once the gate has let that pass.
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { createTestInstitution, START, type TestInstitution } from '../../../tests/support/institution.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { inTenant } from '../../platform/database/connect.ts';

let server: TestServer;
let house: TestInstitution;
beforeAll(async () => {
  server = await startTestServer();
  house = await createTestInstitution();
});
afterAll(() => server.close());

async function addItem(): Promise<string> {
  const { db } = await useDatabase();
  const id = uuid();
  await inTenant(db, house.id, (tx) =>
    tx
      .insertInto('items')
      .values({
        institution_id: house.id,
        id,
        code: '2026-01',
        horizon: 'task',
        level: 5,
        path: [],
        title: '搭建光路',
        lead_unit_id: house.units.OPT,
        responsible_person_id: house.people.teacher,
        start: '2026-03-02',
        original_due: '2026-06-30',
        approved_due: '2026-06-30',
        state: 'in_progress',
        accepted_on: '2026-03-03',
        accepted_by: house.people.teacher,
        registered_on: '2026-03-02',
        assigned_on: '2026-03-02',
        created_at: START,
        changed_at: START,
      })
      .execute(),
  );
  return id;
}

type Sent = { id: string; route: { personId: string }[] };
type Shown = { light: { computed: string; why: { rule: string }[] } };

it('is red from the declaration on, and until a later report without it has passed', async () => {
  const id = await addItem();
  const teacher = await server.signIn(house.id, 'teacher');
  const report = async (sent: object) =>
    (await teacher.post<Sent>(`/items/${id}/reports`, { selfRatedLight: 'red', done: '…', next: '…', ...sent })).body;
  const rules = async () =>
    (await teacher.get<Shown>(`/items/${id}`)).body.light.why.filter(({ rule }) => rule === 'major_risk').length;
  const pass = async ({ id: submission, route }: Sent) => {
    const [account] = Object.entries(house.people).find(([, person]) => person === route[0]?.personId) ?? [];
    const gate = await server.signIn(house.id, account ?? '');
    expect((await gate.post(`/submissions/${submission}/verdict`, { verdict: 'passed' })).status).toBe(200);
  };
  const declared = await report({ majorRisk: true });
  expect(await rules()).toBe(1);
  await pass(declared);
  expect(await rules()).toBe(1);
  const cleared = await report({ majorRisk: false, corrects: declared.id });
  expect(await rules()).toBe(1);
  await pass(cleared);
  expect(await rules()).toBe(0);
});
