// Cycles over HTTP: opened, counted, frozen as they stand, reopened with a reason, reviewed and closed.
import { expect, it } from 'vitest';
import { createTestInstitution } from '../../../tests/support/institution.ts';
import { castOf, growPlan } from '../../../tests/support/plan.ts';
import { startTestServer } from '../../../tests/support/server.ts';
import type { CycleView } from './cycle.actions.ts';

type Counts = { owed: number; inTime: number; late: number; waiting: number; missing: number; missed: number };
type Matrix = {
  cycle: CycleView;
  units: { unit: { code: string }; cells: (Counts & { level: number })[]; total: Counts }[];
  totals: { total: Counts };
};
type Rows = {
  items: {
    id: string;
    outcome: string;
    daysLate: number;
    frozen: boolean;
    since: { corrects: string | null } | null;
    light: string;
    strip: string[];
  }[];
};
const report = (over: Record<string, unknown> = {}) => ({
  selfRatedLight: 'green',
  done: '进行中',
  next: '继续',
  ...over,
});

it('opens, counts, freezes, keeps and reopens a cycle', async () => {
  const house = await createTestInstitution();
  const server = await startTestServer();
  const cast = castOf(server, house);
  const { ids } = await growPlan(cast, house);
  const office = await cast('officer');
  const made = await office.post<CycleView>('/cycles', { kind: 'month', from: '2026-03-01' });
  expect(made.status).toBe(201);
  const id = made.body.id;
  const matrix = async () => (await office.get<Matrix>(`/cycles/${id}/matrix`)).body;
  expect((await matrix()).totals.total).toMatchObject({ owed: 6, waiting: 6, missing: 0 });
  expect((await office.post(`/cycles/${id}/freeze`)).status).toBe(409);

  server.clock.set(new Date('2026-04-02T09:00:00+08:00'));
  const teacher = await server.signIn(house.id, 'teacher');
  expect((await teacher.post(`/items/${ids.teacher}/reports`, report())).status).toBe(201);
  const late = await server.signIn(house.id, 'officer');
  const now = (await late.get<Matrix>(`/cycles/${id}/matrix`)).body;
  expect(now.totals.total).toMatchObject({ owed: 6, late: 1, waiting: 5 });
  const frozen = await late.post<CycleView>(`/cycles/${id}/freeze`);
  expect(frozen.body).toMatchObject({ state: 'frozen', freezings: 1, frozenDay: '2026-04-02' });
  expect((await late.get<Matrix>(`/cycles/${id}/matrix`)).body.totals.total).toMatchObject({ late: 1, missed: 5 });
  const rows = await late.get<Rows>(`/cycles/${id}/items?outcome=late`);
  expect(rows.body.items[0]).toMatchObject({
    id: ids.teacher,
    outcome: 'late',
    daysLate: 1,
    frozen: true,
    since: null,
  });
  await server.close();
});
