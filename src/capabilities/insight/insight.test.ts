// Trajectories, indicators by month, the burden ledger and the proof of dignity over HTTP, on one small institution.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { addRead, recordPoints } from '../../../tests/support/insight-facts.ts';
import type { PersonKey } from '../../../tests/support/institution.ts';
import { ok, type Planted, plantLine, type Stage, setStage } from '../../../tests/support/stage.ts';
import { inTenant } from '../../platform/database/connect.ts';

// many sign-ins; the machine may be busy with other tests
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
let line: Record<string, Planted>;
let indicatorId: string;
beforeAll(async () => {
  stage = await setStage({ now: new Date('2026-07-15T09:00:00+08:00') });
  line = await plantLine(stage);
  indicatorId = await furnish();
});
afterAll(() => stage.close());

const idOf = (who: string): string => line[who]?.id ?? '';

/** Twelve weeks of points that gain some 3 a week, a figure of the director's item with readings, one of them unverified. */
async function furnish(): Promise<string> {
  const weeks = Array.from({ length: 12 }, (_, week) => 3 * (week + 1) + (week % 2));
  await recordPoints(stage.home.id, idOf('president'), '2026-04-26', weeks);
  return addRead(stage.home.id, { id: idOf('director'), personId: stage.home.people.director }, [
    ['2026-04-28', 4, true],
    ['2026-05-28', 2, true],
    ['2026-06-28', 4, false],
  ]);
}

const read = async <T>(who: PersonKey, path: string, status = 200) =>
  ok(await (await stage.as(who)).get<T>(path), status);

type Outlook = {
  state: string;
  fan: { day: string; low: number; middle: number; high: number }[];
  finish: { early: string | null; middle: string | null; late: string | null } | null;
  inTime: number | null;
};
type Told = {
  day: string;
  verified: number | null;
  plan: { day: string; line: number }[];
  points: { day: string; verified: number | null }[];
  outlook: Outlook;
  weekly: { variation: string | null; points: unknown[] };
};

describe('a trajectory', () => {
  it('shows the planned way, the recorded points with today, and a range for the finish', async () => {
    const told = await read<Told>('president', `/items/${idOf('president')}/trajectory`);
    expect(told.day).toBe('2026-07-15');
    expect(told.points).toHaveLength(13);
    expect(told.plan.at(-1)?.line).toBe(100);
    expect(told.weekly).toMatchObject({ variation: 'common' });
    expect(told.outlook.state).toBe('forecast');
    const { finish } = told.outlook;
    expect([finish?.early, finish?.middle, finish?.late]).toEqual(
      [finish?.early, finish?.middle, finish?.late].toSorted(),
    );
  });

  it('of an item without history says so, and of one that is not seen does not exist', async () => {
    const told = await read<Told>('teacher', `/items/${idOf('teacher')}/trajectory`);
    expect(told.outlook).toMatchObject({ state: 'short_history', finish: null, fan: [] });
    expect((await (await stage.as('outsider')).get(`/items/${idOf('dean')}/trajectory`)).status).toBe(404);
  });

  it('of a past day knows nothing of later points', async () => {
    const told = await read<Told>('president', `/items/${idOf('president')}/trajectory?asOf=2026-05-10`);
    expect(told.points.map((point) => point.day)).toEqual(['2026-04-26', '2026-05-03', '2026-05-10']);
    expect(told.outlook).toMatchObject({ state: 'short_history', weeks: 1 });
  });

  it('stands small among all annual key works that one sees', async () => {
    const all = await read<{ items: { itemId: string }[]; total: number }>('officer', '/trajectories');
    expect(all.items.map((card) => card.itemId)).toEqual([idOf('president')]);
    expect((await read<{ items: unknown[] }>('outsider', '/trajectories')).items).toEqual([]);
  });
});

type Cell = { target: number | null; actual: number | null; verified: boolean; fresh: boolean; mark: string };
type Bowling = { items: { name: string; months: Cell[]; quarters: Cell[]; actual: number | null }[] };

