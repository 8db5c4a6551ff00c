// The tree's invariants by every path: drafting, changing, decomposing, and straight into the table.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import type { PersonKey } from '../../../tests/support/institution.ts';
import type { Reply } from '../../../tests/support/server.ts';
import { type ItemShown, ok, type Problem, type Stage, setStage, type UnitCode } from '../../../tests/support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

type Fields = Record<string, unknown>;
/** A sound child of a director's work. */
const childOf = (over: Fields = {}): Fields => ({
  horizon: 'annual',
  level: 4,
  title: '学院任务',
  leadUnitId: stage.home.units.PHY,
  responsiblePersonId: stage.home.people.dean,
  weight: 100,
  start: '2026-04-01',
  due: '2026-11-30',
  ...over,
});
const person = (key: PersonKey) => ({ responsiblePersonId: stage.home.people[key] });
const unit = (code: UnitCode) => ({ leadUnitId: stage.home.units[code] });

const parentOf = () =>
  stage.plant({ who: 'director', unit: 'RES', level: 3, start: '2026-03-01', due: '2026-12-20', horizon: 'annual' });

type Decomposition = {
  version: number;
  difference: number | null;
  nodesDifference: number | null;
  submittable: boolean;
  findings: { code: string; path: string }[];
  children: (ItemShown & { coUnits: { unitId: string; share: number }[]; leadShare: number })[];
  nodes: { id: string; weight: number; title: string }[];
};

async function put(itemId: string, body: Fields, who: PersonKey = 'director') {
  const client = await stage.as(who);
  const { version } = ok<ItemShown>(await client.get(`/items/${itemId}`));
  return client.put<Decomposition & Problem>(`/items/${itemId}/decomposition`, body, {
    headers: { 'if-match': `"${version}"` },
  });
}

/** Every wrong field, with the code that names it. */
const WRONG: [what: string, field: string, code: string, over: () => Fields][] = [
  ['a level above the parent’s', 'level', 'level_not_below', () => ({ level: 2 })],
  ['the parent’s level in another unit', 'level', 'level_not_below', () => ({ level: 3 })],
  ['a level that does not exist', 'level', 'level_unknown', () => ({ level: 7 })],
  ['a longer horizon', 'horizon', 'horizon_longer', () => ({ horizon: 'mid_term' })],
  ['a start before the parent’s', 'start', 'dates_outside_parent', () => ({ start: '2026-02-28' })],
  ['a due after the parent’s', 'due', 'dates_outside_parent', () => ({ due: '2026-12-21' })],
  ['a due before its start', 'due', 'due_before_start', () => ({ start: '2026-11-01', due: '2026-10-31' })],
  ['a person outside the unit', 'responsiblePersonId', 'responsible_outside_unit', () => person('deanTwo')],
  [
    'the head of a unit above, not marked interim',
    'responsiblePersonId',
    'responsible_outside_unit',
    () => person('president'),
  ],
  ['an unknown person', 'responsiblePersonId', 'person_unknown', () => ({ responsiblePersonId: uuid() })],
  ['an unknown unit', 'leadUnitId', 'unit_unknown', () => ({ leadUnitId: uuid() })],
  ['no title', 'title', 'title_missing', () => ({ title: '' })],
  ['an unknown sector', 'sectorId', 'reference_unknown', () => ({ sectorId: uuid() })],
  ['an unknown discipline', 'disciplineId', 'reference_unknown', () => ({ disciplineId: uuid() })],
  ['an unknown supervisor', 'supervisorId', 'reference_unknown', () => ({ supervisorId: uuid() })],
  ['an unknown leader', 'leaderInChargeId', 'reference_unknown', () => ({ leaderInChargeId: uuid() })],
  ['an unknown co-unit', 'coUnits', 'reference_unknown', () => ({ coUnits: [{ unitId: uuid() }] })],
  [
    'an unknown person for a co-unit',
    'coUnits',
    'reference_unknown',
    () => ({ coUnits: [{ unitId: stage.home.units.HR, personId: uuid() }] }),
  ],
];

