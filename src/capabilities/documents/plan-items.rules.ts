// Decides what the rows of a plan would make and change: parents by code, defaults, even weights, the tree's invariants. Pure.
import { checkDraft, type Horizon, settleShares } from '../linkage/draft.rules.ts';
import { evenWeights } from '../linkage/weights.rules.ts';
import type { Ledger } from './ledger.rules.ts';
import type { ImportContext } from './organisation-frame.rules.ts';
import { orderItems, type PlacedItem } from './plan-order.rules.ts';
import type { PlanStanding, StandingCoUnit, StandingItem } from './plan-standing.store.ts';
import type { EntityRow, Findings } from './sheet-rows.rules.ts';

/** An item as it will stand; the columns' own names. */
export type ItemColumns = Omit<StandingItem, 'id' | 'state' | 'path'>;
export type SettledItem = {
  id: string;
  row: EntityRow;
  columns: ItemColumns;
  standing: StandingItem | null;
  ancestors: string[];
};

/** Which field of the sheet a column of the table comes from, for errors. */
const FIELD_OF: Readonly<Record<string, string>> = {
  title_en: 'titleEn',
  requirement_en: 'requirementEn',
  standard_en: 'standardEn',
  sector_id: 'sectorCode',
  discipline_id: 'disciplineCode',
  lead_unit_id: 'leadUnitCode',
  responsible_person_id: 'responsible',
  leader_in_charge_id: 'leaderInCharge',
  supervisor_id: 'supervisor',
  own_nodes_weight: 'ownNodesWeight',
  gap_reason: 'gapReason',
  planned_minutes: 'plannedMinutes',
  approved_due: 'due',
  parent_id: 'parentCode',
  lead_share: 'coUnitShares',
};
const fieldOf = (column: string): string => FIELD_OF[column] ?? column;
const SHORTER: Readonly<Record<string, Horizon>> = {
  five_year: 'mid_term',
  mid_term: 'annual',
  annual: 'task',
  task: 'task',
};

const hasTwoDecimals = (value: number): boolean => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6;

export class PlanItems {
  readonly ledger: Ledger;
  readonly standing: PlanStanding;
  readonly context: ImportContext;
  readonly findings: Findings;
  readonly settled = new Map<string, SettledItem>();
  readonly byCode = new Map<string, SettledItem>();
  readonly importerUnitId: string | null;
  readonly standingById: Map<string, StandingItem>;
  readonly standingBelow: Map<string | null, StandingItem[]>;
  readonly standingCoUnits: Map<string, StandingCoUnit[]>;
  readonly unitsById: Map<string, { parentId: string | null; headId: string | null }>;

  constructor(standing: PlanStanding, context: ImportContext, ledger: Ledger, findings: Findings) {
    this.standing = standing;
    this.context = context;
    this.ledger = ledger;
    this.findings = findings;
    const { posts } = context.actor;
    const top = [...standing.units.values()].find((unit) => unit.parentId === null);
    this.importerUnitId = (posts.find((post) => post.head) ?? posts[0])?.unitId ?? top?.id ?? null;
    this.standingById = new Map(standing.items.map((item) => [item.id, item]));
    this.standingBelow = Map.groupBy(standing.items, (item) => item.parent_id);
    this.standingCoUnits = Map.groupBy(standing.coUnits, (one) => one.item_id);
    this.unitsById = new Map([...standing.units.values()].map((unit) => [unit.id, unit]));
  }

  take(rows: readonly EntityRow[]): void {
    const placed = orderItems(rows, this.standing.items, this.context.newId, this.findings);
    for (const item of placed) this.settle(item);
    this.spreadWeights(placed);
    for (const item of placed) this.enter(item);
  }

  refer(
    row: EntityRow,
    field: string,
    find: (word: string) => string | undefined,
    code: string,
  ): string | null | undefined {
    const word = row.text(field);
    if (word === undefined || word === null) return word;
    const id = find(word);
    if (id === undefined) this.findings.add(row, field, code, { value: word });
    return id ?? null;
  }

  person(row: EntityRow, field: string): string | null | undefined {
    return this.refer(row, field, (word) => this.standing.personIds.get(word.toLowerCase()), 'account_unknown');
  }