describe('the bowling chart', () => {
  it('says month by month what was to be reached, what was, and whether it is met', async () => {
    const { items } = await read<Bowling>('director', '/indicators/bowling');
    expect(items).toHaveLength(1);
    const marks = items[0]?.months.map((cell) => cell.mark);
    expect(marks?.slice(3, 7)).toEqual(['met', 'missed', 'missed', 'none']);
    expect(items[0]?.months[5]).toMatchObject({ actual: 4, verified: false, fresh: true });
    expect(items[0]?.quarters[1]).toMatchObject({ actual: 2, verified: true });
  });

  it('leaves out what one may not see, and goes out as a workbook in the reader’s words', async () => {
    expect((await read<Bowling>('outsider', '/indicators/bowling')).items).toEqual([]);
    const file = await (await stage.as('officer')).get<string>('/indicators/bowling.xlsx');
    expect(file.status).toBe(200);
    expect(String(file.headers['content-disposition'])).toContain('indicators-2026-07-15.xlsx');
  });

  it('opens the readings of an indicator with their limits, once there are enough', async () => {
    const told = await read<{
      of: string;
      points: { value: number }[];
      limits: unknown;
      variation: null;
      needed: number;
    }>('director', `/indicators/${indicatorId}/control`);
    expect(told).toMatchObject({ of: 'gain', limits: null, variation: null, needed: 8 });
    expect(told.points.map((point) => point.value)).toEqual([4, -2, 2]);
    expect((await (await stage.as('outsider')).get(`/indicators/${indicatorId}/control`)).status).toBe(404);
  });
});

type Ledger = {
  reach: string;
  whole: { people: number; requests: number } | null;
  items: { key: string | null; people: number; requests: number; seconds: number }[];
  mine: { requests: number; fields: number; seconds: number; kinds: { kind: string; requests: number }[] };
  held: { code: string; itemId: string }[];
};

describe('the burden ledger', () => {
  const span = 'from=2026-04-01&to=2026-07-31';
  beforeAll(async () => {
    const { db } = await useDatabase();
    await inTenant(db, stage.home.id, async (tx) => {
      for (const [from, to] of [
        ['2026-05-01', '2026-05-31'],
        ['2026-06-01', '2026-06-30'],
      ]) {
        await sql`insert into cycles (institution_id, id, kind, from_day, to_day, freeze_on, created_at, changed_at)
          values (${stage.home.id}, ${uuid()}, 'month', ${from}, ${to}, ${to}, now(), now())
          on conflict do nothing`.execute(tx);
      }
    });
  });

  it('counts what the forms really ask, by kind, unit and cycle, with the same sums', async () => {
    const by = async (grouping: string) => read<Ledger>('officer', `/burden?${span}&by=${grouping}`);
    const ledgers = await Promise.all(['kind', 'unit', 'asker', 'cycle'].map(by));
    for (const ledger of ledgers) {
      expect(ledger.whole).toEqual(ledgers[0]?.whole);
      const sum = ledger.items.reduce((total, row) => total + row.requests, 0);
      expect(sum).toBe(ledger.whole?.requests);
      for (const row of ledger.items) expect(row.people).toBeGreaterThanOrEqual(5);
    }
  });

  it('shows everybody his own, and nobody another’s', async () => {
    const own = await read<Ledger>('teacher', `/burden?${span}`);
    expect(own).toMatchObject({ reach: 'self', whole: null, items: [] });
    expect(own.mine.kinds).toContainEqual(expect.objectContaining({ kind: 'report', requests: 2 }));
    const text = JSON.stringify(await read<Ledger>('officer', `/burden?${span}&by=unit`));
    for (const who of ['teacher', 'dean', 'professor'] as const) expect(text).not.toContain(stage.home.people[who]);
  });

  it('refuses a span that runs backwards', async () => {
    expect((await (await stage.as('officer')).get('/burden?from=2026-05-01&to=2026-04-01')).status).toBe(422);
  });
});

type Proof = { checks: { what: string; holds: boolean; found: string[] }[]; presence: { column: string }[] };

describe('what the product does not do', () => {
  it('is proved from the tables and settings as they are', async () => {
    const proof = await read<Proof>('teacher', '/settings/dignity');
    expect(proof.checks.map((check) => [check.what, check.holds, check.found])).toEqual(
      ['clock_in', 'online_time', 'login_ranking', 'likes', 'screenshots'].map((what) => [what, true, []]),
    );
    expect(proof.presence.map((one) => one.column)).toContain('sessions.seen_at');
  });

  it('is no longer said once a column would keep it', async () => {
    const { owner } = await useDatabase();
    await sql`create table watched (institution_id uuid, online_minutes int, like_count int)`.execute(owner);
    const proof = await read<Proof>('teacher', '/settings/dignity');
    await sql`drop table watched`.execute(owner);
    const broken = proof.checks.filter((check) => !check.holds);
    expect(broken.map((check) => [check.what, check.found])).toEqual([
      ['online_time', ['watched.online_minutes']],
      ['likes', ['watched.like_count']],
    ]);
  });
});