const refusal = (reply: Reply<Problem>) => ({
  status: reply.status,
  first: { path: reply.body.errors?.[0]?.path, code: reply.body.errors?.[0]?.code },
});

describe('a child is refused that has', () => {
  it.each(WRONG)('%s, drafted alone', async (_, field, code, over) => {
    const parent = await parentOf();
    const director = await stage.as('director');
    const reply = await director.post<Problem>('/items', { parentId: parent.id, ...childOf(over()) });
    expect(refusal(reply)).toEqual({ status: 422, first: { path: field, code } });
  });

  it.each(WRONG)('%s, in a decomposition', async (_, field, code, over) => {
    const parent = await parentOf();
    const reply = await put(parent.id, { children: [childOf({ weight: 50 }), childOf({ weight: 50, ...over() })] });
    expect(refusal(reply)).toEqual({ status: 422, first: { path: `children.1.${field}`, code } });
    expect(
      ok<Decomposition>(await (await stage.as('director')).get(`/items/${parent.id}/decomposition`)).children,
    ).toEqual([]);
  });

  it.each(WRONG)('%s, by changing a draft', async (_, field, code, over) => {
    const parent = await parentOf();
    const director = await stage.as('director');
    const draft = ok<ItemShown>(await director.post('/items', { parentId: parent.id, ...childOf() }), 201);
    const reply = await director.patch<Problem>(`/items/${draft.id}`, over());
    expect(refusal(reply)).toEqual({ status: 422, first: { path: field, code } });
  });
});

describe('a child may have', () => {
  it('its parent’s level where the lead unit is the same, and skip a level', async () => {
    const parent = await parentOf();
    const same = childOf({ level: 3, ...unit('RES'), ...person('clerk'), weight: 40 });
    const deep = childOf({ level: 6, ...unit('OPT'), ...person('teacher'), weight: 60 });
    expect(ok(await put(parent.id, { children: [same, deep] })).children).toHaveLength(2);
  });

  it('a person with a post below its unit, or, marked interim, the head of a unit above', async () => {
    const parent = await parentOf();
    const below = childOf({ ...person('teacher'), weight: 40 });
    const above = childOf({ ...person('president'), interim: true, weight: 60 });
    expect(ok(await put(parent.id, { children: [below, above] })).children).toHaveLength(2);
    const aside = childOf({ ...person('deanTwo'), interim: true });
    expect(refusal(await put(parent.id, { children: [aside] })).first.code).toBe('responsible_outside_unit');
  });
});

