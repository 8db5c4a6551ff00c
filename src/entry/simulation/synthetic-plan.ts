// A synthetic plan: annual key works carried down through six levels, with nodes, weights that total 100.00 and dates inside their parents'.
import { v7 as uuid } from 'uuid';
import { addDays, type Day } from '../../capabilities/institution/calendar.rules.ts';
import { normaliseWeights } from '../../capabilities/linkage/weights.rules.ts';
import type { Tx } from '../../platform/database/connect.ts';
import { insertRows, keepPlans, type Row } from './bulk.ts';
import { between, chance, pick } from './keyed-chance.ts';
import type { SyntheticHouse } from './synthetic-house.ts';

/** Children of an item on each level, about as a university carries a key work down: 64 items a root. */
const CHILDREN = [1, 2, 5, 2, 2, 0] as const;
const THEMES = ['课程建设', '科研平台', '人才引育', '实验室安全', '国际合作', '学科评估', '数字校园', '学生发展'];
const WORDS = ['编制方案', '组织实施', '分阶段检查', '完成验收', '形成制度', '汇总数据'];
const BATCH = 2000;

export type PlanOrder = { institutionId: string; items: number; firstDay: Day; now: Date; house: SyntheticHouse };

type Draft = {
  id: string;
  code: string;
  level: number;
  start: Day;
  due: Day;
  parent: Draft | null;
  weight: number | null;
  seat: Seat;
};
type Seat = { unitId: string; personId: string; disciplineId: string | null; college: number };

/** Writes as it goes, so that memory stays the same for any size. */
export async function buildPlan(tx: Tx, order: PlanOrder): Promise<void> {
  const items: Row[] = [];
  const nodes: Row[] = [];
  let made = 0;
  let flushed = 0;
  const flush = async () => {
    await insertRows(tx, 'items', items.splice(0));
    await insertRows(tx, 'nodes', nodes.splice(0));
    flushed += 1;
    if (flushed === 1) await keepPlans(tx);
  };
  for (let root = 1; made < order.items; root += 1) {
    const tree = growTree(order, root, order.items - made);
    made += tree.length;
    for (const draft of tree) {
      items.push(itemRow(order, draft, tree));
      nodes.push(...nodeRows(order, draft, tree));
    }
    if (items.length >= BATCH) await flush();
  }
  await flush();
}

/** Parents before children, at most so many. */
function growTree(order: PlanOrder, root: number, most: number): Draft[] {
  const code = `K${String(root).padStart(4, '0')}`;
  const first: Draft = {
    id: uuid(),
    code,
    level: 1,
    start: order.firstDay,
    due: addDays(order.firstDay, 350),
    parent: null,
    weight: null,
    seat: seatOf(order.house, 1, code, null),
  };
  const tree = [first];
  for (let at = 0; at < tree.length && tree.length < most; at += 1) {
    const parent = tree[at];
    if (parent) tree.push(...growChildren(order, parent).slice(0, most - tree.length));
  }
  return withWeights(tree);
}

function growChildren({ house }: PlanOrder, parent: Draft): Draft[] {
  const count = CHILDREN[parent.level - 1] ?? 0;
  return Array.from({ length: count }, (_, at): Draft => {
    const code = `${parent.code}-${at + 1}`;
    const level = parent.level + 1;
    return {
      id: uuid(),
      code,
      level,
      start: addDays(parent.start, level > 3 ? between(`${code} start`, 3, 22) : 5),
      due: addDays(parent.due, -between(`${code} due`, 2, level > 4 ? 40 : 12)),
      parent,
      weight: null,
      seat: seatOf(house, level, code, parent.seat),
    };
  });
}

/** Even shares of 100.00 among the children that really came to be. */
function withWeights(tree: Draft[]): Draft[] {
  for (const children of Map.groupBy(tree, (draft) => draft.parent).values()) {
    const weights = normaliseWeights(children.map(() => 1));
    for (const [at, child] of children.entries()) child.weight = child.parent === null ? null : (weights[at] ?? null);
  }
  return tree;
}

function seatOf(house: SyntheticHouse, level: number, code: string, above: Seat | null): Seat {
  const none = { disciplineId: null, college: above?.college ?? 0 };
  if (level === 1) return { ...none, unitId: house.topUnitId, personId: pick(code, house.heads) };
  if (level === 2) return { ...none, unitId: house.leadershipId, personId: pick(code, house.leaders) };
  if (level === 3) {
    const department = pick(code, house.departments);
    return { ...none, unitId: department.unitId, personId: department.head };
  }
  const college = level === 4 ? Math.floor(chance(code) * house.colleges.length) : (above?.college ?? 0);
  const place = house.colleges[college];
  if (!place) throw new Error('a college without number');
  const personId = level === 4 ? place.dean : pick(code, level === 5 ? place.professors : place.people);
  const disciplineId = level >= 5 && chance(`${code} discipline`) < 0.8 ? pick(`${code} d`, place.disciplines) : null;
  return { unitId: place.unitId, personId, disciplineId, college };
}

const hasChildren = (draft: Draft, tree: readonly Draft[]): boolean => tree.some((other) => other.parent === draft);

function itemRow({ institutionId, now, house }: PlanOrder, draft: Draft, tree: readonly Draft[]): Row {
  const { code, level, seat } = draft;
  return {
    institution_id: institutionId,
    id: draft.id,
    code,
    horizon: level === 1 ? 'annual' : 'task',
    level,
    parent_id: draft.parent?.id ?? null,
    path: [],
    position: 0,
    title: `${pick(`${code} theme`, THEMES)}：${pick(`${code} words`, WORDS)}（${code}）`,
    title_en: `Work ${code}`,
    requirement: '按计划推进，重要节点形成书面材料备查。',
    standard: '全部节点完成并经核实。',
    sector_id: pick(draft.code.slice(0, 5), house.sectors),
    discipline_id: seat.disciplineId,
    lead_unit_id: seat.unitId,
    lead_share: 1,
    responsible_person_id: seat.personId,
    interim: false,
    supervisor_id: level <= 3 ? house.supervisor : null,
    source: 'plan',
    priority: 2,
    weight: draft.weight,
    own_nodes_weight: level === 5 && hasChildren(draft, tree) ? 20 : null,
    start: draft.start,
    approved_due: draft.due,
    frequency: 'month',
    placeholder: false,
    tags: [],
    state: 'draft',
    major_risk: false,
    excused: false,
    ever_late: false,
    version: 1,
    created_at: now,
    changed_at: now,
  };
}

function nodeRows({ institutionId, now }: PlanOrder, draft: Draft, tree: readonly Draft[]): Row[] {
  const weights = draft.level === 5 ? [50, 50] : hasChildren(draft, tree) ? [] : [30, 30, 40];
  const days = Math.floor((Date.parse(draft.due) - Date.parse(draft.start)) / 86_400_000);
  return weights.map((weight, at) => {
    const share = (at + 1) / (weights.length + (draft.level === 5 ? 0.5 : 0));
    const date = addDays(draft.start, Math.floor(days * Math.min(1, share)));
    return {
      institution_id: institutionId,
      id: uuid(),
      item_id: draft.id,
      position: at,
      title: `节点${at + 1}`,
      title_en: `Node ${at + 1}`,
      date,
      original_date: date,
      weight,
      state: 'planned',
      created_at: now,
      changed_at: now,
    };
  });
}
