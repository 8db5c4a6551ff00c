// Indicators handed down over HTTP: written with the children, refused where they do not add up, registered by the gate.
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { type ItemShown, ok, type Problem, type Stage, type Sub, setStage } from '../../../tests/support/stage.ts';
import { inTenant } from '../../platform/database/connect.ts';

type Figure = {
  id: string;
  name: string;
  target: number | null;
  parentIndicatorId: string | null;
  gap: number | null;
  combined: number | null;
  carriers: number;
  actual: number | null;
};
type Finding = { code: string; path: string; params: Record<string, unknown>; blocks: boolean };
type Draft = {
  version: number;
  children: { id: string; state: string; changes: string[]; indicators: Figure[] }[];
  indicators: Figure[];
  gapReason: string | null;
  submittable: boolean;
  findings: Finding[];
};

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const director = () => stage.as('director');
const plantTop = () => stage.plant({ who: 'director', unit: 'RES', level: 3 });
const childOf = (weight: number, over: object = {}) => ({
  horizon: 'task',
  level: 4,
  title: `承接${weight}`,
  leadUnitId: stage.home.units.PHY,
  responsiblePersonId: stage.home.people.dean,
  weight,
  start: '2026-04-01',
  due: '2026-11-30',
  ...over,
});
const put = async (id: string, body: object, who: 'director' | 'dean' = 'director') => {
  const client = await stage.as(who);
  const { version } = ok<Draft>(await client.get(`/items/${id}/decomposition`));
  return client.put<Draft & Problem>(`/items/${id}/decomposition`, body, { headers: { 'if-match': `"${version}"` } });
};
const submit = async (id: string, body: object = {}) =>
  (await director()).post<Sub & Problem>(`/items/${id}/decomposition/submit`, body);
/** One indicator of 100, summed, carried by two children with these targets; the own one is new in the same body. */
const split = (first: number | null, second: number | null, over: object = {}) => {
  const own = uuid();
  const carried = (target: number | null) => [{ name: '到款', unit: '万元', target, parentIndicatorId: own }];
  return {
    indicators: [{ id: own, name: '到款', unit: '万元', target: 100, rule: 'sum', ...over }],
    children: [childOf(60, { indicators: carried(first) }), childOf(40, { indicators: carried(second) })],
  };
};
const found = (draft: Draft) =>
  draft.findings.map(({ code, path, blocks }) => `${code} ${path}${blocks ? '' : ' (look)'}`);

describe('an indicator handed down in a draft', () => {
  it('shows its gap, and what the children carry names the one that is new in the same body', async () => {
    const top = await plantTop();
    const draft = ok<Draft>(await put(top.id, split(60, 30)));
    expect(draft.indicators[0]).toMatchObject({ gap: 10, combined: 90, carriers: 2 });
    const own = draft.indicators[0]?.id;
    expect(draft.children.map((child) => child.indicators[0])).toMatchObject([
      { target: 60, parentIndicatorId: own },
      { target: 30, parentIndicatorId: own },
    ]);
    expect(found(draft)).toEqual(['gap_without_reason indicators.0']);
    expect(draft.findings[0]?.params).toEqual({ indicator: '到款', gap: 10 });
    expect(draft.submittable).toBe(false);
  });

  it('mirrors falling ones and counts an excess below 0; none and bands have no gap', async () => {
    const top = await plantTop();
    const gapOf = async (over: object) => ok<Draft>(await put(top.id, split(60, 60, over))).indicators[0]?.gap;
    expect(await gapOf({})).toBe(-20);
    expect(await gapOf({ polarity: 'down' })).toBe(20);
    expect(await gapOf({ rule: 'mean' })).toBe(40);
    expect(await gapOf({ rule: 'max', target: 60 })).toBe(0);
    expect(await gapOf({ rule: 'min', target: 50 })).toBe(-10);
    expect(await gapOf({ rule: 'none' })).toBeNull();
    expect(await gapOf({ polarity: 'band', target: null, bandLow: 10, bandHigh: 20 })).toBeNull();
  });

  it('keeps its ids and its children where they are sent again, and stays as it is where they are left out', async () => {
    const top = await plantTop();
    const first = ok<Draft>(await put(top.id, split(60, 40)));
    const again = ok<Draft>(await put(top.id, { children: first.children.map(bodyOf), indicators: first.indicators }));
    expect(again.indicators[0]?.id).toBe(first.indicators[0]?.id);
    expect(again.children.map((child) => child.indicators)).toEqual(first.children.map((child) => child.indicators));
    const without = first.children.map((child) => ({ ...bodyOf(child), indicators: undefined }));
    const left = ok<Draft>(await put(top.id, { children: without }));
    expect(left.children.map((child) => child.indicators)).toEqual(first.children.map((child) => child.indicators));
    const dropped = ok<Draft>(await put(top.id, { children: without, indicators: [] }));
    expect(dropped.children.map((child) => child.indicators[0]?.parentIndicatorId)).toEqual([null, null]);
  });

  it('cannot be carried from anywhere but the item itself', async () => {
    const other = ok<Draft>(await put((await plantTop()).id, split(60, 40)));
    const top = await plantTop();
    const indicators = [{ name: '到款', target: 1, parentIndicatorId: other.indicators[0]?.id }];
    const refused = await put(top.id, { children: [childOf(100, { indicators })] });
    expect(refused.body).toMatchObject({ status: 422, code: 'indicator_not_above' });
    expect(refused.body.errors?.[0]?.path).toBe('children.0.indicators.0.parentIndicatorId');
    const twice = uuid();
    const doubled = [1, 2].map(() => ({ id: twice, name: '到款' }));
    expect((await put(top.id, { children: [childOf(100, { indicators: doubled })] })).body.code).toBe(
      'id_of_another_item',
    );
    expect((await put(top.id, { children: [], indicators: [{ name: 'x', target: 1e13 }] })).status).toBe(400);
  });

  it('that nobody below carries, or that is carried without a target, is told; only the second blocks', async () => {
    const top = await plantTop();
    const alone = ok<Draft>(
      await put(top.id, { children: [childOf(100)], indicators: [{ name: '论文', target: 5, rule: 'sum' }] }),
    );
    expect(found(alone)).toEqual(['indicator_not_carried indicators.0 (look)']);
    expect(alone).toMatchObject({ submittable: true, indicators: [{ gap: null, carriers: 0 }] });
    const unset = ok<Draft>(await put(top.id, split(100, null)));
    expect(found(unset)).toEqual(['target_missing children.1.indicators.0.target']);
    expect((await submit(top.id)).body.code).toBe('target_missing');
  });
});