describe('weights and shares', () => {
  it('take two decimals and no more, above 0, and four decimals for shares', async () => {
    const parent = await parentOf();
    for (const weight of [33.33, 0.01, 0.07, 1.1, 8.2, 57.29, 99.99, 100])
      expect((await put(parent.id, { children: [childOf({ weight })] })).status, String(weight)).toBe(200);
    for (const weight of [0, -1, 100.01, 33.333]) {
      const reply = await put(parent.id, { children: [childOf({ weight })] });
      expect({ weight, status: reply.status }).toEqual({ weight, status: 400 });
    }
    const nodes = (weight: number) => ({ children: [], nodes: [{ title: '论证', date: '2026-05-01', weight }] });
    expect((await put(parent.id, nodes(33.333))).status).toBe(400);
    expect((await put(parent.id, { ...nodes(100), ownNodesWeight: 12.345 })).status).toBe(400);
    const shared = (share: number) => ({ children: [childOf({ coUnits: [{ unitId: stage.home.units.HR, share }] })] });
    expect((await put(parent.id, shared(0.2501))).status).toBe(200);
    expect((await put(parent.id, shared(0.25015))).body.code).toBe('shares_total');
  });

  it('of a decomposition total exactly 100.00 before it is submitted; a draft shows the difference', async () => {
    const parent = await parentOf();
    const three = [33.33, 33.33, 33.33].map((weight, at) => childOf({ weight, title: `第${at}项` }));
    const draft = ok(await put(parent.id, { children: three }));
    expect(draft).toMatchObject({ difference: 0.01, submittable: false });
    expect(draft.findings.map((one) => one.code)).toEqual(['weights_not_100']);
    const director = await stage.as('director');
    const refused = await director.post<Problem>(`/items/${parent.id}/decomposition/submit`, {});
    expect(refused).toMatchObject({ status: 422, body: { code: 'weights_not_100' } });
    const even = ok<Decomposition>(await director.post(`/items/${parent.id}/decomposition/normalise`));
    expect(even.children.map((child) => child.weight)).toEqual([33.34, 33.33, 33.33]);
    expect(even).toMatchObject({ difference: 0, submittable: true });
    ok(await director.post(`/items/${parent.id}/decomposition/submit`, {}), 201);
  });

  it('of shares default to 0.6 for the lead unit and the rest even, and always total 1', async () => {
    const parent = await parentOf();
    const coUnits = (['HR', 'CHE', 'CAT'] as const).map((code) => ({ unitId: stage.home.units[code] }));
    const [child] = ok(await put(parent.id, { children: [childOf({ coUnits })] })).children;
    expect(child?.leadShare).toBe(0.6);
    expect(child?.coUnits.map((one) => one.share)).toEqual([0.1334, 0.1333, 0.1333]);
    const over = [0.7, 0.2, 0.1].map((share, at) => ({ ...coUnits[at], share }));
    expect((await put(parent.id, { children: [childOf({ coUnits: over })] })).body.code).toBe('shares_total');
    const twice = [coUnits[0], coUnits[0]];
    expect((await put(parent.id, { children: [childOf({ coUnits: twice })] })).body.code).toBe('co_unit_twice');
  });

  it('of nodes total 100 beside children only with a weight of their own; a verified node cannot be dropped', async () => {
    const leaf = await stage.plant({
      who: 'teacher',
      unit: 'OPT',
      level: 6,
      nodes: [
        { date: '2026-04-01', weight: 40 },
        { date: '2026-08-01', weight: 60 },
      ],
    });
    const teacher = await stage.as('teacher');
    const claim = ok<{ id: string }>(
      await teacher.post(`/items/${leaf.id}/requests`, { kind: 'node', nodesDone: [{ nodeId: leaf.nodeIds[0] }] }),
      201,
    );
    await stage.passAll(claim.id);
    const others = [{ title: '另一个', date: '2026-09-01', weight: 100 }];
    const draft = ok(await put(leaf.id, { children: [], nodes: others }, 'teacher'));
    expect(draft.nodes.map((node) => node.id)).toContain(leaf.nodeIds[0]);
    expect(draft).toMatchObject({ nodesDifference: -40, submittable: false });
    const parent = await parentOf();
    const mixed = ok(await put(parent.id, { children: [childOf()], nodes: others }));
    expect(mixed.findings.map((one) => one.code)).toEqual(['own_nodes_weight_missing']);
    const late = [{ title: '太晚', date: '2026-12-21', weight: 100 }];
    expect(ok(await put(parent.id, { children: [], nodes: late })).findings[0]?.code).toBe('node_outside_item');
    const nothing = [{ title: '没有分量', date: '2026-09-01', weight: 0 }];
    expect(ok(await put(parent.id, { children: [], nodes: nothing })).submittable).toBe(false);
  });
});

