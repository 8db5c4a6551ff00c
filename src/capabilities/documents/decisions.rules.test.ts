// What the sheets decide, without a database: references, defaults, invariants, and what only an act of its own may do.
import { describe, expect, it } from 'vitest';
import type { Actor } from '../identity/scope.ts';
import { Ledger } from './ledger.rules.ts';
import { type ImportContext, OrganisationFrame } from './organisation-frame.rules.ts';
import { takeOrganisation } from './organisation-import.policy.ts';
import type { OrganisationStanding } from './organisation-standing.store.ts';
import { PlanItems } from './plan-items.rules.ts';
import { PlanParts } from './plan-parts.rules.ts';
import type { PlanStanding, StandingItem } from './plan-standing.store.ts';
import { type EntityRows, Findings, readEntityRows } from './sheet-rows.rules.ts';

const actor = (roles: Actor['roles'], posts: Actor['posts'] = []): Actor => ({
  institutionId: 'i',
  personId: 'me',
  name: 'me',
  nameEn: null,
  account: 'me',
  email: null,
  language: 'en',
  today: '2026-03-04',
  posts,
  roles,
  headedUnitIds: [],
  leadsFirstLevel: false,
  professorOf: [],
});
const contextOf = (who: Actor): ImportContext => {
  let last = 0;
  return { actor: who, today: '2026-03-04', newId: () => `new${++last}` };
};

/** Rows of sheets written as lines of comma-separated words, the first line the header. */
const rowsOf = (kind: 'organisation' | 'plan', sheets: Record<string, string>, findings: Findings): EntityRows =>
  readEntityRows(
    kind,
    Object.entries(sheets).map(([name, text]) => {
      const [header = [], ...lines] = text
        .trim()
        .split('\n')
        .map((line) => line.split(','));
      const rows = lines.map((line, at) => ({
        row: at + 2,
        cells: Object.fromEntries(header.map((title, column) => [title, line[column]?.trim() || null])),
      }));
      return { name, header, rows };
    }),
    findings,
  );

const HOUSE: OrganisationStanding = {
  levels: [
    { id: 'l1', rank: 1, kind: 'school', name: '学校', name_en: 'School' },
    { id: 'l2', rank: 2, kind: 'department', name: '部门', name_en: 'Department' },
  ],
  ranksInUse: [1],
  units: [
    {
      id: 'u1',
      code: 'TOP',
      name: '大学',
      name_en: null,
      kind: 'leadership',
      parent_id: null,
      leader_in_charge_id: null,
    },
    { id: 'u2', code: 'D', name: '处', name_en: null, kind: 'department', parent_id: 'u1', leader_in_charge_id: null },
  ],
  people: [
    { id: 'p1', account: 'wang1', name: '王', name_en: null, email: null, language: 'zh-CN', active: true },
    { id: 'me', account: 'me', name: '我', name_en: null, email: null, language: 'zh-CN', active: true },
  ],
  posts: [
    {
      id: 't1',
      person_id: 'p1',
      unit_id: 'u2',
      level: 2,
      title: '处长',
      title_en: null,
      head: true,
      acting: false,
      from_day: '2025-01-01',
      to_day: null,
      successor_id: null,
      state: 'confirmed',
    },
  ],
  grants: [
    { id: 'g1', person_id: 'me', role: 'administrator', from_day: '2025-01-01', to_day: null, state: 'confirmed' },
  ],
  officeExists: false,
  sectors: [{ id: 's1', code: 'S', name: '板块', name_en: null, leader_id: null, lead_unit_id: null }],
  disciplines: [{ id: 'd1', code: '08', name: '光学', name_en: null }],
  professors: [
    { discipline_id: 'd1', person_id: 'p1', from_day: '2025-01-01', to_day: null, delegate_id: null, position: 0 },
  ],
  closedDays: [{ id: 'c1', day: '2026-05-06', name: '运动会', name_en: null }],
};

const organise = (sheets: Record<string, string>, who = actor(['administrator'])) => {
  const findings = new Findings();
  const frame = new OrganisationFrame(HOUSE, contextOf(who), findings);
  takeOrganisation(frame, rowsOf('organisation', sheets, findings));
  const { ledger } = frame;
  return {
    errors: findings.errors.map(({ sheet, row, column, code }) => `${sheet} ${row} ${column} ${code}`),
    ignored: findings.ignored,
    changes: ledger.changes.map(({ table, act, columns, before }) => ({ table, act, columns, before })),
    counts: [ledger.created, ledger.changed, ledger.unchanged],
  };
};

