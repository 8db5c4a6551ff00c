// Decides what the sheets of levels, people and units would make and change. Pure.
import { MOST_LEVELS } from '../institution/templates.rules.ts';
import { lower, type OrganisationFrame } from './organisation-frame.rules.ts';
import type { StandingUnit } from './organisation-standing.store.ts';
import type { EntityRow } from './sheet-rows.rules.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function takeLevels(frame: OrganisationFrame, rows: readonly EntityRow[]): void {
  for (const row of rows) {
    const rank = row.number('rank') ?? 0;
    const standing = frame.standing.levels.find((level) => level.rank === rank);
    const name = frame.demandName(row, !standing);
    const kind = row.text('kind') ?? undefined;
    if (rank < 1 || rank > MOST_LEVELS) frame.findings.add(row, 'rank', 'level_unknown', { rank });
    else if (standing) {
      if (kind !== undefined && kind !== standing.kind && frame.standing.ranksInUse.includes(rank)) {
        frame.findings.add(row, 'kind', 'level_in_use', { rank });
      }
      const { id, ...columns } = standing;
      frame.ledger.settle({ table: 'levels', objectKind: 'level', act: 'level.changed', id }, columns, {
        kind,
        name,
        name_en: row.text('nameEn') ?? undefined,
      });
    } else if (kind === undefined) frame.findings.add(row, 'kind', 'value_missing');
    else {
      frame.ranks.add(rank);
      const columns = { rank, kind, name: name ?? '', name_en: row.text('nameEn') ?? name ?? '' };
      frame.ledger.create({
        table: 'levels',
        objectKind: 'level',
        act: 'level.created',
        id: frame.context.newId(),
        columns,
      });
    }
  }
  for (const row of rows) {
    const rank = row.number('rank') ?? 0;
    if (rank > 1 && !frame.ranks.has(rank - 1)) frame.findings.add(row, 'rank', 'level_leaves_gap', { rank: rank - 1 });
  }
}

export function takePeople(frame: OrganisationFrame, rows: readonly EntityRow[]): void {
  const known = new Map(frame.standing.people.map((person) => [lower(person.account), person]));
  for (const row of rows) {
    const account = row.text('account') ?? '';
    const standing = known.get(lower(account));
    const name = frame.demandName(row, !standing);
    const email = row.text('email');
    if (typeof email === 'string' && !EMAIL.test(email))
      frame.findings.add(row, 'email', 'email_unreadable', { value: email });
    const wanted = {
      name,
      name_en: row.text('nameEn'),
      email,
      language: row.text('language') ?? undefined,
      active: row.boolean('active') ?? undefined,
    };
    if (standing) {
      const { id, ...columns } = standing;
      frame.ledger.settle({ table: 'people', objectKind: 'person', act: 'person.changed', id }, columns, wanted);
      continue;
    }
    const columns = {
      account,
      name: name ?? '',
      name_en: wanted.name_en ?? null,
      email: email ?? null,
      language: wanted.language ?? 'zh-CN',
      active: wanted.active ?? true,
    };
    frame.ledger.create({
      table: 'people',
      objectKind: 'person',
      act: 'person.created',
      id: frame.personIds.get(lower(account)) ?? '',
      columns,
    });
  }
}

/** The row without a parent is the top unit that every institution has from its first day, whatever its code was. */
function findTopRow(frame: OrganisationFrame, rows: readonly EntityRow[]): EntityRow | undefined {
  const tops = rows.filter((row) => row.text('parentCode') === null);
  for (const row of tops.slice(1))
    frame.findings.add(row, 'parentCode', 'second_top_unit', { code: tops[0]?.text('code') ?? '' });
  return tops[0];
}

function takeUnit(
  frame: OrganisationFrame,
  row: EntityRow,
  standing: StandingUnit | undefined,
  top: StandingUnit | undefined,
): void {
  const code = row.text('code') ?? '';
  const name = frame.demandName(row, !standing);
  const parent = frame.unit(row, 'parentCode');
  const wanted = {
    code,
    name,
    name_en: row.text('nameEn'),
    kind: row.text('kind') ?? undefined,
    parent_id: parent,
    leader_in_charge_id: frame.person(row, 'leaderInCharge'),
  };
  if (standing) {
    const { id, ...columns } = standing;
    frame.ledger.settle({ table: 'units', objectKind: 'unit', act: 'unit.changed', id }, columns, wanted);
    return;
  }
  const columns = {
    code,
    name: name ?? '',
    name_en: wanted.name_en ?? null,
    kind: wanted.kind ?? 'department',
    parent_id: parent ?? top?.id ?? null,
    leader_in_charge_id: wanted.leader_in_charge_id ?? null,
  };
  frame.ledger.create({
    table: 'units',
    objectKind: 'unit',
    act: 'unit.created',
    id: frame.unitIds.get(code) ?? '',
    columns,
  });
}

function refuseCycles(frame: OrganisationFrame, rows: readonly EntityRow[]): void {
  const parents = new Map<string, string | null>(frame.standing.units.map((unit) => [unit.id, unit.parent_id]));
  for (const change of frame.ledger.changes) {
    if (change.table === 'units') parents.set(change.id, (change.columns.parent_id as string | null) ?? null);
  }
  for (const row of rows) {
    const start = frame.unitIds.get(row.text('code') ?? '') ?? '';
    const seen = new Set([start]);
    for (let at = parents.get(start) ?? null; at !== null; at = parents.get(at) ?? null) {
      if (seen.has(at)) {
        frame.findings.add(row, 'parentCode', 'unit_cycle', {});
        break;
      }
      seen.add(at);
    }
  }
}

export function takeUnits(frame: OrganisationFrame, rows: readonly EntityRow[]): void {
  const known = new Map(frame.standing.units.map((unit) => [unit.code, unit]));
  const top = frame.standing.units.find((unit) => unit.parent_id === null);
  const topRow = findTopRow(frame, rows);
  const topCode = topRow?.text('code') ?? '';
  if (topRow && top && top.code !== topCode) {
    if (known.has(topCode)) frame.findings.add(topRow, 'parentCode', 'second_top_unit', { code: top.code });
    known.set(topCode, top);
    frame.unitIds.set(topCode, top.id);
  }
  for (const row of rows) frame.know(frame.unitIds, row.text('code') ?? '');
  for (const row of rows) takeUnit(frame, row, known.get(row.text('code') ?? ''), top);
  refuseCycles(frame, rows);
}