describe('references of a decomposition', () => {
  it('to a code that is taken, or to an indicator that is not the parent’s, are refused where they stand', async () => {
    const parent = await parentOf();
    const taken = await put(parent.id, { children: [childOf({ code: parent.code })] });
    expect(taken.status).toBe(409);
    expect(refusal(taken).first).toEqual({ path: 'children.0.code', code: 'code_taken' });
    const twice = await put(parent.id, {
      children: [childOf({ code: 'ZZ-1', weight: 50 }), childOf({ code: 'ZZ-1', weight: 50 })],
    });
    expect(refusal(twice).first).toEqual({ path: 'children.1.code', code: 'code_taken' });
    const indicators = [{ name: '论文数', unit: '篇', target: 10, rule: 'sum', parentIndicatorId: uuid() }];
    const reply = await put(parent.id, { children: [childOf()], indicators });
    expect(refusal(reply)).toEqual({
      status: 422,
      first: { path: 'indicators.0.parentIndicatorId', code: 'indicator_not_above' },
    });
  });
});

describe('a standing child in a decomposition', () => {
  it('changes its words and weight there; co-units, persons and dates are told to need a request', async () => {
    const top = await parentOf();
    const shared = [{ unit: 'HR' as const, share: 0.4 }];
    const own = { start: '2026-04-01', due: '2026-11-30', title: '学院任务', weight: 100, coUnits: shared };
    const child = await stage.plant({ who: 'dean', unit: 'PHY', level: 4, parent: top.id, ...own });
    const coUnits = [{ unitId: stage.home.units.HR, share: 0.4 }];
    const same = childOf({ id: child.id, coUnits });
    const codesOf = async (over: Fields) =>
      ok(await put(top.id, { children: [{ ...same, ...over }] })).findings.map((one) => `${one.code} ${one.path}`);
    expect(await codesOf({})).toEqual([]);
    expect(await codesOf({ title: '新的名称', requirement: '新的要求' })).toEqual([]);
    expect(await codesOf({ coUnits: [{ ...coUnits[0], share: 0.3 }] })).toEqual(['needs_request children.0.coUnits']);
    expect(await codesOf({ coUnits: [] })).toEqual(['needs_request children.0.coUnits']);
    expect((await codesOf({ due: '2026-11-29', ...person('viceDean') })).sort()).toEqual([
      'needs_request children.0.due',
      'needs_request children.0.responsiblePersonId',
    ]);
    const nameless = await put(top.id, { children: [{ ...same, title: '' }] });
    expect(refusal(nameless)).toEqual({ status: 422, first: { path: 'children.0.title', code: 'title_missing' } });
  });

  it('stays below its parent whoever leaves it out', async () => {
    const top = await parentOf();
    const own = { start: '2026-04-01', due: '2026-11-30', weight: 60 };
    const child = await stage.plant({ who: 'dean', unit: 'PHY', level: 4, parent: top.id, ...own });
    const draft = ok(await put(top.id, { children: [childOf({ weight: 40 })] }));
    expect(draft.children.map((one) => one.id)).toContain(child.id);
    expect(draft.difference).toBe(0);
  });
});