describe('the sheets of an organisation', () => {
  it('that say what stands change nothing', () => {
    const same = organise({
      levels: 'rank,kind,name,nameEn\n1,school,学校,School\n2,department,部门,Department',
      units: 'code,name,kind,parentCode\nTOP,大学,leadership,\nD,处,department,TOP',
      people: 'account,name,email\nWANG1,王,',
      posts: 'account,unitCode,level,title,head,from\nwang1,D,2,处长,yes,2025-01-01',
      roles: 'account,role,from\nme,administrator,2025-01-01',
      sectors: 'code,name,leader\nS,板块,',
      disciplines: 'code,name\n08,光学',
      professors: 'disciplineCode,account\n08,wang1',
      closedDays: 'day,name\n2026-05-06,运动会',
    });
    expect(same.errors).toEqual([]);
    expect(same.counts).toEqual([0, 0, 11]);
  });

  it('change what differs and keep what they do not speak of', () => {
    const { changes, counts, errors } = organise({
      levels: 'rank,name\n2,职能部门',
      units: 'code,nameEn,leaderInCharge\nD,Office,wang1',
      people: 'account,name,active\nwang1,王五,no',
      posts: 'account,unitCode,level,title\nwang1,D,2,主任',
      sectors: 'code,leader,leadUnitCode\nS,wang1,D',
      disciplines: 'code,name\n08,光学工程',
      professors: 'disciplineCode,account,to,delegate\n08,wang1,2026-12-31,me',
      closedDays: 'day,name\n2026-05-06,校庆',
    });
    expect(errors).toEqual([]);
    expect(counts).toEqual([0, 8, 0]);
    expect(changes.find((change) => change.table === 'units')).toMatchObject({
      columns: { name: '处', name_en: 'Office', leader_in_charge_id: 'p1', parent_id: 'u1' },
      before: { name_en: null, leader_in_charge_id: null },
    });
    expect(changes.find((change) => change.table === 'levels')).toMatchObject({
      before: { name: '部门' },
      columns: { kind: 'department', name_en: 'Department' },
    });
  });

  it('rename the top unit under its new code instead of making a second one', () => {
    const { changes, errors } = organise({ units: 'code,name,parentCode\nU,示范大学,\nX,新处,U' });
    expect(errors).toEqual([]);
    expect(changes.map(({ act, columns }) => [act, columns.code, columns.parent_id])).toEqual([
      ['unit.changed', 'U', null],
      ['unit.created', 'X', 'u1'],
    ]);
    expect(organise({ units: 'code,name,parentCode\nA,甲,\nB,乙,' }).errors).toEqual([
      'units 3 parentCode second_top_unit',
    ]);
    expect(organise({ units: 'code,name\nY,某处' }).changes[0]?.columns.parent_id).toBe('u1');
  });

  it('give the first office role at once, to somebody else than the administrator, and leave the next one proposed', () => {
    const given = organise({
      people: 'account,name\nli2,李',
      roles: 'account,role\nwang1,office\nli2,office\nli2,auditor',
    });
    expect(
      given.changes.filter((change) => change.table === 'role_grants').map(({ columns }) => columns.state),
    ).toEqual(['confirmed', 'proposed', 'proposed']);
    expect(organise({ roles: 'account,role\nme,office' }).errors).toEqual(['roles 2 role office_not_to_administrator']);
    expect(organise({ roles: 'account,role\nwang1,office' }, actor([])).errors).toEqual([
      'roles 2 role management_needed',
    ]);
  });

  it('leave to the settings what needs a successor', () => {
    expect(organise({ posts: 'account,unitCode,level,title,head,to\nwang1,D,2,处长,no,2026-06-30' }).errors).toEqual([
      'posts 2 to post_ends_in_settings',
      'posts 2 head post_head_in_settings',
    ]);
    expect(
      organise({
        posts: 'account,unitCode,level,title,from,to\nme,D,2,副处长,2026-05-01,2026-04-01\nme,D,2,,2026-01-01,',
      }).errors,
    ).toEqual(['posts 2 to ends_before_start', 'posts 3 title value_missing']);
  });

  it('name levels that cannot be, delegates of themselves, and what is not known', () => {
    expect(organise({ levels: 'rank,kind,name\n1,team,学校\n4,person,人\n9,person,人\n3,,人' }).errors).toEqual([
      'levels 2 kind level_in_use',
      'levels 4 rank level_unknown',
      'levels 5 kind value_missing',
      'levels 3 rank level_leaves_gap',
      'levels 4 rank level_leaves_gap',
    ]);
    expect(organise({ professors: 'disciplineCode,account,delegate\n08,wang1,wang1\n09,wang1,' }).errors).toEqual([
      'professors 2 delegate delegate_is_self',
      'professors 3 disciplineCode discipline_code_unknown',
    ]);
    const strange = organise({ people: 'account,name,shoe size\nx1,某,43', garden: 'a\nb' });
    expect(strange.ignored).toEqual([
      { sheet: 'people', column: 'shoe size' },
      { sheet: 'garden', column: null },
    ]);
    expect(organise({ people: 'account,账号\nx,y' }).errors).toEqual([
      'people 1 账号 column_twice',
      'people 2 name value_missing',
    ]);
    expect(organise({ posts: 'account,title\nx,y' }).errors).toEqual([
      'posts 1 unitCode column_missing',
      'posts 1 level column_missing',
    ]);
  });
});

