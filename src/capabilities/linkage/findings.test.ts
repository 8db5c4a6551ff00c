// What an item's findings say over HTTP: work that nobody carries down, and work that serves nothing above it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ok, plantLine, type Stage, setStage } from '../../../tests/support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const codesOf = async (id: string) =>
  ok<{ items: { code: string }[] }>(await (await stage.as('officer')).get(`/items/${id}/findings`)).items.map(
    ({ code }) => code,
  );

it('name annual work as long as no active work below it stands on the level that must carry', async () => {
  const top = await stage.plant({ who: 'president', unit: 'TOP', level: 1, horizon: 'annual', state: 'in_progress' });
  expect(await codesOf(top.id)).toContain('not_carried_down');
  const below = { who: 'dean', unit: 'PHY', level: 4, parent: top.id } as const;
  await stage.plant({ ...below, state: 'draft' });
  expect(await codesOf(top.id)).toContain('not_carried_down');
  await stage.plant({ ...below, state: 'assigned' });
  expect(await codesOf(top.id)).not.toContain('not_carried_down');
});

it('name work below the leaders that hangs from nothing', async () => {
  const line = await plantLine(stage);
  expect(await codesOf(line.dean.id)).not.toContain('serves_nothing_above');
  const alone = await stage.plant({ who: 'dean', unit: 'PHY', level: 4, state: 'registered' });
  expect(await codesOf(alone.id)).toContain('serves_nothing_above');
});
