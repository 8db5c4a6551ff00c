// Units form a tree under one top unit.
import { v7 as uuid } from 'uuid';
import type { PageQuery } from '../../platform/database/list-page.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import { demandManagement } from '../identity/identity.policy.ts';
import type { Actor, Scope } from '../identity/scope.ts';
import { addEntity, changeEntity, type Kind, type Patch, removeEntity } from './entity.actions.ts';
import { lockShape } from './entity.store.ts';
import { rowAbilities } from './institution.policy.ts';
import {
  countStranded,
  countUnitUse,
  findUnit,
  isBelowOrSame,
  type StoredUnit,
  listUnits as selectUnits,
  type UnitFilter,
} from './units.store.ts';

const UNIT: Kind = {
  table: 'units',
  name: 'unit',
  columns: {
    code: 'code',
    name: 'name',
    nameEn: 'name_en',
    kind: 'kind',
    parentId: 'parent_id',
    leaderInChargeId: 'leader_in_charge_id',
  },
};

const shown = (actor: Actor, unit: StoredUnit) => ({ ...unit, abilities: { ...rowAbilities(actor) } });
export type ShownUnit = ReturnType<typeof shown>;

export async function listUnits(scope: Scope, filter: UnitFilter, query: PageQuery) {
  const { items, nextCursor } = await selectUnits(scope, filter, query);
  return { items: items.map((unit) => shown(scope.actor, unit)), nextCursor };
}

async function demandUnit(scope: Scope, id: string): Promise<StoredUnit> {
  return (await findUnit(scope, id)) ?? refuseNow('missing', 'not_found');
}

export async function readUnit(scope: Scope, id: string): Promise<ShownUnit> {
  return shown(scope.actor, await demandUnit(scope, id));
}

export type NewUnit = {
  code?: string | undefined;
  name: string;
  nameEn?: string | null | undefined;
  kind: StoredUnit['kind'];
  parentId?: string | null | undefined;
  leaderInChargeId?: string | null | undefined;
};

export async function addUnit(scope: Scope, unit: NewUnit): Promise<ShownUnit> {
  unwrap(demandManagement(scope.actor));
  if (!unit.parentId)
    refuseNow('invalid', 'unit_parent_needed', {}, [{ path: 'parentId', code: 'unit_parent_needed' }]);
  // taken from the random end of an id: nobody has to invent a code
  const code = unit.code ?? `U-${uuid().slice(-8).toUpperCase()}`;
  const id = await addEntity(scope, UNIT, { ...unit, code }, { created_at: scope.now });
  return readUnit(scope, id);
}

export async function changeUnit(scope: Scope, id: string, patch: Patch<NewUnit>, ifMatch: number | null) {
  unwrap(demandManagement(scope.actor));
  await lockShape(scope, 'units');
  const unit = await demandUnit(scope, id);
  const moves = patch.parentId !== undefined && patch.parentId !== unit.parentId;
  if (moves) await demandPlace(scope, unit, patch.parentId ?? null);
  await changeEntity(scope, UNIT, unit, patch, ifMatch);
  if (moves && (await countStranded(scope)) > 0) refuseNow('conflict', 'unit_carries_items');
  return readUnit(scope, id);
}

async function demandPlace(scope: Scope, unit: StoredUnit, parentId: string | null): Promise<void> {
  if (unit.parentId === null) refuseNow('conflict', 'top_unit_stays');
  if (parentId === null)
    refuseNow('invalid', 'unit_parent_needed', {}, [{ path: 'parentId', code: 'unit_parent_needed' }]);
  if (await isBelowOrSame(scope, parentId, unit.id)) refuseNow('conflict', 'unit_cycle');
}

export async function removeUnit(scope: Scope, id: string, ifMatch: number | null): Promise<void> {
  unwrap(demandManagement(scope.actor));
  await lockShape(scope, 'units');
  const unit = await demandUnit(scope, id);
  if (unit.parentId === null) refuseNow('conflict', 'top_unit_stays');
  const use = await countUnitUse(scope, id);
  if (use.units + use.posts + use.items > 0) refuseNow('conflict', 'unit_not_empty', { ...use });
  await removeEntity(scope, UNIT, unit, ifMatch);
}