const ITEM: StandingItem = {
  id: 'a',
  state: 'draft',
  path: ['a'],
  code: 'A',
  horizon: 'annual',
  level: 1,
  parent_id: null,
  position: 0,
  title: '平台',
  title_en: null,
  requirement: '',
  requirement_en: null,
  standard: '',
  standard_en: null,
  sector_id: null,
  discipline_id: null,
  lead_unit_id: 'u1',
  lead_share: 1,
  responsible_person_id: 'p1',
  interim: false,
  leader_in_charge_id: null,
  supervisor_id: null,
  source: 'plan',
  priority: 2,
  weight: null,
  own_nodes_weight: null,
  resources: null,
  gap_reason: null,
  planned_minutes: null,
  start: '2026-01-01',
  approved_due: '2026-12-31',
  frequency: 'month',
  placeholder: false,
  tags: [],
};
const PLAN: PlanStanding = {
  levels: 6,
  units: new Map([
    ['TOP', { id: 'u1', parentId: null, headId: 'p1' }],
    ['D', { id: 'u2', parentId: 'u1', headId: null }],
    ['E', { id: 'u3', parentId: 'u1', headId: 'p2' }],
  ]),
  personIds: new Map([
    ['wang1', 'p1'],
    ['li2', 'p2'],
  ]),
  sectorIds: new Map([['S', 's1']]),
  disciplineIds: new Map([['08', 'd1']]),
  items: [
    ITEM,
    { ...ITEM, id: 'b', path: ['a', 'b'], code: 'B', parent_id: 'a', level: 2, horizon: 'task', weight: 40 },
  ],
  coUnits: [{ item_id: 'b', unit_id: 'u3', person_id: null, share: 0.4, position: 0 }],
  nodes: [
    {
      id: 'n1',
      item_id: 'b',
      position: 0,
      title: '验收',
      title_en: null,
      date: '2026-06-30',
      original_date: '2026-06-30',
      weight: 50,
    },
  ],
  indicators: [
    {
      id: 'k1',
      item_id: 'a',
      position: 0,
      code: 'K',
      name: '论文',
      name_en: null,
      unit: '篇',
      base: 1,
      commit_value: null,
      target: 10,
      challenge: null,
      band_low: null,
      band_high: null,
      polarity: 'up',
      rule: 'sum',
      parent_indicator_id: null,
    },
  ],
  pendingDecompositions: new Set(),
};

const plan = (sheets: Record<string, string>, standing: PlanStanding = PLAN) => {
  const findings = new Findings();
  const ledger = new Ledger();
  const items = new PlanItems(standing, contextOf(actor(['office'])), ledger, findings);
  const rows = rowsOf('plan', sheets, findings);
  items.take(rows.items ?? []);
  const parts = new PlanParts(items);
  parts.takeNodes(rows.nodes ?? []);
  parts.takeIndicators(rows.indicators ?? []);
  return {
    errors: findings.errors.map(({ sheet, row, column, code }) => `${sheet} ${row} ${column} ${code}`),
    changes: ledger.changes,
    counts: [ledger.created, ledger.changed, ledger.unchanged],
  };
};
const columnsOf = (outcome: ReturnType<typeof plan>, code: string) =>
  outcome.changes.find((change) => change.columns.code === code)?.columns;

