// Takes tables out as a workbook that the import reads back without loss.
import { appendEvent } from '../../platform/events/append.ts';
import { unwrap } from '../../platform/result.ts';
import { type SheetColumn, type SheetToWrite, writeWorkbook } from '../../platform/spreadsheet/write-table.ts';
import type { Scope } from '../identity/scope.ts';
import { mayExport } from './documents.policy.ts';
import type { ExportSheets } from './export-rows.rules.ts';
import { loadOrganisation, type OrganisationStanding } from './organisation-standing.store.ts';
import { loadPlanSheets } from './plan-export.store.ts';
import { ENTITIES, type Field, type ImportKind } from './sheet-fields.rules.ts';

const columnOf = (field: Field): SheetColumn => {
  const type = field.kind === 'date' ? 'date' : field.kind === 'integer' || field.kind === 'number' ? 'number' : 'text';
  return { key: field.key, header: field.key, type, width: field.width ?? 14 };
};

export function organisationSheets(standing: OrganisationStanding): ExportSheets {
  const unitCodes = new Map(standing.units.map((unit) => [unit.id, unit.code]));
  const accounts = new Map(standing.people.map((person) => [person.id, person.account]));
  const disciplineCodes = new Map(standing.disciplines.map((discipline) => [discipline.id, discipline.code]));
  const unit = (id: string | null) => (id === null ? null : (unitCodes.get(id) ?? null));
  const account = (id: string | null) => (id === null ? null : (accounts.get(id) ?? null));
  const discipline = (id: string) => disciplineCodes.get(id) ?? null;
  return {
    levels: standing.levels.map(({ name_en, id: _, ...level }) => ({ ...level, nameEn: name_en })),
    units: standing.units.map((one) => ({
      code: one.code,
      name: one.name,
      nameEn: one.name_en,
      kind: one.kind,
      parentCode: unit(one.parent_id),
      leaderInCharge: account(one.leader_in_charge_id),
    })),
    people: standing.people.map(({ name_en, id: _, ...person }) => ({ ...person, nameEn: name_en })),
    posts: standing.posts.map((post) => ({
      account: account(post.person_id),
      unitCode: unit(post.unit_id),
      level: post.level,
      title: post.title,
      titleEn: post.title_en,
      head: post.head,
      from: post.from_day,
      to: post.to_day,
      acting: post.acting,
      state: post.state,
      successor: account(post.successor_id),
    })),
    roles: standing.grants.map((grant) => ({
      account: account(grant.person_id),
      role: grant.role,
      from: grant.from_day,
      to: grant.to_day,
      state: grant.state,
    })),
    sectors: standing.sectors.map((one) => ({
      code: one.code,
      name: one.name,
      nameEn: one.name_en,
      leader: account(one.leader_id),
      leadUnitCode: unit(one.lead_unit_id),
    })),
    disciplines: standing.disciplines.map((one) => ({ code: one.code, name: one.name, nameEn: one.name_en })),
    professors: standing.professors.map((one) => ({
      disciplineCode: discipline(one.discipline_id),
      account: account(one.person_id),
      from: one.from_day,
      to: one.to_day,
      delegate: account(one.delegate_id),
    })),
    closedDays: standing.closedDays.map((one) => ({ day: one.day, name: one.name, nameEn: one.name_en })),
  };
}

/** Writes every sheet of the kind, empty ones too, so that the workbook shows what could be filled in. */
export async function exportWorkbook(scope: Scope, kind: ImportKind): Promise<Buffer> {
  unwrap(mayExport(scope.actor, kind));
  const sheets = kind === 'plan' ? await loadPlanSheets(scope) : organisationSheets(await loadOrganisation(scope));
  const written: SheetToWrite[] = ENTITIES[kind].map((entity) => ({
    name: entity.name,
    columns: entity.fields.map(columnOf),
    rows: sheets[entity.name] ?? [],
  }));
  const rows = Object.fromEntries(Object.entries(sheets).map(([name, list]) => [name, list.length]));
  await appendEvent(scope, {
    act: 'table.exported',
    objectKind: 'institution',
    objectId: scope.institutionId,
    after: { kind, rows },
  });
  return writeWorkbook(written);
}