const bodyOf = (child: object): object => {
  const { horizon, level, title, leadUnitId, responsiblePersonId, weight, start, due, indicators, id } =
    child as Record<string, unknown>;
  return { id, horizon, level, title, leadUnitId, responsiblePersonId, weight, start, due, indicators };
};

describe('submitting with a gap', () => {
  it('is refused without a reason, and the reason stays in the snapshot and on the item', async () => {
    const top = await plantTop();
    ok(await put(top.id, split(60, 50)));
    const refused = await submit(top.id);
    expect(refused.body).toMatchObject({ status: 422, code: 'gap_without_reason' });
    expect(refused.body.errors).toMatchObject([{ path: 'indicators.0', code: 'gap_without_reason' }]);
    expect(refused.body.detail).toContain('-10');
    expect((await submit(top.id, { gapReason: '   ' })).status).toBe(422);
    const sent = ok<Sub>(await submit(top.id, { gapReason: '留有余量' }), 201);
    expect(sent.snapshot).toMatchObject({ gapReason: '留有余量', indicators: [{ gap: -10, combined: 110 }] });
    expect(sent.snapshot).toMatchObject({
      children: [{ indicators: [{ target: 60 }] }, { indicators: [{ target: 50 }] }],
    });
    await stage.passAll(sent.id);
    type Shown = ItemShown & { gapReason: string; indicators: Figure[] };
    const item = (await stage.item(top.id)) as Shown;
    expect(item.gapReason).toBe('留有余量');
    expect(item.indicators[0]).toMatchObject({ gap: -10, combined: 110, carriers: 2, actual: null });
  });

  it('passes without a word where everything adds up, and registers what the children carry', async () => {
    const top = await plantTop();
    const draft = ok<Draft>(await put(top.id, split(60, 40)));
    await stage.passAll(ok<Sub>(await submit(top.id), 201).id);
    const child = (await stage.item(draft.children[0]?.id ?? '')) as ItemShown & { indicators: Figure[] };
    expect(child.state).toBe('registered');
    expect(child.indicators).toMatchObject([{ target: 60, parentIndicatorId: draft.indicators[0]?.id }]);
  });

  it('asks a placeholder for no reason, since it keeps no words', async () => {
    const top = await stage.plant({ who: 'director', unit: 'RES', level: 3, placeholder: true });
    const draft = ok<Draft>(await put(top.id, split(60, 30)));
    expect(draft).toMatchObject({ submittable: true, indicators: [{ gap: 10, name: '1', unit: '' }] });
  });
});

