// Sectors, and disciplines with their responsible professors.
import { v7 as uuid } from 'uuid';
import type { PageQuery } from '../../platform/database/list-page.ts';
import { appendEvent } from '../../platform/events/append.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import { demandManagement } from '../identity/identity.policy.ts';
import type { Scope } from '../identity/scope.ts';
import { addEntity, changeEntity, type Kind, type Patch, removeEntity } from './entity.actions.ts';
import { updateEntity } from './entity.store.ts';
import * as store from './groups.store.ts';
import { rowAbilities } from './institution.policy.ts';
import { personStanding } from './posts.store.ts';

type Found = PageQuery & { q?: string | undefined };
const NAMED = { code: 'code', name: 'name', nameEn: 'name_en' };
const SECTOR: Kind = {
  table: 'sectors',
  name: 'sector',
  columns: { ...NAMED, leaderId: 'leader_id', leadUnitId: 'lead_unit_id' },
};
const DISCIPLINE: Kind = { table: 'disciplines', name: 'discipline', columns: NAMED };
const missing = () => refuseNow('missing', 'not_found');

/** Adds what the caller may do with each row. */
function withAbilities<T>(scope: Scope, page: { items: T[]; nextCursor: string | null }) {
  const abilities = { ...rowAbilities(scope.actor) };
  return { ...page, items: page.items.map((row) => ({ ...row, abilities })) };
}

type SectorFields = {
  code?: string | undefined;
  name: string;
  nameEn?: string | null | undefined;
  leaderId?: string | null | undefined;
  leadUnitId?: string | null | undefined;
};

export async function listSectors(scope: Scope, query: Found) {
  return withAbilities(scope, await store.listSectors(scope, query, query));
}
export async function readSector(scope: Scope, id: string) {
  const sector = (await store.findSector(scope, id)) ?? missing();
  return { ...sector, abilities: { ...rowAbilities(scope.actor) } };
}
export async function addSector(scope: Scope, sector: SectorFields) {
  unwrap(demandManagement(scope.actor));
  const code = sector.code ?? `S-${uuid().slice(-8).toUpperCase()}`;
  return readSector(scope, await addEntity(scope, SECTOR, { ...sector, code }));
}
export async function changeSector(scope: Scope, id: string, patch: Patch<SectorFields>, ifMatch: number | null) {
  unwrap(demandManagement(scope.actor));
  await changeEntity(scope, SECTOR, await readSector(scope, id), patch, ifMatch);
  return readSector(scope, id);
}
export async function removeSector(scope: Scope, id: string, ifMatch: number | null): Promise<void> {
  unwrap(demandManagement(scope.actor));
  await removeEntity(scope, SECTOR, await readSector(scope, id), ifMatch);
}

type ProfessorFields = {
  personId: string;
  from?: string | undefined;
  to?: string | null | undefined;
  delegateId?: string | null | undefined;
};
type DisciplineFields = {
  code: string;
  name: string;
  nameEn?: string | null | undefined;
  responsibleProfessors?: ProfessorFields[] | undefined;
};

export async function listDisciplines(scope: Scope, query: Found) {
  return withAbilities(scope, await store.listDisciplines(scope, query, query));
}
export async function readDiscipline(scope: Scope, id: string) {
  const discipline = (await store.findDiscipline(scope, id)) ?? missing();
  return { ...discipline, abilities: { ...rowAbilities(scope.actor) } };
}
export async function addDiscipline(scope: Scope, { responsibleProfessors = [], ...fields }: DisciplineFields) {
  unwrap(demandManagement(scope.actor));
  const id = await addEntity(scope, DISCIPLINE, fields);
  if (responsibleProfessors.length > 0) await setProfessors(scope, id, [], responsibleProfessors);
  return readDiscipline(scope, id);
}

async function setProfessors(
  scope: Scope,
  id: string,
  standing: readonly store.Professorship[],
  wished: readonly ProfessorFields[],
): Promise<boolean> {
  const rows = wished.map(({ personId, from, to, delegateId }) => ({
    personId,
    from: from ?? standing.find((one) => one.personId === personId)?.from ?? scope.today,
    to: to ?? null,
    delegateId: delegateId ?? null,
  }));
  if (JSON.stringify(rows) === JSON.stringify(standing)) return false;
  for (const [index, row] of rows.entries()) await demandProfessor(scope, row, `responsibleProfessors.${index}`);
  const spans = new Set(rows.map((row) => `${row.personId} ${row.from}`));
  if (spans.size < rows.length) refuseNow('invalid', 'professor_twice');
  await store.replaceProfessors(scope, id, rows);
  await appendEvent(scope, {
    act: 'discipline.professors_set',
    objectKind: 'discipline',
    objectId: id,
    before: { responsibleProfessors: standing },
    after: { responsibleProfessors: rows },
  });
  return true;
}

async function demandProfessor(scope: Scope, row: store.Professorship, path: string): Promise<void> {
  if (row.to !== null && row.to < row.from) refuseNow('invalid', 'ends_before_start', { from: row.from });
  if (row.delegateId === row.personId)
    refuseNow('invalid', 'delegate_is_self', {}, [{ path, code: 'delegate_is_self' }]);
  for (const personId of [row.personId, row.delegateId]) {
    if (personId === null) continue;
    const standing = await personStanding(scope, personId);
    if (standing === 'unknown') refuseNow('invalid', 'person_unknown', {}, [{ path, code: 'person_unknown' }]);
  }
}

export async function changeDiscipline(
  scope: Scope,
  id: string,
  patch: Patch<DisciplineFields>,
  ifMatch: number | null,
) {
  unwrap(demandManagement(scope.actor));
  const standing = await readDiscipline(scope, id);
  const { responsibleProfessors, ...fields } = patch;
  const changed = await changeEntity(scope, DISCIPLINE, standing, fields, ifMatch);
  if (responsibleProfessors) {
    const set = await setProfessors(scope, id, standing.responsibleProfessors, responsibleProfessors);
    if (set && !changed) await updateEntity(scope, 'disciplines', id, {});
  }
  return readDiscipline(scope, id);
}
export async function removeDiscipline(scope: Scope, id: string, ifMatch: number | null): Promise<void> {
  unwrap(demandManagement(scope.actor));
  await removeEntity(scope, DISCIPLINE, await readDiscipline(scope, id), ifMatch);
}
