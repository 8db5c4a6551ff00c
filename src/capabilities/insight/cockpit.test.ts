// The cockpit and the list of delays: leaders, departments and gatekeepers stand in them like everybody else, and each reader sees his part.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { useDatabase } from '../../../tests/support/database.ts';
import { createTestInstitution, type TestInstitution } from '../../../tests/support/institution.ts';
import { type Cast, castOf, growPlan, type Plan } from '../../../tests/support/plan.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { passTo } from '../../../tests/support/sheet-steps.ts';
import { stageOn } from '../../../tests/support/stage.ts';
import type { Delays as DelaysReply } from '../promotion/delay.contract.ts';
import type { Cockpit as CockpitReply } from './cockpit.contract.ts';

type Cockpit = z.infer<typeof CockpitReply>;
type Delays = z.infer<typeof DelaysReply>;
const BEGIN = new Date('2026-05-25T09:00:00+08:00');

let server: TestServer;
let house: TestInstitution;
let cast: Cast;
let plan: Plan;
let helpId: string;

beforeAll(async () => {
  house = await createTestInstitution({ now: BEGIN });
  server = await startTestServer({ now: BEGIN });
  cast = castOf(server, house);
  plan = await growPlan(cast, house);
  const asks = { itemId: plan.ids.director, addresseeId: house.people.leader, asks: '请协调用房' };
  helpId = (await (await cast('director')).post<{ id: string }>('/help-requests', asks)).body.id;
  await (await cast('teacher')).post(`/items/${plan.ids.teacher}/requests`, {
    kind: 'node',
    reason: '已完成',
    nodesDone: [{ nodeId: plan.nodeIds[0], evidenceIds: [] }],
  });
  await passTo(stageOn(server, house), '2026-06-12');
  cast = castOf(server, house);
});
afterAll(() => server.close());

const nameOf = (id: string | undefined) => Object.entries(house.people).find(([, one]) => one === id)?.[0];
const cockpit = async (who: string) => (await (await cast(who)).get<Cockpit>('/cockpit')).body;
const delays = async (who: string, query = '') =>
  (await (await cast(who)).get<Delays>(`/delays?limit=500${query}`)).body;

describe('the list of delays', () => {
  it('holds whoever let a limit pass: the leader who did not answer beside those who did not report', async () => {
    const { items, total, byKind } = await delays('president');
    expect(items.length).toBe(total);
    const help = items.filter((one) => one.kind === 'help');
    expect(help.map((one) => [nameOf(one.person?.id), one.level, one.due, one.open, one.days])).toEqual([
      ['leader', 2, '2026-05-28', true, 11],
      ['president', 1, '2026-06-03', true, 7],
    ]);
    const reports = items.filter((one) => one.kind === 'report');
    expect(new Set(reports.map((one) => nameOf(one.person?.id)))).toEqual(
      new Set(['president', 'leader', 'director', 'dean', 'professor', 'teacher']),
    );
    expect(reports.every((one) => !one.open && one.endedOn === '2026-06-08')).toBe(true);
    expect(byKind?.help).toEqual({ delays: 2, open: 2 });
    const sheets = items.filter((one) => one.kind === 'sheet' && one.open);
    expect(sheets.length).toBeGreaterThan(0);
  });

  it('filters by kind, level, unit and openness, in pages that lose nothing', async () => {
    const all = await delays('president');
    const some = await delays('president', '&kind=help,gate&open=true');
    expect(some.items).toEqual(all.items.filter((one) => ['help', 'gate'].includes(one.kind) && one.open));
    expect((await delays('president', '&open=true')).items).toEqual(all.items.filter((one) => one.open));
    expect((await delays('president', '&level=2')).items).toEqual(all.items.filter((one) => one.level === 2));
    const optics = (await delays('president', `&unitId=${house.units.PHY}`)).items;
    expect(optics).toEqual(all.items.filter((one) => one.unit && ['PHY', 'OPT'].includes(one.unit.code)));
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Delays = (await (await cast('president')).get<Delays>(`/delays?limit=3&cursor=${cursor}`)).body;
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all.items);
  });

  it('has figures by level and unit alone, of no fewer than five persons', async () => {
    const { whole, byLevel, byUnit } = await delays('president');
    expect(whole?.medianDays).not.toBeNull();
    expect(byLevel?.map((one) => one.levels)).toEqual([[1, 2, 3, 4, 5, 6]]);
    expect(byUnit?.map((one) => [one.unit.id, one.withBelow])).toEqual([[house.units.TOP, true]]);
  });

  it('is to each reader what he may see of it', async () => {
    const outsider = await delays('outsider');
    expect([outsider.items, outsider.total, outsider.whole?.delays]).toEqual([[], 0, 0]);
    const teacher = await delays('teacher');
    expect(teacher.items.some((one) => one.kind === 'help' && nameOf(one.person?.id) === 'leader')).toBe(true);
    expect((await delays('leader', '&mine=true')).items.every((one) => one.mine)).toBe(true);
  });
});

describe('the cockpit', () => {
  it('shows a leader his own unanswered help request first', async () => {
    const seen = await cockpit('leader');
    expect(seen.delays.items[0]).toMatchObject({ mine: true });
    expect(seen.delays.items.find((one) => one.kind === 'help' && one.mine)).toMatchObject({
      objectId: helpId,
      days: 11,
      open: true,
    });
    expect(seen.help).toEqual({ toAnswer: 1, toAnswerOverdue: 1, askedOpen: 0 });
    expect(seen.needsMe.counts.help).toBe(1);
    expect(
      (await cockpit('president')).delays.items.some(
        (one) => one.kind === 'help' && nameOf(one.person?.id) === 'leader',
      ),
    ).toBe(true);
  });

  it('counts what an independent query counts, for two readers each his own', async () => {
    const { owner } = await useDatabase();
    const { rows } = await sql<{ count: number; red: number; sheets: number }>`
      select count(*)::int as count, (count(*) filter (where v.light = 'red'))::int as red,
        (select count(*)::int from sheets where institution_id = ${house.id} and state in ('open', 'replied')) as sheets
      from items i join item_values v on v.institution_id = i.institution_id and v.item_id = i.id
      where i.institution_id = ${house.id} and i.horizon = 'annual'`.execute(owner);
    const whole = await cockpit('president');
    expect([whole.lights.total, whole.lights.all.red]).toEqual([rows[0]?.count, rows[0]?.red]);
    expect(whole.sheets.yellow + whole.sheets.orange + whole.sheets.red).toBe(rows[0]?.sheets);
    expect(whole.reach).toBe('whole');
    for (const { total, lights } of [...whole.lights.bySector, ...whole.lights.byUnit])
      expect(Object.values(lights).reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(whole.cycle?.from).toBe('2026-05-01');
    expect(whole.cycle?.levels.map((one) => [one.level, one.owed, one.missing])).toEqual(
      [1, 2, 3, 4, 5, 6].map((level) => [level, 1, 1]),
    );
    expect(whole.focus?.items.length).toBe(5);

    const none = await cockpit('outsider');
    expect(none).toMatchObject({
      reach: 'part',
      needsMe: { total: 0 },
      delays: { total: 0, items: [] },
      lights: { total: 0, bySector: [], byUnit: [] },
    });
    expect(none.focus?.items).toEqual([]);
    expect(none.cycle?.levels.every((one) => one.owed === 0)).toBe(true);
  });
});