  /** A number of the row inside its bounds; undefined or null as given. */
  bounded(row: EntityRow, field: string, least: number, most: number): number | null | undefined {
    const value = row.number(field);
    if (typeof value === 'number' && (value < least || value > most || !hasTwoDecimals(value))) {
      this.findings.add(row, field, 'number_out_of_range', { least, most });
      return undefined;
    }
    return value;
  }

  parentColumns(item: PlacedItem): ItemColumns | null {
    if (item.parentId === null) return null;
    return this.settled.get(item.parentId)?.columns ?? this.standingById.get(item.parentId) ?? null;
  }

  /** The head of the unit, or, marked interim, of the nearest unit above that has one. */
  headOf(unitId: string | null): { personId: string; interim: boolean } | null {
    for (let at = unitId, interim = false; at !== null; interim = true) {
      const unit = this.unitsById.get(at);
      if (!unit) return null;
      if (unit.headId !== null) return { personId: unit.headId, interim };
      at = unit.parentId;
    }
    return null;
  }

  responsible(row: EntityRow, standing: StandingItem | null, unitId: string): { personId: string; interim: boolean } {
    const given = this.person(row, 'responsible');
    const interim = row.boolean('interim') ?? standing?.interim ?? false;
    if (given) return { personId: given, interim };
    if (standing) return { personId: standing.responsible_person_id, interim };
    const head = this.headOf(unitId);
    if (head) return head;
    if (given === undefined || row.text('responsible') === null)
      this.findings.add(row, 'responsible', 'responsible_missing');
    return { personId: '', interim };
  }

  dates(row: EntityRow, standing: StandingItem | null, parent: ItemColumns | null): { start: string; due: string } {
    const year = this.context.today.slice(0, 4);
    return {
      start: row.text('start') ?? standing?.start ?? parent?.start ?? `${year}-01-01`,
      due: row.text('due') ?? standing?.approved_due ?? parent?.approved_due ?? `${year}-12-31`,
    };
  }

  /** Texts, which a placeholder never stores. */
  texts(row: EntityRow, standing: StandingItem | null, placeholder: boolean) {
    const kept = (field: string, before: string | null): string | null => {
      if (placeholder) return null;
      const given = row.text(field);
      return given === undefined ? before : given;
    };
    return {
      title: (placeholder ? '' : (row.text('title') ?? standing?.title)) ?? '',
      title_en: kept('titleEn', standing?.title_en ?? null),
      requirement: kept('requirement', standing?.requirement ?? '') ?? '',
      requirement_en: kept('requirementEn', standing?.requirement_en ?? null),
      standard: kept('standard', standing?.standard ?? '') ?? '',
      standard_en: kept('standardEn', standing?.standard_en ?? null),
      resources: kept('resources', standing?.resources ?? null),
      gap_reason: kept('gapReason', standing?.gap_reason ?? null),
      tags: placeholder ? [] : row.has('tags') ? [...row.list('tags')] : (standing?.tags ?? []),
    };
  }

  references(row: EntityRow, standing: StandingItem | null) {
    const kept = (given: string | null | undefined, before: string | null | undefined): string | null =>
      given === undefined ? (before ?? null) : given;
    const sector = this.refer(row, 'sectorCode', (word) => this.standing.sectorIds.get(word), 'sector_code_unknown');
    const discipline = this.refer(
      row,
      'disciplineCode',
      (word) => this.standing.disciplineIds.get(word),
      'discipline_code_unknown',
    );
    return {
      sector_id: kept(sector, standing?.sector_id),
      discipline_id: kept(discipline, standing?.discipline_id),
      leader_in_charge_id: kept(this.person(row, 'leaderInCharge'), standing?.leader_in_charge_id),
      supervisor_id: kept(this.person(row, 'supervisor'), standing?.supervisor_id),
    };
  }

