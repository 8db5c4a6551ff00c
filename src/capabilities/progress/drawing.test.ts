// The construction drawing and its dependencies over HTTP: what is drawn for whom, when, and what is refused.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { ok, type Planted, type Problem, plantLine, type Stage, setStage } from '../../../tests/support/stage.ts';
import type { ItemLinks } from '../linkage/links.contract.ts';
import type { Drawing } from './drawing.contract.ts';

type DrawingView = z.output<typeof Drawing>;
type Links = z.output<typeof ItemLinks>;
type Key = Parameters<Stage['as']>[0];

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const drawing = async (who: Key, id: string, query = ''): Promise<DrawingView> =>
  ok<DrawingView>(await (await stage.as(who)).get(`/items/${id}/drawing${query}`));
const waitFor = async (who: Key, item: Planted, other: Planted) =>
  (await stage.as(who)).post<Links & Problem>(`/items/${item.id}/dependencies`, { dependsOnId: other.id });

/** A professor's item with three tasks one after another; the teacher answers for all. */
async function plantSequence() {
  const line = await plantLine(stage);
  const dates = [
    ['2026-03-02', '2026-04-30'],
    ['2026-05-06', '2026-07-31'],
    ['2026-07-01', '2026-10-30'],
  ] as const;
  const tasks: Planted[] = [];
  for (const [start, due] of dates) {
    tasks.push(
      await stage.plant({
        who: 'teacherTwo',
        unit: 'OPT',
        level: 6,
        parent: line.professor.id,
        horizon: 'task',
        weight: 10,
        start,
        due,
        nodes: [{ date: due, weight: 100 }],
      }),
    );
  }
  return { line, tasks: tasks as [Planted, Planted, Planted] };
}

describe('what is drawn', () => {
  it('holds everything below an item in the order of the tree, with nodes, names and both dates', async () => {
    const { line, tasks } = await plantSequence();
    const view = await drawing('officer', line.dean.id);
    expect(view.items.map((row) => row.id)).toEqual([
      line.dean.id,
      line.professor.id,
      line.teacher.id,
      ...tasks.map((task) => task.id),
    ]);
    expect(view.items[0]).toMatchObject({ parentId: null, level: 4, originalDue: '2026-12-31', due: '2026-12-31' });
    expect(view.items[3]).toMatchObject({
      parentId: line.professor.id,
      acceptedOn: '2026-03-03',
      parentDue: '2026-12-31',
    });
    expect(view.items[3]?.nodes).toMatchObject([{ date: '2026-04-30', state: 'planned', late: false }]);
    expect(view.people.map((person) => person.name).sort()).toEqual(['dean', 'professor', 'teacher', 'teacherTwo']);
    expect(view.calendar.daysOff).toContain('2026-10-01');
    expect(view.calendar.makeUpDays.length).toBeGreaterThan(0);
  });

  it('tells the critical path, and days that cannot hold as negative slack on both sides', async () => {
    const { line, tasks } = await plantSequence();
    ok(await waitFor('teacherTwo', tasks[1], tasks[0]), 201);
    const held = await drawing('officer', line.professor.id);
    const slackOf = (view: DrawingView, id: string) => view.items.find((row) => row.id === id)?.slack;
    expect(held.dependencies).toEqual([{ itemId: tasks[1].id, dependsOnId: tasks[0].id, critical: false }]);
    expect(held.items.filter((row) => row.critical).map((row) => row.id)).toEqual([line.professor.id, line.teacher.id]);
    ok(await waitFor('teacherTwo', tasks[2], tasks[1]), 201);
    const broken = await drawing('officer', line.professor.id);
    // the third begins on 1 July, the second ends on the 31st: 23 working days too late
    expect([slackOf(broken, tasks[1].id), slackOf(broken, tasks[2].id)]).toEqual([-23, -23]);
    expect(broken.dependencies.find((link) => link.itemId === tasks[2].id)?.critical).toBe(true);
  });

  it('shows a reader only what he may see, and hangs it on the nearest thing drawn', async () => {
    const { line, tasks } = await plantSequence();
    const other = await stage.plant({
      who: 'outsider',
      unit: 'CAT',
      level: 6,
      horizon: 'task',
      parent: line.director.id,
    });
    ok(await waitFor('officer', tasks[0], other), 201);
    const view = await drawing('dean', line.president.id);
    expect(view.items.map((row) => row.id)).not.toContain(other.id);
    expect(view.dependencies).toEqual([]);
    expect(view.outside).toEqual([]);
    const own = await drawing('officer', line.professor.id);
    expect(own.outside.map((one) => one.id)).toEqual([other.id]);
    expect(own.dependencies).toEqual([{ itemId: tasks[0].id, dependsOnId: other.id, critical: true }]);
    expect((await (await stage.as('outsider')).get(`/items/${line.teacher.id}/drawing`)).status).toBe(404);
  });

  it("keeps a placeholder's texts and nodes for its line", async () => {
    const line = await plantLine(stage);
    const closed = await stage.plant({
      who: 'teacher',
      unit: 'OPT',
      level: 6,
      parent: line.professor.id,
      horizon: 'task',
      placeholder: true,
      title: '',
      nodes: [{ date: '2026-06-01', weight: 100, title: '不公开' }],
    });
    const rowFor = async (who: Key) =>
      (await drawing(who, line.president.id)).items.find((row) => row.id === closed.id);
    expect(await rowFor('secretary')).toMatchObject({ title: null, nodes: [] });
    expect((await rowFor('teacher'))?.nodes).toHaveLength(1);
  });

  it('lets only the responsible person of work in progress propose a date', async () => {
    const { line, tasks } = await plantSequence();
    const mine = (await drawing('teacherTwo', line.professor.id)).items.filter((row) => row.abilities.propose);
    expect(mine.map((row) => row.id)).toEqual(tasks.map((task) => task.id));
    expect((await drawing('officer', line.professor.id)).items.some((row) => row.abilities.propose)).toBe(false);
  });

  it('draws a past day with the bars and dependencies of that day', async () => {
    const { line, tasks } = await plantSequence();
    ok(await waitFor('teacherTwo', tasks[1], tasks[0]), 201);
    stage.goTo('2026-03-06T10:00:00+08:00');
    const gone = await (await stage.as('teacherTwo')).del(`/items/${tasks[1].id}/dependencies/${tasks[0].id}`);
    expect(gone.status).toBe(204);
    expect((await drawing('officer', line.professor.id)).dependencies).toEqual([]);
    const then = await drawing('officer', line.professor.id, '?asOf=2026-03-05');
    expect(then.asOf).toBe('2026-03-05');
    expect(then.dependencies).toHaveLength(1);
    expect(then.items).toHaveLength(5);
    expect(then.items.every((row) => row.abilities.propose === false)).toBe(true);
    expect((await (await stage.as('officer')).get(`/items/${line.professor.id}/drawing?asOf=2020-01-01`)).status).toBe(
      404,
    );
    stage.goTo('2026-03-04T09:00:00+08:00');
  });
});