describe('ids of nodes and indicators', () => {
  const nodes = (...ids: (string | undefined)[]) =>
    ids.map((id, at) => ({ ...(id && { id }), title: `第${at}个`, date: '2026-05-01', weight: 100 / ids.length }));

  it('that nothing bears are given anew; one named twice, or of another item, is refused', async () => {
    const item = await parentOf();
    const other = await stage.plant({
      who: 'director',
      unit: 'RES',
      level: 3,
      nodes: [{ date: '2026-05-01', weight: 100 }],
    });
    const made = uuid();
    const first = ok(await put(item.id, { children: [], nodes: nodes(made) }));
    expect(first.nodes[0]?.id).not.toBe(made);
    const kept = first.nodes[0]?.id ?? '';
    expect(ok(await put(item.id, { children: [], nodes: nodes(kept.toUpperCase()) })).nodes[0]?.id).toBe(kept);
    for (const ids of [[kept, kept], [other.nodeIds[0]]])
      expect((await put(item.id, { children: [], nodes: nodes(...ids) })).body.code).toBe('id_of_another_item');
  });

  it('of an indicator that is handed down stay when a decomposition leaves it out', async () => {
    const top = await parentOf();
    const director = await stage.as('director');
    const indicators = [{ name: '论文数', unit: '篇', target: 10, rule: 'sum' }];
    const whole = { children: [childOf()], indicators };
    ok(await put(top.id, whole));
    await stage.passAll(ok<{ id: string }>(await director.post(`/items/${top.id}/decomposition/submit`, {}), 201).id);
    type WithIndicators = { indicators: { id: string }[] };
    const [above] = ok<WithIndicators>(await director.get(`/items/${top.id}`)).indicators;
    const child = await stage.plant({
      who: 'dean',
      unit: 'PHY',
      level: 4,
      parent: top.id,
      start: '2026-04-01',
      due: '2026-11-30',
      state: 'in_progress',
    });
    const dean = await stage.as('dean');
    const down = [{ name: '论文数', unit: '篇', target: 10, parentIndicatorId: above?.id }];
    ok(await put(child.id, { children: [], nodes: nodes(undefined), indicators: down }, 'dean'));
    await stage.passAll(ok<{ id: string }>(await dean.post(`/items/${child.id}/decomposition/submit`, {}), 201).id);
    const standing = ok<Decomposition>(await director.get(`/items/${top.id}/decomposition`)).children;
    const weights = standing.map((one) => ({ ...childOf({ weight: 50 }), id: one.id }));
    ok(await put(top.id, { children: weights, indicators: [] }));
    const sub = ok<{ id: string }>(await director.post(`/items/${top.id}/decomposition/submit`, {}), 201);
    await stage.passAll(sub.id);
    expect(ok<WithIndicators>(await director.get(`/items/${top.id}`)).indicators.map((one) => one.id)).toEqual([
      above?.id,
    ]);
  });
});

describe('the table itself', () => {
  it('refuses what would break the tree, whoever writes', async () => {
    const { owner } = await useDatabase();
    const top = await parentOf();
    const child = await stage.plant({
      who: 'dean',
      unit: 'PHY',
      level: 4,
      parent: top.id,
      start: '2026-04-01',
      due: '2026-11-30',
      nodes: [{ date: '2026-05-01', weight: 100 }],
    });
    const set = (id: string, change: ReturnType<typeof sql>) =>
      sql`update items set ${change} where institution_id = ${stage.home.id} and id = ${id}`.execute(owner);
    await expect(set(child.id, sql`level = 2`)).rejects.toThrow('level_not_below');
    await expect(set(child.id, sql`horizon = 'five_year'`)).rejects.toThrow('horizon_longer');
    await expect(set(child.id, sql`approved_due = '2026-12-31'`)).rejects.toThrow('dates_outside_parent');
    await expect(set(child.id, sql`original_due = '2026-10-31'`)).rejects.toThrow('original_due_fixed');
    await expect(set(top.id, sql`parent_id = ${child.id}, level = 5`)).rejects.toThrow('tree_cycle');
    await expect(set(child.id, sql`parent_id = ${uuid()}`)).rejects.toThrow('parent_missing');
    await expect(set(child.id, sql`weight = 0`)).rejects.toThrow('items_weight_check');
    await expect(
      sql`update nodes set date = '2026-12-01' where institution_id = ${stage.home.id} and item_id = ${child.id}`.execute(
        owner,
      ),
    ).rejects.toThrow('node_outside_item');
  });

  it('refuses a parent whose dates would no longer hold its children', async () => {
    const { owner } = await useDatabase();
    const top = await parentOf();
    await stage.plant({ who: 'dean', unit: 'PHY', level: 4, parent: top.id, start: '2026-04-01', due: '2026-11-30' });
    const shorten = sql`update items set approved_due = '2026-10-31' where institution_id = ${stage.home.id} and id = ${top.id}`;
    await expect(shorten.execute(owner)).rejects.toThrow('dates_outside_parent');
  });
});