  measures(row: EntityRow, standing: StandingItem | null) {
    const kept = (given: number | null | undefined, before: number | null | undefined): number | null =>
      given === undefined ? (before ?? null) : given;
    const weight = this.bounded(row, 'weight', 0.01, 100);
    return {
      priority: this.bounded(row, 'priority', 1, 3) ?? standing?.priority ?? 2,
      // a blank weight of a standing item is no opinion; of a new one it is split evenly later
      weight: weight ?? standing?.weight ?? null,
      own_nodes_weight: kept(this.bounded(row, 'ownNodesWeight', 0, 100), standing?.own_nodes_weight),
      planned_minutes: kept(this.bounded(row, 'plannedMinutes', 0, 2_000_000), standing?.planned_minutes),
    };
  }

  settle(item: PlacedItem): void {
    const { row, standing } = item;
    const parent = this.parentColumns(item);
    const level = row.number('level') ?? standing?.level ?? (parent ? parent.level + 1 : 1);
    const placeholder = row.boolean('placeholder') ?? standing?.placeholder ?? false;
    const unit = this.refer(row, 'leadUnitCode', (word) => this.standing.units.get(word)?.id, 'unit_code_unknown');
    const leadUnitId = unit ?? standing?.lead_unit_id ?? parent?.lead_unit_id ?? this.importerUnitId ?? '';
    const responsible = this.responsible(row, standing, leadUnitId);
    const dates = this.dates(row, standing, parent);
    const horizon =
      row.text('horizon') ?? standing?.horizon ?? (parent ? (SHORTER[parent.horizon] ?? 'task') : 'annual');
    const frequency = row.text('frequency');
    const columns: ItemColumns = {
      code: row.text('code') ?? standing?.code ?? null,
      horizon,
      level,
      parent_id: item.parentId,
      position: standing?.position ?? item.position,
      ...this.texts(row, standing, placeholder),
      ...this.references(row, standing),
      ...this.measures(row, standing),
      lead_unit_id: leadUnitId,
      lead_share: standing?.lead_share ?? 1,
      responsible_person_id: responsible.personId,
      interim: responsible.interim,
      source: row.text('source') ?? standing?.source ?? 'plan',
      start: dates.start,
      approved_due: dates.due,
      frequency: frequency === undefined ? (standing ? standing.frequency : 'month') : frequency,
      placeholder,
    };
    const above = item.parentId === null ? undefined : this.settled.get(item.parentId);
    const ancestors = above ? [...above.ancestors, above.id] : this.standingAncestors(item.parentId);
    const settled = { id: item.id, row, columns, standing, ancestors };
    this.settled.set(item.id, settled);
    if (columns.code !== null) this.byCode.set(columns.code, settled);
    this.check(settled, parent);
  }

  standingAncestors(parentId: string | null): string[] {
    return parentId === null ? [] : (this.standingById.get(parentId)?.path ?? []);
  }

  check({ row, columns }: SettledItem, parent: ItemColumns | null): void {
    const shape = {
      ...columns,
      leadUnitId: columns.lead_unit_id,
      due: columns.approved_due,
      horizon: columns.horizon as Horizon,
    };
    const parentShape = parent && {
      ...parent,
      leadUnitId: parent.lead_unit_id,
      due: parent.approved_due,
      horizon: parent.horizon as Horizon,
    };
    if (columns.level < 1) this.findings.add(row, 'level', 'level_unknown', { rank: columns.level });
    for (const { path, code, params } of checkDraft(shape, parentShape, this.standing.levels)) {
      this.findings.add(row, fieldOf(path), code, {
        rank: columns.level,
        ...(params as Record<string, string | number>),
      });
    }
  }

  /** What siblings with a weight leave is split evenly among new ones without; nothing is done where they leave nothing. */
  spreadWeights(placed: readonly PlacedItem[]): void {
    for (const [parentId, siblings] of Map.groupBy(placed, (item) => item.parentId)) {
      if (parentId === null) continue;
      const columns = siblings.map((item) => this.settled.get(item.id)?.columns).filter((one) => one !== undefined);
      const blank = columns.filter((one) => one.weight === null);
      const inFile = new Set(siblings.map((item) => item.id));
      const others = (this.standingBelow.get(parentId) ?? []).filter((one) => !inFile.has(one.id));
      const taken = [...columns, ...others].reduce((sum, one) => sum + (one.weight ?? 0), 0);
      const left = Math.round((100 - taken) * 100) / 100;
      if (blank.length === 0 || left < blank.length / 100) continue;
      const even = evenWeights(blank.length, left);
      blank.forEach((one, at) => {
        one.weight = even[at] ?? null;
      });
    }
  }

