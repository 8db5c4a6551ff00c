// People and their accounts: everybody finds a colleague, only administrator and office see and change accounts.
import type { PageQuery } from '../../platform/database/list-page.ts';
import { appendEvent } from '../../platform/events/append.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import { deleteSessionsOf, savePasswordHash } from '../identity/credentials.store.ts';
import { lockGrants } from '../identity/grants.store.ts';
import { demandManagement, mayManage } from '../identity/identity.policy.ts';
import { readShortestPassword } from '../identity/me.store.ts';
import { demandStrongPassword, hashPassword } from '../identity/password.ts';
import type { Actor, Scope } from '../identity/scope.ts';
import { addEntity, changeEntity, type Kind, type Patch, removeEntity } from './entity.actions.ts';
import { judgePasswordSetting, rowAbilities, seesAccount } from './institution.policy.ts';
import {
  findPerson,
  type PeopleFilter,
  readPasswordHolder,
  readPersonUse,
  type StoredPerson,
  listPeople as selectPeople,
} from './people.store.ts';

const PERSON: Kind = {
  table: 'people',
  name: 'person',
  columns: {
    name: 'name',
    nameEn: 'name_en',
    account: 'account',
    email: 'email',
    language: 'language',
    active: 'active',
  },
  personal: ['name', 'nameEn', 'account', 'email'],
};

const shown = (actor: Actor, person: StoredPerson) => {
  const open = seesAccount(actor, person.id);
  return {
    ...person,
    account: open ? person.account : null,
    email: open ? person.email : null,
    abilities: { ...rowAbilities(actor) },
  };
};
export type ShownPerson = ReturnType<typeof shown>;

export async function listPeople(scope: Scope, filter: Omit<PeopleFilter, 'readerId'>, query: PageQuery) {
  const readerId = mayManage(scope.actor) ? null : scope.actorId;
  const { items, nextCursor } = await selectPeople(scope, { ...filter, readerId }, query);
  return { items: items.map((person) => shown(scope.actor, person)), nextCursor };
}

async function demandPerson(scope: Scope, id: string): Promise<StoredPerson> {
  return (await findPerson(scope, id)) ?? refuseNow('missing', 'not_found');
}

export async function readPerson(scope: Scope, id: string): Promise<ShownPerson> {
  return shown(scope.actor, await demandPerson(scope, id));
}

export type NewPerson = {
  name: string;
  nameEn?: string | null | undefined;
  account: string;
  email?: string | null | undefined;
  password?: string | undefined;
  language?: 'zh-CN' | 'en' | undefined;
};

export async function addPerson(scope: Scope, { password, ...person }: NewPerson): Promise<ShownPerson> {
  unwrap(demandManagement(scope.actor));
  const id = await addEntity(scope, PERSON, person, { created_at: scope.now });
  if (password !== undefined) await setPassword(scope, { id, ...person }, password);
  return readPerson(scope, id);
}

async function setPassword(scope: Scope, person: { id: string; account: string; name: string }, password: string) {
  unwrap(judgePasswordSetting(scope.actor, await readPasswordHolder(scope, person.id)));
  demandStrongPassword(password, [person.account, person.name], await readShortestPassword(scope));
  const { tx, institutionId, now } = scope;
  const hash = await hashPassword(password);
  await savePasswordHash(tx, { institutionId, personId: person.id, hash, mustChange: false, now });
  await deleteSessionsOf(tx, institutionId, person.id, null);
  await appendEvent(scope, { act: 'password.set', objectKind: 'person', objectId: person.id });
}

export type PersonPatch = Patch<NewPerson> & { active?: boolean | undefined };

export async function changePerson(scope: Scope, id: string, patch: PersonPatch, ifMatch: number | null) {
  unwrap(demandManagement(scope.actor));
  const person = await demandPerson(scope, id);
  const { password, ...fields } = patch;
  const leaves = fields.active === false && person.active;
  if (leaves) await demandFree(scope, id);
  await changeEntity(scope, PERSON, person, fields, ifMatch);
  if (leaves) await deleteSessionsOf(scope.tx, scope.institutionId, id, null);
  if (password !== undefined) {
    const { account = person.account, name = person.name } = fields;
    await setPassword(scope, { id, account, name }, password);
  }
  return readPerson(scope, id);
}

/** Whoever leaves hands everything over first. */
async function demandFree(scope: Scope, id: string): Promise<void> {
  await lockGrants(scope);
  const use = await readPersonUse(scope, id);
  if (use.lastAdministrator) refuseNow('conflict', 'last_administrator');
  if (use.lastOffice) refuseNow('conflict', 'last_office');
  if (use.posts > 0) refuseNow('conflict', 'person_has_posts', { posts: use.posts });
  if (use.items > 0) refuseNow('conflict', 'person_has_items', { items: use.items });
}

export async function removePerson(scope: Scope, id: string, ifMatch: number | null): Promise<void> {
  unwrap(demandManagement(scope.actor));
  const person = await demandPerson(scope, id);
  await demandFree(scope, id);
  await removeEntity(scope, PERSON, person, ifMatch);
}
