// The figures of gates over HTTP: what is counted, and whose figures one may see.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PersonKey } from '../../../tests/support/institution.ts';
import { ok, type Planted, plantLine, type Stage, type Sub, setStage } from '../../../tests/support/stage.ts';

// many sign-ins and many acts each; the machine may be busy with other tests
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
let line: Record<string, Planted>;
beforeAll(async () => {
  stage = await setStage();
  line = await plantLine(stage);
  await play();
});
afterAll(() => stage.close());

type Figures = {
  count: number;
  medianDelay: number | null;
  returnRate: number | null;
  overturnRate: number | null;
  notLookedAt: number;
  waiting: number;
  overdue: number;
};
type Answer = { reach: string; whole: Figures; items: (Figures & { key: string; name: string | null })[] };

async function claim(): Promise<Sub> {
  const leaf = await stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    parent: line.professor?.id ?? null,
    horizon: 'task',
    disciplineId: stage.home.disciplineId,
    nodes: [{ date: '2026-09-01', weight: 100 }],
  });
  const request = { kind: 'node', nodesDone: [{ nodeId: leaf.nodeIds[0] }] };
  return ok<Sub>(await (await stage.as('teacher')).post(`/items/${leaf.id}/requests`, request), 201);
}

/** Three claims on a Wednesday: one passes the same day, one is returned by the second gate on Friday, one stays; a report is never looked at. */
async function play(): Promise<void> {
  const report = { selfRatedLight: 'green', done: '', next: '', progress: 10 };
  ok(await (await stage.as('teacher')).post(`/items/${line.teacher?.id}/reports`, report), 201);
  ok(await (await stage.as('teacher')).post(`/items/${line.teacher?.id}/reports`, report), 201);
  const [one, two] = [await claim(), await claim(), await claim()];
  ok(await stage.decide('gatekeeper', one.id));
  ok(await stage.decide('professor', one.id));
  ok(await stage.decide('gatekeeper', two.id));
  stage.goTo('2026-03-06T09:00:00+08:00');
  ok(await stage.decide('professor', two.id, { verdict: 'returned', reason: '请附证明' }));
}

const read = async (who: PersonKey, query: string) =>
  ok(await (await stage.as(who)).get<Answer>(`/gate-statistics?${query}`));

describe('the figures of gates', () => {
  it('count verdicts, delays in working days, returns, and passes that a later step returned', async () => {
    const { items, reach } = await read('officer', 'by=person');
    expect(reach).toBe('all');
    const of = (who: PersonKey) => items.find((row) => row.key === stage.home.people[who]);
    expect(of('gatekeeper')).toMatchObject({
      count: 2,
      medianDelay: 0,
      returnRate: 0,
      overturnRate: 50,
      waiting: 1,
      overdue: 0,
    });
    expect(of('professor')).toMatchObject({
      count: 2,
      medianDelay: 1,
      returnRate: 50,
      overturnRate: 0,
      notLookedAt: 1,
    });
  });

  it('by kind and by unit are the same verdicts in other heaps', async () => {
    const kinds = await read('officer', 'by=kind');
    const units = await read('officer', 'by=unit');
    expect(kinds.items.map((row) => [row.key, row.count])).toEqual([
      ['report', 0],
      ['node', 4],
    ]);
    expect(units.items.map((row) => [row.key, row.count])).toEqual([[stage.home.units.OPT, 4]]);
    expect(units.whole).toEqual(kinds.whole);
  });

  it('keep to the days asked for and to the unit asked for', async () => {
    expect((await read('officer', 'by=kind&from=2026-03-05&to=2026-03-06')).whole.count).toBe(1);
    expect((await read('officer', 'by=kind&to=2026-03-05')).whole).toMatchObject({ count: 3, waiting: 0 });
    expect((await read('officer', `by=unit&unitId=${stage.home.units.PHY}`)).whole.count).toBe(4);
    expect((await read('officer', `by=unit&unitId=${stage.home.units.CHE}`)).items).toEqual([]);
    expect((await (await stage.as('officer')).get('/gate-statistics?from=2026-04-01&to=2026-03-01')).status).toBe(422);
  });

  it('show everybody his own, heads their units, and nobody anybody else', async () => {
    const own = await read('gatekeeper', 'by=person');
    expect([own.reach, own.items.map((row) => row.key)]).toEqual(['self', [stage.home.people.gatekeeper]]);
    const dean = await read('dean', 'by=person');
    expect(dean.reach).toBe('units');
    expect(new Set(dean.items.map((row) => row.key))).toEqual(
      new Set([stage.home.people.gatekeeper, stage.home.people.professor]),
    );
    expect((await read('deanTwo', 'by=person')).items).toEqual([]);
    expect((await read('teacher', 'by=kind')).whole).toMatchObject({ count: 0, medianDelay: null });
    expect((await read('president', 'by=person')).whole.count).toBe(4);
    expect((await read('auditor', 'by=person')).whole.count).toBe(4);
  });

  it('stand in the order of names', async () => {
    const names = (await read('officer', 'by=person')).items.map((row) => row.name ?? '');
    expect(names).toEqual([...names].sort(new Intl.Collator('en').compare));
  });
});
