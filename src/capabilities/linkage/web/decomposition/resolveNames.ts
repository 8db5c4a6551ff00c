// Finds the unit and the person behind pasted names, codes and accounts; whatever stays unknown keeps its words and is marked.
import type { QueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { reading } from '../../../../web/queries.ts';
import type { Person as PersonShape, Unit as UnitShape } from '../../../institution/institution.contract.ts';
import { peopleEndpoint, unitsEndpoint } from './decompositionQueries.ts';
import type { Brief, SheetRow } from './sheet.ts';

type Unit = z.output<typeof UnitShape>;
type Person = z.output<typeof PersonShape>;
const enough = 20;

const same = (a: string | null, b: string) => a !== null && a.trim().toLowerCase() === b.trim().toLowerCase();

async function findUnit(client: QueryClient, words: string): Promise<Brief | null> {
  const found = await client.fetchQuery(reading(unitsEndpoint, { query: { q: words, limit: enough } }));
  const exact = found.items.filter(
    (unit: Unit) => same(unit.code, words) || same(unit.name, words) || same(unit.nameEn, words),
  );
  const unit = exact.length > 0 ? exact[0] : found.items.length === 1 ? found.items[0] : undefined;
  return unit ? { id: unit.id, name: unit.name, nameEn: unit.nameEn } : null;
}

/** Namesakes are told apart by the row's unit; two that remain are not guessed between. */
async function findPerson(client: QueryClient, words: string, unitId: string | null): Promise<Brief | null> {
  const byName = client.fetchQuery(reading(peopleEndpoint, { query: { q: words, limit: enough } }));
  const byAccount = client
    .fetchQuery(reading(peopleEndpoint, { query: { account: words, limit: 2 } }))
    .catch(() => null);
  const found = (await byName).items;
  const accounts = (await byAccount)?.items.filter((person: Person) => same(person.account, words)) ?? [];
  const exact = found.filter(
    (person: Person) => same(person.account, words) || same(person.name, words) || same(person.nameEn, words),
  );
  const inUnit = exact.filter((person) => person.posts.some((post) => post.unitId === unitId));
  const candidates = accounts.length > 0 ? accounts : inUnit.length > 0 ? inUnit : exact;
  const person = candidates.length === 1 ? candidates[0] : undefined;
  return person ? { id: person.id, name: person.name, nameEn: person.nameEn } : null;
}

export type Resolution = Pick<SheetRow, 'key' | 'unit' | 'person' | 'unknownUnit' | 'unknownPerson'>;

/** One answer a row, asked one after another so that a large paste does not flood the server; repeated names are asked once. */
export async function resolveNames(client: QueryClient, rows: readonly SheetRow[]): Promise<Resolution[]> {
  const units = new Map<string, Brief | null>();
  const people = new Map<string, Brief | null>();
  const answers: Resolution[] = [];
  for (const row of rows) {
    const { key, unknownUnit, unknownPerson } = row;
    if (unknownUnit && !units.has(unknownUnit)) units.set(unknownUnit, await findUnit(client, unknownUnit));
    const unit = row.unit ?? units.get(unknownUnit ?? '') ?? null;
    const personKey = `${unknownPerson} ${unit?.id ?? ''}`;
    if (unknownPerson && !people.has(personKey)) {
      people.set(personKey, await findPerson(client, unknownPerson, unit?.id ?? null));
    }
    const person = row.person ?? people.get(personKey) ?? null;
    answers.push({
      key,
      unit,
      person,
      unknownUnit: unit ? null : unknownUnit,
      unknownPerson: person ? null : unknownPerson,
    });
  }
  return answers;
}