describe('by unit and by sector', () => {
  it('groups the work by the units right below the top, each under what of it is in the group', async () => {
    const line = await plantLine(stage);
    const view = ok<DrawingView>(await (await stage.as('officer')).get('/drawing?by=unit'));
    const names = view.groups.map((group) => group.nameEn ?? group.name);
    expect(names).toEqual(expect.arrayContaining(['College of Physics', 'Department of Research']));
    const rowOf = (id: string) => view.items.find((row) => row.id === id);
    expect(rowOf(line.dean.id)).toMatchObject({ parentId: null, groupId: stage.home.units.PHY });
    expect(rowOf(line.teacher.id)).toMatchObject({ parentId: line.professor.id, groupId: stage.home.units.PHY });
    expect(rowOf(line.leader.id)).toMatchObject({ parentId: line.president.id, groupId: stage.home.units.TOP });
    const order = view.items.map((row) => view.groups.findIndex((group) => group.id === row.groupId));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(view.groups.reduce((sum, group) => sum + group.count, 0)).toBe(view.items.length);
  });

  it('narrows to one unit, or to one sector, and knows no others', async () => {
    const line = await plantLine(stage);
    const optics = ok<DrawingView>(await (await stage.as('officer')).get(`/drawing?unitId=${stage.home.units.OPT}`));
    expect(new Set(optics.items.map((row) => row.leadUnitId))).toEqual(new Set([stage.home.units.OPT]));
    expect(optics.items.map((row) => row.id)).toContain(line.teacher.id);
    const sector = ok<DrawingView>(await (await stage.as('officer')).get(`/drawing?sectorId=${stage.home.sectorId}`));
    expect(sector.items).toEqual([]);
    const nowhere = await (await stage.as('officer')).get(`/drawing?unitId=${stage.home.sectorId}`);
    expect(nowhere.status).toBe(404);
  });
});

describe('dependencies', () => {
  it('tell what an item waits for and what waits for it, late and contradicting ones marked', async () => {
    const { tasks } = await plantSequence();
    const links = ok(await waitFor('teacherTwo', tasks[2], tasks[1]), 201);
    expect(links.dependsOn).toMatchObject([{ id: tasks[1].id, late: false, contradicts: true, light: 'grey' }]);
    expect(links.abilities).toEqual({ link: true });
    const seen = ok<Links>(await (await stage.as('officer')).get(`/items/${tasks[1].id}/links`));
    expect(seen.neededBy).toMatchObject([{ id: tasks[2].id, contradicts: true }]);
  });

  it('refuse a circle and name what of it the caller sees', async () => {
    const { tasks } = await plantSequence();
    ok(await waitFor('teacherTwo', tasks[1], tasks[0]), 201);
    ok(await waitFor('teacherTwo', tasks[2], tasks[1]), 201);
    const refused = await waitFor('teacherTwo', tasks[0], tasks[2]);
    expect([refused.status, refused.body.code]).toEqual([422, 'dependency_cycle']);
    for (const task of tasks) expect(refused.body.detail).toContain(task.code);
  });

  it('refuse a circle through the tree, and waiting for what one is part of', async () => {
    const { line, tasks } = await plantSequence();
    const other = await stage.plant({ who: 'professor', unit: 'OPT', level: 5, parent: line.dean.id });
    const below = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, parent: other.id, horizon: 'task' });
    ok(await waitFor('dean', line.professor, other), 201);
    const circle = await waitFor('officer', below, tasks[0]);
    expect([circle.status, circle.body.code]).toEqual([422, 'dependency_cycle']);
    const inLine = await waitFor('officer', tasks[0], line.dean);
    expect([inLine.status, inLine.body.code]).toEqual([422, 'dependency_in_line']);
  });

  it('are stated by the line and the office alone, between things one sees', async () => {
    const { tasks } = await plantSequence();
    expect((await waitFor('gatekeeper', tasks[1], tasks[0])).status).toBe(404);
    expect((await waitFor('supervisor', tasks[1], tasks[0])).status).toBe(404);
    expect((await waitFor('secretary', tasks[1], tasks[0])).status).toBe(403);
    expect((await waitFor('professor', tasks[1], tasks[0])).status).toBe(201);
  });
});
