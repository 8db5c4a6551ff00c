// Decides what the rows of nodes and indicators would make and change on the items of a plan. Pure.
import { evenWeights } from '../linkage/weights.rules.ts';
import type { Ledger } from './ledger.rules.ts';
import type { PlanItems } from './plan-items.rules.ts';
import type { PlanStanding, StandingIndicator, StandingNode } from './plan-standing.store.ts';
import type { EntityRow, Findings } from './sheet-rows.rules.ts';

/** The item that a row hangs on, as it will stand. */
type Bearer = { id: string; start: string; due: string; isDraft: boolean; ancestors: readonly string[] };

export class PlanParts {
  readonly items: PlanItems;
  readonly ledger: Ledger;
  readonly standing: PlanStanding;
  readonly findings: Findings;
  readonly newId: () => string;
  readonly bearers = new Map<string, Bearer>();

  constructor(items: PlanItems) {
    this.items = items;
    this.ledger = items.ledger;
    this.standing = items.standing;
    this.findings = items.findings;
    this.newId = items.context.newId;
    for (const one of this.standing.items) {
      if (one.code === null) continue;
      const ancestors = one.path.filter((id) => id !== one.id);
      this.bearers.set(one.code, {
        id: one.id,
        start: one.start,
        due: one.approved_due,
        isDraft: one.state === 'draft',
        ancestors,
      });
    }
    for (const [code, { id, columns, standing, ancestors }] of items.byCode) {
      this.bearers.set(code, {
        id,
        start: columns.start,
        due: columns.approved_due,
        isDraft: !standing || standing.state === 'draft',
        ancestors,
      });
    }
  }

  bearer(row: EntityRow): Bearer | undefined {
    const code = row.text('itemCode') ?? '';
    const bearer = this.bearers.get(code);
    if (!bearer) this.findings.add(row, 'itemCode', 'item_code_unknown', { value: code });
    return bearer;
  }

  takeNodes(rows: readonly EntityRow[]): void {
    const standingByItem = Map.groupBy(this.standing.nodes, (node) => node.item_id);
    const byItem = Map.groupBy(rows, (row) => row.text('itemCode') ?? '');
    for (const own of byItem.values()) {
      const first = own[0];
      const bearer = first && this.bearer(first);
      if (bearer) this.takeNodesOf(bearer, own, standingByItem.get(bearer.id) ?? []);
    }
  }

  takeNodesOf(bearer: Bearer, rows: readonly EntityRow[], standing: readonly StandingNode[]): void {
    const used = new Map<string, EntityRow>();
    const settled: { row: EntityRow; weight: number | null; before: StandingNode | undefined; title: string }[] = [];
    for (const row of rows) {
      const title = row.text('title') ?? '';
      const earlier = used.get(title);
      if (earlier) {
        this.findings.add(row, 'title', 'row_twice', { row: earlier.row });
        continue;
      }
      used.set(title, row);
      const before = standing.find((node) => node.title === title);
      settled.push({ row, title, before, weight: this.items.bounded(row, 'weight', 0, 100) ?? before?.weight ?? null });
    }
    const others = standing.filter((node) => !used.has(node.title));
    const blank = settled.filter((one) => one.weight === null);
    const left = 100 - [...settled, ...others].reduce((sum, one) => sum + (one.weight ?? 0), 0);
    const even = evenWeights(blank.length, Math.max(0, Math.round(left * 100) / 100));
    blank.forEach((one, at) => {
      one.weight = even[at] ?? 0;
    });
    settled.forEach((one, at) => {
      this.takeNode(bearer, one, standing.length + at);
    });
  }

  takeNode(
    bearer: Bearer,
    node: { row: EntityRow; weight: number | null; before: StandingNode | undefined; title: string },
    place: number,
  ): void {
    const { row, before, title } = node;
    const date = row.text('date') ?? '';
    if (date < bearer.start || date > bearer.due)
      this.findings.add(row, 'date', 'node_outside_item', { from: bearer.start, to: bearer.due, detail: title });
    const wanted = {
      title_en: row.text('titleEn'),
      date,
      weight: node.weight ?? 0,
      ...(bearer.isDraft && { original_date: date }),
    };
    if (!before) {
      if (!bearer.isDraft) this.findings.add(row, 'itemCode', 'item_active');
      const columns = {
        item_id: bearer.id,
        position: place,
        title,
        title_en: wanted.title_en ?? null,
        date,
        original_date: date,
        weight: wanted.weight,
        state: 'planned',
      };
      this.ledger.create({ table: 'nodes', objectKind: 'node', act: 'node.drafted', id: this.newId(), columns });
      return;
    }
    const { id, ...columns } = before;
    const differing = this.ledger.settle(
      { table: 'nodes', objectKind: 'node', act: 'node.changed', id },
      columns,
      wanted,
    );
    if (differing.length > 0 && !bearer.isDraft)
      this.findings.add(row, differing[0] === 'title_en' ? 'titleEn' : (differing[0] ?? ''), 'item_active');
  }

