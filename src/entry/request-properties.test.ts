// Whatever people ask, decide, delegate and wait: the life cycle's table holds, the original due stays, no doer decides, values are true.
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it, vi } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { START } from '../../tests/support/institution.ts';
import { doMove, type Move, randomMove, type World } from '../../tests/support/random-requests.ts';
import { plantLine, type Stage, setStage } from '../../tests/support/stage.ts';
import { type ItemAct, type ItemState, TRANSITIONS } from '../capabilities/linkage/life-cycle.rules.ts';
import { evaluateItems, loadStoredValues } from '../capabilities/progress/rollup.store.ts';
import { verifyInstitution } from '../capabilities/progress/verify.actions.ts';
import { inTenant } from '../platform/database/connect.ts';

vi.setConfig({ testTimeout: 300_000 });

type ItemNow = {
  id: string;
  state: ItemState;
  originalDue: string;
  approvedDue: string;
  everLate: boolean;
  responsible: string;
};
type StepNow = {
  key: string;
  verdict: string | null;
  decidedBy: string | null;
  personId: string | null;
  itemId: string;
  doers: (string | null)[];
};
type Standing = {
  items: Map<string, ItemNow>;
  steps: Map<string, StepNow>;
  dueMovers: number;
  lights: Map<string, string>;
};

async function look(stage: Stage): Promise<Standing> {
  const { db } = await useDatabase();
  const inst = stage.home.id;
  return inTenant(db, inst, async (tx) => {
    const items =
      await sql<ItemNow>`select id, state, original_due as "originalDue", approved_due as "approvedDue", ever_late as "everLate",
      responsible_person_id as responsible from items where institution_id = ${inst}`.execute(tx);
    const steps =
      await sql<StepNow>`select g.submission_id || '/' || g.position as key, g.verdict, g.decided_by as "decidedBy", g.person_id as "personId",
      s.item_id as "itemId", array[s.submitted_by, s.on_behalf_of, s.responsible_person_id] as doers
      from gate_steps g join submissions s on s.institution_id = g.institution_id and s.id = g.submission_id where g.institution_id = ${inst}`.execute(
        tx,
      );
    const movers = await sql<{
      count: number;
    }>`select count(*)::int as count from submissions where institution_id = ${inst}
      and kind in ('extension', 'resumption') and state in ('passed', 'passed_with_conditions')`.execute(tx);
    const lights = await sql<{
      id: string;
      light: string;
    }>`select item_id as id, light from item_values where institution_id = ${inst}`.execute(tx);
    return {
      items: new Map(items.rows.map((row) => [row.id, row])),
      steps: new Map(steps.rows.map((row) => [row.key, row])),
      dueMovers: movers.rows[0]?.count ?? 0,
      lights: new Map(lights.rows.map((row) => [row.id, row.light])),
    };
  });
}

const ACTS = Object.keys(TRANSITIONS) as ItemAct[];
const next = (from: ItemState) => ACTS.flatMap((act) => TRANSITIONS[act][from] ?? []);

/** One act leads one step; the acts of a midnight, or an assignment after a return, may lead two. */
const canLead = (from: ItemState, to: ItemState): boolean =>
  from === to || next(from).includes(to) || next(from).some((between) => next(between).includes(to));

function holdItem(was: ItemNow, is: ItemNow, moved: boolean): void {
  expect(is.originalDue).toBe(was.originalDue);
  expect(canLead(was.state, is.state), `${was.state} -> ${is.state}`).toBe(true);
  if (!moved) expect(is.approvedDue).toBe(was.approvedDue);
  if (was.everLate) expect(is.everLate).toBe(true);
}

function holdStep(was: StepNow | undefined, is: StepNow, responsibleBefore: string): void {
  if (is.verdict === null || was?.verdict) return;
  const doers = [...is.doers, responsibleBefore];
  expect(doers).not.toContain(is.decidedBy);
  expect(doers).not.toContain(is.personId);
}

function hold(before: Standing, after: Standing): void {
  const moved = after.dueMovers > before.dueMovers;
  for (const [id, is] of after.items) {
    const was = before.items.get(id);
    if (was) holdItem(was, is, moved);
    const finished = is.state === 'closed' || is.state === 'archived';
    if (finished && is.everLate) expect(after.lights.get(id)).toBe('teal');
  }
  for (const [key, is] of after.steps)
    holdStep(before.steps.get(key), is, before.items.get(is.itemId)?.responsible ?? '');
}

/** What the database holds is what the rules make of the facts. */
async function holdValues(world: World): Promise<void> {
  const { db } = await useDatabase();
  const institutionId = world.stage.home.id;
  const day = new Date(world.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  await inTenant(db, institutionId, async (tx) => {
    const { values } = await evaluateItems({ tx, institutionId }, { day });
    for (const { id, verified, reported, planned, coverage, light, worstBelow } of await loadStoredValues(
      { tx, institutionId },
      [...values.keys()],
    )) {
      const one = values.get(id);
      const { verified: v, reported: r, planned: p, coverage: c, light: l, worstBelow: w } = one ?? {};
      expect({ verified, reported, planned, coverage, light, worstBelow }).toEqual({
        verified: v,
        reported: r,
        planned: p,
        coverage: c,
        light: l,
        worstBelow: w,
      });
    }
  });
}

async function openWorld(): Promise<World> {
  const stage = await setStage();
  const line = await plantLine(stage, { due: '2026-12-31', supervisor: 'supervisor' });
  const below = (who: 'teacher' | 'teacherTwo' | 'gatekeeper', extra: object = {}) =>
    stage.plant({ who, unit: 'OPT', level: 6, parent: line.professor.id, horizon: 'task', weight: 30, ...extra });
  const leaves = [
    await below('teacher', { due: '2026-03-20', disciplineId: stage.home.disciplineId }),
    await below('teacherTwo', { due: '2026-06-30', nodes: [{ date: '2026-03-10', weight: 100 }] }),
    await below('gatekeeper', { due: '2026-05-31', state: 'assigned', disciplineId: stage.home.disciplineId }),
  ];
  const itemIds = [...leaves, line.professor, line.dean, ...leaves, line.teacher].map((item) => item.id);
  return { stage, itemIds, now: new Date(START.getTime() + 60_000) };
}

async function play(moves: readonly Move[]): Promise<void> {
  const world = await openWorld();
  try {
    let before = await look(world.stage);
    for (const move of moves) {
      await doMove(world, move);
      const after = await look(world.stage);
      hold(before, after);
      before = after;
    }
    await doMove(world, { ...(moves[0] as Move), way: 'wait', days: 1 });
    await holdValues(world);
    const { db } = await useDatabase();
    const { differences } = await verifyInstitution({
      db,
      institutionId: world.stage.home.id,
      now: () => world.now,
      files: null,
    });
    expect(differences).toEqual([]);
  } finally {
    await world.stage.close();
  }
}

it('holds for random requests, verdicts, recusals, delegates, posts taken and days that pass', async () => {
  await fc.assert(fc.asyncProperty(fc.array(randomMove, { minLength: 40, maxLength: 60, size: 'max' }), play), {
    numRuns: 8,
    endOnFailure: true,
  });
});
