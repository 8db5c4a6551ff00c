// What making, changing and removing have in common for every entity: the version that was read, what really differs, one event.
import { v7 as uuid } from 'uuid';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import type { Scope } from '../identity/scope.ts';
import { type Columns, deleteEntity, type EntityTable, insertEntity, updateEntity } from './entity.store.ts';

export type Kind = {
  table: EntityTable;
  /** As history names it. */
  name: string;
  /** Fields of the contract with their columns. */
  columns: Readonly<Record<string, string>>;
  /** Fields that speak of a person. */
  personal?: readonly string[];
};

type Fields = Record<string, unknown>;
/** A change of some fields, as a parsed body gives it. */
export type Patch<T> = { [K in keyof T]?: T[K] | undefined };

function columnsOf(kind: Kind, fields: Fields): Columns {
  const entries = Object.entries(kind.columns).flatMap(([field, column]) =>
    fields[field] === undefined ? [] : [[column, fields[field]] as const],
  );
  return Object.fromEntries(entries);
}

const known = (kind: Kind, fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([field, value]) => field in kind.columns && value !== undefined));

export async function addEntity(scope: Scope, kind: Kind, fields: Fields, extra: Columns = {}): Promise<string> {
  const id = uuid();
  await insertEntity(scope, kind.table, { id, ...columnsOf(kind, fields), ...extra });
  await appendEvent(scope, {
    act: `${kind.name}.created`,
    objectKind: kind.name,
    objectId: id,
    after: known(kind, fields),
    personal: kind.personal ?? [],
  });
  return id;
}

/** What of a patch differs from what stands; null where nothing does. */
export function differenceOf(kind: Kind, standing: Fields, patch: Fields): { before: Fields; after: Fields } | null {
  const after = Object.fromEntries(
    Object.entries(known(kind, patch)).filter(([field, value]) => value !== (standing[field] ?? null)),
  );
  if (Object.keys(after).length === 0) return null;
  const before = Object.fromEntries(Object.keys(after).map((field) => [field, standing[field] ?? null]));
  return { before, after };
}

type Standing = Fields & { id: string; version: number };

/** Whether anything changed: the same again is no act. */
export async function changeEntity(
  scope: Scope,
  kind: Kind,
  standing: Standing,
  patch: Fields,
  ifMatch: number | null,
): Promise<boolean> {
  demandVersion(ifMatch, standing.version);
  const difference = differenceOf(kind, standing, patch);
  if (!difference) return false;
  await updateEntity(scope, kind.table, standing.id, columnsOf(kind, difference.after));
  await appendEvent(scope, {
    act: `${kind.name}.changed`,
    objectKind: kind.name,
    objectId: standing.id,
    ...difference,
    personal: kind.personal ?? [],
  });
  return true;
}

export async function removeEntity(
  scope: Scope,
  kind: Kind,
  standing: Standing,
  ifMatch: number | null,
): Promise<void> {
  demandVersion(ifMatch, standing.version);
  await deleteEntity(scope, kind.table, standing.id);
  await appendEvent(scope, {
    act: `${kind.name}.removed`,
    objectKind: kind.name,
    objectId: standing.id,
    before: known(kind, standing),
    personal: kind.personal ?? [],
  });
}