  takeIndicators(rows: readonly EntityRow[]): void {
    const placed = this.placeIndicators(rows);
    const byCode = new Map<string, { id: string; itemId: string }>();
    for (const one of this.standing.indicators)
      if (one.code !== null) byCode.set(one.code, { id: one.id, itemId: one.item_id });
    for (const one of placed) {
      const code = one.row.text('code');
      if (code) byCode.set(code, { id: one.id, itemId: one.bearer.id });
    }
    // A row refers to the indicator above it, which must be written first.
    placed.sort((a, b) => a.bearer.ancestors.length - b.bearer.ancestors.length);
    placed.forEach((one, at) => {
      this.takeIndicator(one, byCode, at);
    });
  }

  placeIndicators(rows: readonly EntityRow[]) {
    const byCode = new Map(
      this.standing.indicators.filter((one) => one.code !== null).map((one) => [one.code as string, one]),
    );
    const byName = new Map(this.standing.indicators.map((one) => [`${one.item_id} ${one.name}`, one]));
    const used = new Map<string, number>();
    const placed: { row: EntityRow; id: string; bearer: Bearer; before: StandingIndicator | null }[] = [];
    for (const row of rows) {
      const bearer = this.bearer(row);
      if (!bearer) continue;
      const code = row.text('code') ?? null;
      const nameKey = `${bearer.id} ${row.text('name')}`;
      const key = code ?? nameKey;
      const earlier = used.get(key);
      if (earlier !== undefined) {
        this.findings.add(row, code === null ? 'name' : 'code', 'row_twice', { row: earlier });
        continue;
      }
      used.set(key, row.row);
      const before = (code === null ? byName.get(nameKey) : byCode.get(code)) ?? null;
      if (before && before.item_id !== bearer.id) this.findings.add(row, 'itemCode', 'indicator_elsewhere');
      placed.push({ row, id: before?.id ?? this.newId(), bearer, before });
    }
    return placed;
  }

  takeIndicator(
    { row, id, bearer, before }: { row: EntityRow; id: string; bearer: Bearer; before: StandingIndicator | null },
    byCode: ReadonlyMap<string, { id: string; itemId: string }>,
    place: number,
  ): void {
    const parentCode = row.text('parentIndicatorCode');
    const parent = parentCode ? byCode.get(parentCode) : undefined;
    if (parentCode && !parent)
      this.findings.add(row, 'parentIndicatorCode', 'indicator_code_unknown', { value: parentCode });
    if (parent && bearer.ancestors.at(-1) !== parent.itemId)
      this.findings.add(row, 'parentIndicatorCode', 'indicator_parent_not_above');
    const wanted = {
      code: row.text('code') ?? undefined,
      name: row.text('name') ?? undefined,
      name_en: row.text('nameEn'),
      unit: row.has('unit') ? (row.text('unit') ?? '') : undefined,
      base: row.number('base'),
      commit_value: row.number('commit'),
      target: row.number('target'),
      challenge: row.number('challenge'),
      band_low: row.number('bandLow'),
      band_high: row.number('bandHigh'),
      polarity: row.text('polarity') ?? undefined,
      rule: row.text('rule') ?? undefined,
      parent_indicator_id: parentCode === undefined ? undefined : (parent?.id ?? null),
    };
    if (before) {
      const { id: _id, ...columns } = before;
      const differing = this.ledger.settle(
        { table: 'indicators', objectKind: 'indicator', act: 'indicator.changed', id },
        columns,
        wanted,
      );
      if (differing.length > 0 && !bearer.isDraft) this.findings.add(row, 'itemCode', 'item_active');
      return;
    }
    if (!bearer.isDraft) this.findings.add(row, 'itemCode', 'item_active');
    const blank = {
      name_en: null,
      unit: '',
      base: null,
      commit_value: null,
      target: null,
      challenge: null,
      band_low: null,
      band_high: null,
    };
    const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    const columns = {
      item_id: bearer.id,
      position: place,
      code: null,
      ...blank,
      polarity: 'up',
      rule: 'none',
      parent_indicator_id: null,
      ...given,
    };
    this.ledger.create({ table: 'indicators', objectKind: 'indicator', act: 'indicator.drafted', id, columns });
  }
}
