// Verification agrees with what people do to drafts: a draft that is gone has its end in its parent's history.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { ok, plantLine, type Stage, setStage } from '../../tests/support/stage.ts';
import { verifyInstitution } from '../capabilities/progress/verify.actions.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

it('finds nothing after a draft below an item was deleted, and its history shows the deletion', async () => {
  const line = await plantLine(stage);
  const planted = { who: 'teacher', unit: 'OPT', level: 6, state: 'draft' } as const;
  const draft = await stage.plant({ ...planted, parent: line.professor.id, author: 'professor' });
  const professor = await stage.as('professor');
  expect((await professor.del(`/items/${draft.id}`)).status).toBe(204);
  const { items } = ok<{ items: { act: string; objectId: string }[] }>(
    await professor.get(`/items/${line.professor.id}/history`),
  );
  expect(items[0]).toMatchObject({ act: 'item.dropped', objectId: draft.id });
  const { db } = await useDatabase();
  const now = stage.server.clock.now;
  const { differences } = await verifyInstitution({ db, institutionId: stage.home.id, now, files: null });
  expect(differences.filter(({ code }) => code.startsWith('event_') || code.startsWith('chain_'))).toEqual([]);
});