  enter({ id, row }: PlacedItem): void {
    const settled = this.settled.get(id);
    if (!settled) return;
    const { columns, standing } = settled;
    const coUnits = this.coUnits(settled);
    if (!standing) {
      const made = { ...columns, path: [], state: 'draft', author_id: this.context.actor.personId };
      this.ledger.create({ table: 'items', objectKind: 'item', act: 'item.drafted', id, columns: made });
      for (const columnsOf of coUnits ?? [])
        this.ledger.create({ table: 'item_co_units', objectKind: 'item', act: '', id, columns: columnsOf, part: true });
      return;
    }
    const { id: _id, state, path: _path, ...before } = standing;
    const differing = this.ledger.settle(
      { table: 'items', objectKind: 'item', act: 'item.changed', id },
      before,
      columns,
    );
    if (coUnits && !this.sameCoUnits(id, coUnits)) {
      // Partners of a standing item are changed with the item, in the editor that shows their shares.
      this.findings.add(row, 'coUnitCodes', state === 'draft' ? 'co_units_in_editor' : 'item_active');
    }
    const first = differing[0];
    if (first === undefined) return;
    if (state !== 'draft') this.findings.add(row, fieldOf(first), 'item_active');
    else if (differing.includes('parent_id')) this.findings.add(row, 'parentCode', 'move_by_new_draft');
    else this.checkEditable(row, fieldOf(first), standing.parent_id);
  }

  /** A draft below an active item belongs to that item's decomposition: its responsible person's to change, and nobody's while it waits. */
  checkEditable(row: EntityRow, field: string, parentId: string | null): void {
    const above = parentId === null ? undefined : this.standingById.get(parentId);
    if (!above || above.state === 'draft') return;
    if (this.standing.pendingDecompositions.has(above.id)) this.findings.add(row, field, 'decomposition_pending');
    else if (above.responsible_person_id !== this.context.actor.personId)
      this.findings.add(row, field, 'only_responsible_decomposes');
  }

  /** Co-units with shares by position; undefined where the sheet has no such column. Sets the lead's share. */
  coUnits({
    id,
    row,
    columns,
  }: SettledItem):
    | { item_id: string; unit_id: string; person_id: string | null; share: number; position: number }[]
    | undefined {
    if (!row.has('coUnitCodes')) return undefined;
    const accounts = row.list('coUnitAccounts');
    const given = row.list('coUnitShares').map(Number);
    const wishes = row.list('coUnitCodes').map((code, at) => {
      const unitId = this.standing.units.get(code)?.id;
      const account = accounts[at];
      const personId = account && account !== '-' ? this.standing.personIds.get(account.toLowerCase()) : null;
      if (unitId === undefined) this.findings.add(row, 'coUnitCodes', 'unit_code_unknown', { value: code });
      if (personId === undefined) this.findings.add(row, 'coUnitAccounts', 'account_unknown', { value: account ?? '' });
      return { unitId: unitId ?? code, share: given[at], personId: personId ?? null };
    });
    if (given.some((share) => !(share > 0 && share < 1)) || given.length > wishes.length) {
      this.findings.add(row, 'coUnitShares', 'shares_unreadable');
      return undefined;
    }
    const settled = settleShares(columns.lead_unit_id, wishes);
    if (!settled.ok) {
      this.findings.add(row, 'coUnitShares', settled.refusal.code);
      return undefined;
    }
    columns.lead_share = settled.value.lead;
    return settled.value.coUnits.map((one, position) => ({
      item_id: id,
      unit_id: one.unitId,
      person_id: one.personId,
      share: one.share,
      position,
    }));
  }

  sameCoUnits(
    itemId: string,
    wanted: readonly { unit_id: string; share: number; person_id: string | null }[],
  ): boolean {
    const standing = this.standingCoUnits.get(itemId) ?? [];
    return (
      standing.length === wanted.length &&
      wanted.every((one) =>
        standing.some(
          (other) => other.unit_id === one.unit_id && other.share === one.share && other.person_id === one.person_id,
        ),
      )
    );
  }
}