describe('the sheets of a plan', () => {
  it('fill in the unit of the parent, the head, marked interim where he heads a unit above, and shares', () => {
    const made = plan({
      items: 'code,parentCode,title,leadUnitCode,coUnitCodes,coUnitShares,tags\nC,A,甲,D,E,,x;y\nD1,A,乙,,E;D,0.3;0.2,',
    });
    expect(made.errors).toEqual([]);
    expect(columnsOf(made, 'C')).toMatchObject({
      lead_unit_id: 'u2',
      responsible_person_id: 'p1',
      interim: true,
      lead_share: 0.6,
      tags: ['x', 'y'],
      start: '2026-01-01',
    });
    expect(columnsOf(made, 'D1')).toMatchObject({
      lead_unit_id: 'u1',
      responsible_person_id: 'p1',
      interim: false,
      lead_share: 0.5,
    });
    expect(
      made.changes.filter((change) => change.table === 'item_co_units').map(({ columns }) => columns.share),
    ).toEqual([0.4, 0.3, 0.2]);
    expect(made.counts).toEqual([2, 0, 0]);
  });

  it('split evenly what standing siblings leave of the weights', () => {
    const made = plan({ items: 'code,parentCode,title\nC,A,甲\nD1,A,乙\nE1,A,丙' });
    expect(['C', 'D1', 'E1'].map((code) => columnsOf(made, code)?.weight)).toEqual([20, 20, 20]);
    const none = plan({ items: 'code,parentCode,title,weight\nC,A,甲,60\nD1,A,乙,' });
    expect(columnsOf(none, 'D1')?.weight).toBeNull();
  });

  it('store no texts of a placeholder', () => {
    const made = plan({ items: 'code,parentCode,title,requirement,placeholder,tags\nC,A,密,要求,是,x' });
    expect(made.errors).toEqual([]);
    expect(columnsOf(made, 'C')).toMatchObject({ title: '', requirement: '', tags: [], placeholder: true });
  });

  it('name what breaks a rule, at the cell that mends it', () => {
    const heading =
      'code,parentCode,title,level,horizon,weight,ownNodesWeight,priority,coUnitCodes,coUnitShares,sectorCode,disciplineCode,supervisor';
    const errors = (line: string) =>
      plan({ items: `${heading}\n${line}` }).errors.map((error) => error.split(' ').slice(2).join(' '));
    expect(errors('C,A,甲,0,,,,,,,,,')).toContain('level level_unknown');
    expect(errors('C,A,甲,2,five_year,,,,,,,,')).toEqual(['horizon horizon_longer']);
    expect(errors('C,A,甲,2,,101,,,,,,,')).toEqual(['weight number_out_of_range']);
    expect(errors('C,A,甲,2,,33.333,,,,,,,')).toEqual(['weight number_out_of_range']);
    expect(errors('C,A,甲,2,,,-1,9,,,,,')).toEqual([
      'priority number_out_of_range',
      'ownNodesWeight number_out_of_range',
    ]);
    expect(errors('C,A,甲,2,,,,,Q,,,,')).toEqual(['coUnitCodes unit_code_unknown']);
    expect(errors('C,A,甲,2,,,,,E,1.5,,,')).toEqual(['coUnitShares shares_unreadable']);
    expect(errors('C,A,甲,2,,,,,E;D,0.5,,,')).toEqual(['coUnitShares shares_incomplete']);
    expect(errors('C,A,甲,2,,,,,E;D,0.5;0.5,,,')).toEqual(['coUnitShares shares_total']);
    expect(errors('C,A,甲,2,,,,,,,Q,Q,Q')).toEqual([
      'sectorCode sector_code_unknown',
      'disciplineCode discipline_code_unknown',
      'supervisor account_unknown',
    ]);
    const headless = { ...PLAN, units: new Map([['TOP', { id: 'u1', parentId: null, headId: null }]]) };
    expect(plan({ items: 'code,title\nC,甲' }, headless).errors).toEqual(['items 2 responsible responsible_missing']);
  });

  it('keep partners, parents and waiting decompositions out of the reach of a table', () => {
    expect(plan({ items: 'code,parentCode,title,coUnitCodes,coUnitShares\nB,A,平台,D,0.4' }).errors).toEqual([
      'items 2 coUnitCodes co_units_in_editor',
    ]);
    expect(plan({ items: 'code,parentCode,title,coUnitCodes,coUnitShares\nB,A,平台,E,0.4' }).errors).toEqual([]);
    expect(plan({ items: 'code,parentCode,title\nB,,平台' }).errors).toEqual(['items 2 parentCode move_by_new_draft']);
    const active = {
      ...PLAN,
      items: [{ ...ITEM, state: 'in_progress', responsible_person_id: 'me' }, ...PLAN.items.slice(1)],
    };
    expect(plan({ items: 'code,parentCode,title\nB,A,新名' }, active).errors).toEqual([]);
    expect(
      plan({ items: 'code,parentCode,title\nB,A,新名' }, { ...active, pendingDecompositions: new Set(['a']) }).errors,
    ).toEqual(['items 2 title decomposition_pending']);
    const another = { ...PLAN, items: [{ ...ITEM, state: 'in_progress' }, ...PLAN.items.slice(1)] };
    expect(plan({ items: 'code,parentCode,title\nB,A,新名' }, another).errors).toEqual([
      'items 2 title only_responsible_decomposes',
    ]);
  });

  it('take nodes inside their items, with even weights where none are given', () => {
    const made = plan({
      nodes: 'itemCode,title,date,weight\nB,验收,2026-06-30,\nB,采购,2026-03-31,\nB,安装,2026-05-29,',
    });
    expect(made.errors).toEqual([]);
    expect(made.counts).toEqual([2, 0, 1]);
    expect(made.changes.map(({ columns }) => columns.weight)).toEqual([25, 25]);
    expect(plan({ nodes: 'itemCode,title,date\nB,晚,2027-01-04\nQ,无,2026-05-06\nB,晚,2026-05-06' }).errors).toEqual([
      'nodes 4 title row_twice',
      'nodes 2 date node_outside_item',
      'nodes 3 itemCode item_code_unknown',
    ]);
    const moved = plan({ nodes: 'itemCode,title,date\nB,验收,2026-07-31' });
    expect(moved.changes[0]).toMatchObject({
      columns: { date: '2026-07-31', original_date: '2026-07-31', weight: 50 },
      before: { date: '2026-06-30' },
    });
    const active = { ...PLAN, items: PLAN.items.map((item) => ({ ...item, state: 'in_progress' })) };
    expect(plan({ nodes: 'itemCode,title,date\nB,验收,2026-07-31\nB,新,2026-07-31' }, active).errors).toEqual([
      'nodes 2 date item_active',
      'nodes 3 itemCode item_active',
    ]);
  });

  it('hand indicators down from above only', () => {
    const made = plan({ indicators: 'itemCode,code,name,target,parentIndicatorCode\nB,K1,论文,4,K\nA,K,论文,10,' });
    expect(made.errors).toEqual([]);
    expect(made.counts).toEqual([1, 0, 1]);
    expect(made.changes[0]?.columns).toMatchObject({
      parent_indicator_id: 'k1',
      polarity: 'up',
      rule: 'none',
      unit: '',
    });
    expect(
      plan({ indicators: 'itemCode,code,name,parentIndicatorCode\nA,K9,甲,K\nB,K8,乙,Q\nQ,K7,丙,\nB,K,丁,\nB,K8,戊,' })
        .errors,
    ).toEqual([
      'indicators 4 itemCode item_code_unknown',
      'indicators 5 itemCode indicator_elsewhere',
      'indicators 6 code row_twice',
      'indicators 2 parentIndicatorCode indicator_parent_not_above',
      'indicators 3 parentIndicatorCode indicator_code_unknown',
    ]);
    expect(plan({ indicators: 'itemCode,name,target\nA,论文,12' }).changes[0]).toMatchObject({
      before: { target: 10 },
      columns: { target: 12, code: 'K' },
    });
  });
});
