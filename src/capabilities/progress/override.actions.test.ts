// A value set by hand over HTTP: with a reason, signed by the superior, seen at every ancestor, over by itself or ended.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { createTestInstitution, START } from '../../../tests/support/institution.ts';
import { castOf, growPlan } from '../../../tests/support/plan.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { refreshInBatches } from './rollup.store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Refused = { code: string };
type View = { override: { state: string; value: number } | null; past: unknown[]; abilities: Record<string, boolean> };
type Item = { progress: { verified: number | null }; overridden: boolean };
const asked = { value: 62.5, reason: '样机数据已由第三方测得，报告月底出具', until: '2026-03-20' };

async function stage() {
  const home = await createTestInstitution();
  let cast = castOf(server, home);
  const { ids } = await growPlan(cast, home);
  return {
    home,
    ids,
    cast: (who: string) => cast(who),
    at: (now: Date) => {
      server.clock.set(now);
      cast = castOf(server, home);
    },
    shownOf: async (who: keyof typeof ids) => {
      const { body } = await (await cast('officer')).get<Item>(`/items/${ids[who]}`);
      return [body.progress.verified, body.overridden];
    },
  };
}

it('holds only once the superior has signed, and every item above follows at once', async () => {
  const { ids, cast, shownOf } = await stage();
  const path = `/items/${ids.teacher}/override`;
  expect((await (await cast('professor')).post<Refused>(path, asked)).body.code).toBe('only_responsible_overrides');
  expect((await (await cast('outsider')).post(path, asked)).status).toBe(404);
  const proposed = await (await cast('teacher')).post<View>(path, asked);
  expect(proposed.body).toMatchObject({ override: { state: 'proposed' }, abilities: { sign: false, end: true } });
  expect(await shownOf('teacher')).toEqual([0, false]);
  expect((await (await cast('teacher')).post<Refused>(`${path}/sign`)).body.code).toBe('only_superior_signs_override');
  expect((await (await cast('dean')).post(`${path}/sign`)).status).toBe(403);

  const signed = await (await cast('professor')).post<View>(`${path}/sign`);
  expect(signed.body).toMatchObject({ override: { state: 'in_force', value: 62.5 } });
  expect((await (await cast('professor')).post(`${path}/sign`)).status).toBe(200);
  expect(await shownOf('teacher')).toEqual([62.5, true]);
  expect(await shownOf('president')).toEqual([62.5, false]);
  const why = await (await cast('teacher')).get<{ light: { why: { inputs: { overridden?: boolean } }[] } }>(
    `/items/${ids.teacher}`,
  );
  expect(why.body.light.why[0]?.inputs.overridden).toBe(true);
  expect((await (await cast('teacher')).post<Refused>(path, asked)).body.code).toBe('override_in_force');

  expect((await (await cast('professor')).del(path)).status).toBe(204);
  expect(await shownOf('president')).toEqual([0, false]);
});

it('is over by itself after its last day, and a past day shows it still', async () => {
  const { home, ids, cast, at, shownOf } = await stage();
  const path = `/items/${ids.teacher}/override`;
  await (await cast('teacher')).post(path, asked);
  await (await cast('professor')).post(`${path}/sign`);
  at(new Date('2026-03-21T09:00:00+08:00'));
  const { db } = await useDatabase();
  await refreshInBatches(db, home.id, '2026-03-21');
  expect(await shownOf('teacher')).toEqual([0, false]);
  const past = await (await cast('officer')).get<Item>(`/items/${ids.president}?asOf=2026-03-20`);
  expect(past.body.progress.verified).toBe(62.5);
  const view = await (await cast('teacher')).get<View>(path);
  expect(view.body).toMatchObject({ override: null, abilities: { propose: true } });
  expect((await (await cast('teacher')).post(path, { ...asked, until: '2026-04-30' })).status).toBe(200);
  at(START);
});
