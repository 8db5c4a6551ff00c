// The report form over HTTP: filled from last time, from nodes and indicators, and for the middle from the reports below.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { PersonKey } from '../../../tests/support/institution.ts';
import { ok, type Planted, plantLine, type Stage, type Sub, setStage } from '../../../tests/support/stage.ts';

vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

type Form = {
  period: { from: string; to: string; deadline: string };
  cycleId: string | null;
  frozen: boolean;
  corrects: string | null;
  below: { title: string; done: string }[];
  belowOpen: number;
  suggested: {
    done: string;
    problem: string | null;
    next: string;
    selfRatedLight: string;
    progress: number | null;
    nodesDone: { nodeId: string }[];
  };
  unchanged: Record<string, boolean>;
};
const formOf = async (who: PersonKey, item: Planted, query = '') =>
  ok<Form>(await (await stage.as(who)).get(`/items/${item.id}/report-form${query}`));
const send = async (who: PersonKey, item: Planted, body: object) =>
  ok<Sub>(
    await (await stage.as(who)).post(`/items/${item.id}/reports`, {
      selfRatedLight: 'green',
      done: '',
      next: '',
      ...body,
    }),
    201,
  );

it('starts from nothing, then from last time, and names what a further report of the period corrects', async () => {
  const line = await plantLine(stage);
  const leaf = await stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    horizon: 'task',
    weight: 100,
    parent: line.professor.id,
  });
  const first = await formOf('teacher', leaf);
  expect(first.suggested).toMatchObject({ done: '', next: '', progress: null });
  expect(first).toMatchObject({ corrects: null, frozen: false, unchanged: { light: false, nodes: false } });

  const sent = await send('teacher', leaf, { progress: 20, next: 'Compare three suppliers', selfRatedLight: 'yellow' });
  const second = await formOf('teacher', leaf);
  expect(second.suggested).toMatchObject({ done: 'Planned last time: Compare three suppliers', progress: 20 });
  expect(second).toMatchObject({ corrects: null, unchanged: { nodes: true, progress: true } });
  await stage.passAll(sent.id);
  const third = await formOf('teacher', leaf, `?cycleId=${second.cycleId}`);
  expect(third).toMatchObject({ corrects: sent.id, period: second.period });
  const foreign = await (await stage.as('teacher')).get<{ code: string }>(
    `/items/${leaf.id}/report-form?cycleId=${leaf.id}`,
  );
  expect(foreign).toMatchObject({ status: 422, body: { code: 'cycle_unknown' } });
});

it('asks about the nodes of the period and looks ahead to the next', async () => {
  const line = await plantLine(stage);
  const nodes = [
    { date: '2026-03-20', weight: 40 },
    { date: '2026-04-20', weight: 30 },
    { date: '2026-09-01', weight: 30 },
  ];
  const leaf = await stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    horizon: 'task',
    weight: 100,
    parent: line.professor.id,
    nodes,
  });
  const form = await formOf('teacher', leaf);
  expect(form.suggested.nodesDone).toEqual([{ nodeId: leaf.nodeIds[0] }]);
  expect(form.suggested.next).toContain('2026-04-20');
  expect(form.suggested.next).not.toContain('2026-09-01');
  expect(form.suggested.progress).toBeNull();
});

it('gives the middle what was said below, and how many below still owe', async () => {
  const line = await plantLine(stage);
  const plant = (who: PersonKey) =>
    stage.plant({ who, unit: 'OPT', level: 6, horizon: 'task', weight: 50, parent: line.professor.id });
  const [one, two] = [await plant('teacher'), await plant('teacherTwo')];
  const before = await formOf('professor', line.professor);
  expect(before).toMatchObject({ below: [], belowOpen: 3 });
  await send('teacher', one, { progress: 10, done: 'Source ordered', problem: 'Customs are slow' });
  const after = await formOf('professor', line.professor);
  expect(after.belowOpen).toBe(2);
  expect(after.suggested.done).toContain('Source ordered');
  expect(after.suggested.problem).toContain('Customs are slow');
  expect((await formOf('teacherTwo', two)).suggested.done).toBe('');
});