describe('a standing child', () => {
  const passSplit = async () => {
    const top = await plantTop();
    const draft = ok<Draft>(await put(top.id, split(60, 40)));
    await stage.passAll(ok<Sub>(await submit(top.id), 201).id);
    return { top, draft: ok<Draft>(await (await director()).get(`/items/${top.id}/decomposition`)), first: draft };
  };
  const retarget = (draft: Draft, ...targets: number[]) => ({
    indicators: draft.indicators,
    children: draft.children.map((child, at) => ({
      ...bodyOf(child),
      indicators: child.indicators.map((one) => ({ ...one, target: targets[at] })),
    })),
  });

  it('keeps its target until a new decomposition passes, and the draft shows what would change', async () => {
    const { top, draft } = await passSplit();
    const changed = ok<Draft>(await put(top.id, retarget(draft, 70, 30)));
    expect(changed.children.map((child) => child.changes)).toEqual([['indicators'], ['indicators']]);
    expect(changed.indicators[0]?.gap).toBe(0);
    const targetNow = async () =>
      ((await stage.item(draft.children[0]?.id ?? '')) as ItemShown & { indicators: Figure[] }).indicators[0]?.target;
    expect(await targetNow()).toBe(60);
    await stage.passAll(ok<Sub>(await submit(top.id), 201).id);
    expect(await targetNow()).toBe(70);
  });

  it('does not lose indicators of its own when the item above leaves them out', async () => {
    const { top, draft } = await passSplit();
    const child = draft.children[0]?.id ?? '';
    ok(await (await director()).post(`/items/${child}/assign`, {}));
    ok(await (await stage.as('dean')).post(`/items/${child}/accept`));
    const own = ok<Draft>(await (await stage.as('dean')).get(`/items/${child}/decomposition`)).indicators;
    const nodes = [{ title: '验收', date: '2026-06-01', weight: 100 }];
    const sent = { children: [], nodes, indicators: [...own, { name: '自设' }] };
    ok(await put(child, sent, 'dean'));
    await stage.passAll(
      ok<Sub>(await (await stage.as('dean')).post(`/items/${child}/decomposition/submit`, {}), 201).id,
    );
    const names = (shown: Draft) => shown.children[0]?.indicators.map((one) => one.name);
    const again = ok<Draft>(await put(top.id, retarget(draft, 70, 30)));
    expect(names(again)).toEqual(['到款', '自设']);
  });

  it('finds the new target in the draft it is writing, and what was handed down since', async () => {
    const { top, draft } = await passSplit();
    const child = draft.children[0]?.id ?? '';
    ok(await (await director()).post(`/items/${child}/assign`, {}));
    const dean = await stage.as('dean');
    const own = ok<Draft>(await dean.get(`/items/${child}/decomposition`)).indicators;
    ok(await put(child, { children: [], indicators: own }, 'dean'));
    const added = uuid();
    const more = retarget(draft, 70, 30);
    const [first, second] = more.children;
    const fresh = { name: '专利', target: 4, parentIndicatorId: added };
    ok(
      await put(top.id, {
        indicators: [...more.indicators, { id: added, name: '专利', target: 4, rule: 'max' }],
        children: [{ ...first, indicators: [...(first?.indicators ?? []), fresh] }, second],
      }),
    );
    await stage.passAll(ok<Sub>(await submit(top.id), 201).id);
    const now = ok<Draft>(await dean.get(`/items/${child}/decomposition`));
    expect(now.indicators.map((one) => [one.name, one.target])).toEqual([
      ['到款', 70],
      ['专利', 4],
    ]);
    expect(now.findings).toEqual([]);
  });

  it('cannot change or drop by its own decomposition what was handed down', async () => {
    const { draft } = await passSplit();
    const child = draft.children[0]?.id ?? '';
    ok(await (await director()).post(`/items/${child}/assign`, {}));
    const own = ok<Draft>(await (await stage.as('dean')).get(`/items/${child}/decomposition`)).indicators;
    const lowered = own.map((one) => ({ ...one, target: 10 }));
    expect(found(ok<Draft>(await put(child, { children: [], indicators: lowered }, 'dean')))).toEqual([
      'target_from_above indicators.0.target',
    ]);
    const left = ok<Draft>(await put(child, { children: [], indicators: [] }, 'dean'));
    expect(left.indicators).toMatchObject([{ target: 60 }]);
    const further = own.map((one) => ({ ...one, rule: 'sum' }));
    expect(ok<Draft>(await put(child, { children: [], indicators: further }, 'dean')).submittable).toBe(true);
  });
});

describe('the table itself', () => {
  it('refuses an indicator that carries one of another item than the one above, whoever writes', async () => {
    const top = await plantTop();
    const other = ok<Draft>(await put((await plantTop()).id, split(60, 40)));
    const { id: childId } = await stage.plant({ who: 'dean', unit: 'PHY', level: 4, parent: top.id });
    const { db } = await useDatabase();
    const carry = (parentId: string | undefined) =>
      inTenant(db, stage.home.id, (tx) =>
        tx
          .insertInto('indicators')
          .values({
            institution_id: stage.home.id,
            id: uuid(),
            item_id: childId,
            name: '到款',
            parent_indicator_id: parentId ?? null,
            created_at: new Date('2026-03-04T01:00:00Z'),
            changed_at: new Date('2026-03-04T01:00:00Z'),
          })
          .execute(),
      );
    await expect(carry(other.indicators[0]?.id)).rejects.toThrow('indicator_not_above');
    await expect(carry(uuid())).rejects.toThrow('indicator_not_above');
    const own = ok<Draft>(await put(top.id, { children: [], indicators: [{ name: '到款', target: 1 }] })).indicators[0];
    await carry(own?.id);
  });
});
