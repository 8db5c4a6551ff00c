// Random institutions, small and crooked: units, posts past and to come, grants, deputies, drafts, former persons, routes.
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { makeToken } from '../../src/capabilities/identity/bearer-token.ts';
import type { Db, Tx } from '../../src/platform/database/connect.ts';
import { talksOf } from './random-talks.ts';
import { storeInstitution } from './stored-trees.ts';

const MADE_AT = new Date('2025-12-01T00:00:00Z');

/** The day on which everybody looks. */
export const TODAY = '2026-03-04';
export const PEOPLE = 6;
const UNITS = 5;
const DISCIPLINES = 2;

/** When something holds: over, today, or still to come. */
export type When = 'past' | 'now' | 'later';
const DAYS: Record<When, { from_day: string; to_day: string | null }> = {
  past: { from_day: '2025-01-01', to_day: '2026-03-03' },
  now: { from_day: '2025-06-01', to_day: '2026-03-04' },
  later: { from_day: '2026-03-05', to_day: null },
};

const person = fc.nat({ max: PEOPLE - 1 });
const unit = fc.nat({ max: UNITS - 1 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2 });
const when = fc.constantFrom<When>('now', 'now', 'now', 'past', 'later');

const post = fc.record({
  person,
  unit,
  level: fc.constantFrom(1, 2, 3, 4, 5, 6, 6, 6),
  head: fc.boolean(),
  acting: fc.boolean(),
  when,
  confirmed: fc.constantFrom(true, true, true, false),
});
const grant = fc.record({
  person,
  role: fc.constantFrom('office', 'supervisor', 'auditor', 'administrator'),
  when,
  confirmed: fc.constantFrom(true, true, false),
});
const professor = fc.record({
  person,
  discipline: fc.nat({ max: DISCIPLINES - 1 }),
  when,
  delegate: maybe(person),
});
const delegation = fc.record({ person, delegate: person, when, revoked: fc.constantFrom(false, false, true) });
const step = fc.record({
  person: maybe(person),
  kind: fc.constantFrom('professor', 'next_above', 'look'),
  decidedBy: fc.option(person, { freq: 2 }),
  expired: fc.constantFrom(false, false, true),
});
const submission = fc.record({
  item: fc.nat({ max: 7 }),
  state: fc.constantFrom('pending', 'pending', 'passed', 'withdrawn'),
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
});
const item = fc.record({
  /** Index of an earlier item, by remainder; null for a root. */
  parent: fc.option(fc.nat({ max: 7 }), { freq: 5 }),
  state: fc.constantFrom(
    'draft',
    'registered',
    'assigned',
    'in_progress',
    'in_progress',
    'suspended',
    'closed',
    'cancelled',
  ),
  unit,
  responsible: person,
  former: fc.array(person, { maxLength: 1 }),
  /** The receivers of its negotiations, over or not. */
  negotiated: fc.array(person, { maxLength: 2 }),
  author: maybe(person),
  supervisor: fc.option(person, { freq: 2 }),
  leader: fc.option(person, { freq: 2 }),
  discipline: fc.option(fc.nat({ max: DISCIPLINES - 1 }), { freq: 2 }),
  coUnits: fc.uniqueArray(fc.record({ unit, person: maybe(person) }), { maxLength: 2, selector: (one) => one.unit }),
});

export const randomInstitution = fc
  .record({
    /** Parents of the units 1.. by remainder of the units before them; unit 0 is the top. */
    unitParents: fc.array(fc.nat(), { minLength: UNITS - 1, maxLength: UNITS - 1 }),
    posts: fc.array(post, { maxLength: 6 }),
    grants: fc.array(grant, { maxLength: 2 }),
    professors: fc.uniqueArray(professor, {
      maxLength: 3,
      selector: (one) => `${one.discipline} ${one.person} ${one.when}`,
    }),
    delegations: fc.array(delegation, { maxLength: 2 }),
    items: fc.array(item, { minLength: 1, maxLength: 8 }),
    submissions: fc.array(submission, { maxLength: 3 }),
  })
  .map(straighten);

type Drawn = {
  unitParents: number[];
  posts: Posted[];
  grants: { person: number; role: string; when: When; confirmed: boolean }[];
  professors: { person: number; discipline: number; when: When; delegate: number | null }[];
  delegations: { person: number; delegate: number; when: When; revoked: boolean }[];
  items: DrawnItem[];
  submissions: { item: number; state: string; steps: DrawnStep[] }[];
};
type Posted = {
  person: number;
  unit: number;
  level: number;
  head: boolean;
  acting: boolean;
  when: When;
  confirmed: boolean;
};
type DrawnStep = { person: number | null; kind: string; decidedBy: number | null; expired: boolean };
type DrawnItem = {
  parent: number | null;
  state: string;
  unit: number;
  responsible: number;
  former: number[];
  negotiated: number[];
  author: number | null;
  supervisor: number | null;
  leader: number | null;
  discipline: number | null;
  coUnits: { unit: number; person: number | null }[];
};
export type RandomInstitution = Drawn;

/** Bends what was drawn until the invariants of the tables hold. */
function straighten(drawn: Drawn): Drawn {
  const heads = new Set<string>();
  const posts = drawn.posts.map((one) => {
    const place = `${one.unit} ${one.acting}`;
    const head = one.head && !heads.has(place);
    if (head) heads.add(place);
    return { ...one, head };
  });
  const items: DrawnItem[] = [];
  for (const [at, one] of drawn.items.entries()) {
    const parent = at === 0 || one.parent === null ? null : one.parent % at;
    const above = parent === null ? undefined : items[parent];
    const state = above?.state === 'draft' ? 'draft' : one.state;
    const coUnits = one.coUnits.filter((co) => co.unit !== one.unit);
    items.push({ ...one, parent, state, coUnits, former: state === 'draft' ? [] : one.former });
  }
  const submissions = drawn.submissions.map((one) => ({ ...one, item: one.item % items.length }));
  const delegations = drawn.delegations.filter((one) => one.person !== one.delegate);
  const professors = drawn.professors.filter((one) => one.delegate !== one.person);
  const unitParents = drawn.unitParents.map((parent, at) => parent % (at + 1));
  return { ...drawn, unitParents, posts, items, submissions, delegations, professors };
}

export type StoredInstitution = { id: string; people: string[]; units: string[]; items: string[]; tokens: string[] };

export async function storeRandomInstitution(owner: Db, model: RandomInstitution): Promise<StoredInstitution> {
  const made = await storeInstitution(owner);
  const ids = (length: number) => Array.from({ length }, () => uuid());
  const tokens = Array.from({ length: PEOPLE }, () => makeToken('token', made.institutionId));
  const at: StoredInstitution = {
    id: made.institutionId,
    people: ids(PEOPLE),
    units: [made.unitId, ...ids(UNITS - 1)],
    items: ids(model.items.length),
    tokens: tokens.map((one) => one.token),
  };
  await owner.transaction().execute(async (tx) => {
    await storePeople(
      tx,
      at,
      model,
      tokens.map((one) => one.hash),
    );
    await storeItems(tx, at, model);
    await storeSubmissions(tx, at, model);
  });
  return at;
}

const pick = (ids: readonly string[], index: number | null): string | null =>
  index === null ? null : (ids[index] ?? null);
const sure = (ids: readonly string[], index: number): string => ids[index] ?? '';

async function storePeople(tx: Tx, at: StoredInstitution, model: RandomInstitution, hashes: Buffer[]): Promise<void> {
  const own = { institution_id: at.id };
  const made = { created_at: MADE_AT };
  for (const [index, parent] of model.unitParents.entries())
    await tx
      .insertInto('units')
      .values({
        ...own,
        ...made,
        id: sure(at.units, index + 1),
        code: `U${index}`,
        name: `U${index}`,
        kind: 'team',
        parent_id: sure(at.units, parent),
      })
      .execute();
  for (const [index, id] of at.people.entries()) {
    const account = `p${index}`;
    await tx
      .insertInto('people')
      .values({ ...own, ...made, id, name: account, account })
      .execute();
    const token = {
      id: uuid(),
      token_hash: hashes[index] ?? Buffer.alloc(0),
      person_id: id,
      name: 't',
      scopes: ['read', 'write'],
    };
    await tx
      .insertInto('api_tokens')
      .values({ ...own, ...made, ...token })
      .execute();
  }
  for (const one of model.posts)
    await tx
      .insertInto('posts')
      .values({
        ...own,
        ...made,
        ...DAYS[one.when],
        id: uuid(),
        person_id: sure(at.people, one.person),
        unit_id: sure(at.units, one.unit),
        level: one.level,
        title: 'T',
        head: one.head,
        acting: one.acting,
        state: one.confirmed ? 'confirmed' : 'proposed',
      })
      .execute();
  for (const one of model.grants)
    await tx
      .insertInto('role_grants')
      .values({
        ...own,
        ...made,
        ...DAYS[one.when],
        id: uuid(),
        person_id: sure(at.people, one.person),
        role: one.role,
        state: one.confirmed ? 'confirmed' : 'proposed',
      })
      .execute();
  const disciplines = [...Array(DISCIPLINES).keys()].map((index) => ({
    id: disciplineId(at, index),
    code: `D${index}`,
    name: 'D',
  }));
  await tx
    .insertInto('disciplines')
    .values(disciplines.map((one) => ({ ...own, ...one })))
    .execute();
  for (const one of model.professors)
    await tx
      .insertInto('discipline_professors')
      .values({
        ...own,
        ...DAYS[one.when],
        discipline_id: disciplineId(at, one.discipline),
        person_id: sure(at.people, one.person),
        delegate_id: pick(at.people, one.delegate),
      })
      .execute();
  for (const one of model.delegations)
    await tx
      .insertInto('delegations')
      .values({
        ...own,
        ...made,
        from_day: DAYS[one.when].from_day,
        to_day: DAYS[one.when].to_day ?? '2026-12-31',
        id: uuid(),
        person_id: sure(at.people, one.person),
        delegate_id: sure(at.people, one.delegate),
        revoked_at: one.revoked ? MADE_AT : null,
      })
      .execute();
}

/** Ids that follow from the institution's, so that nothing need be kept beside it. */
const disciplineId = (at: StoredInstitution, index: number): string =>
  `${at.id.slice(0, -1)}${index === 0 ? 'a' : 'b'}`;

async function storeItems(tx: Tx, at: StoredInstitution, model: RandomInstitution): Promise<void> {
  const levels = new Map<number, number>();
  for (const [index, one] of model.items.entries()) {
    const level = one.parent === null ? 1 : (levels.get(one.parent) ?? 0) + 1;
    levels.set(index, level);
    const isDraft = one.state === 'draft';
    const id = sure(at.items, index);
    await tx
      .insertInto('items')
      .values({
        institution_id: at.id,
        id,
        code: isDraft ? null : `I${index}`,
        horizon: 'annual',
        level,
        parent_id: pick(at.items, one.parent),
        path: [],
        title: `item ${index}`,
        discipline_id: one.discipline === null ? null : disciplineId(at, one.discipline),
        lead_unit_id: sure(at.units, one.unit),
        responsible_person_id: sure(at.people, one.responsible),
        leader_in_charge_id: pick(at.people, one.leader),
        supervisor_id: pick(at.people, one.supervisor),
        author_id: pick(at.people, one.author),
        start: '2026-01-01',
        original_due: isDraft ? null : '2026-12-31',
        approved_due: '2026-12-31',
        state: one.state,
        created_at: MADE_AT,
        changed_at: MADE_AT,
      })
      .execute();
    for (const former of one.former)
      if (former !== one.responsible)
        await tx
          .insertInto('item_responsibles')
          .values({
            institution_id: at.id,
            person_id: sure(at.people, former),
            item_id: id,
            from_at: new Date('2025-01-01T00:00:00Z'),
            to_at: MADE_AT,
          })
          .execute();
    const talks = talksOf(
      at.id,
      id,
      sure(at.people, one.responsible),
      one.negotiated.map((who) => sure(at.people, who)),
    );
    if (talks.length > 0) await tx.insertInto('negotiations').values(talks).execute();
    for (const [position, co] of one.coUnits.entries())
      await tx
        .insertInto('item_co_units')
        .values({
          institution_id: at.id,
          item_id: id,
          unit_id: sure(at.units, co.unit),
          person_id: pick(at.people, co.person),
          share: 0.2,
          position,
        })
        .execute();
  }
}

async function storeSubmissions(tx: Tx, at: StoredInstitution, model: RandomInstitution): Promise<void> {
  for (const one of model.submissions) {
    const id = uuid();
    const author = sure(at.people, model.items[one.item]?.responsible ?? 0);
    await tx
      .insertInto('submissions')
      .values({
        institution_id: at.id,
        id,
        kind: 'node',
        item_id: sure(at.items, one.item),
        state: one.state,
        snapshot: '{}',
        submitted_by: author,
        responsible_person_id: author,
        submitted_at: MADE_AT,
        submitted_on: '2026-02-01',
      })
      .execute();
    for (const [index, drawn] of one.steps.entries())
      await tx
        .insertInto('gate_steps')
        .values({
          institution_id: at.id,
          submission_id: id,
          position: (index + 1) * 100,
          person_id: pick(at.people, drawn.person),
          kind: drawn.kind,
          decided_by: pick(at.people, drawn.decidedBy),
          verdict: drawn.decidedBy === null ? null : 'passed',
          decided_at: drawn.decidedBy === null ? null : MADE_AT,
          expired: drawn.expired,
        })
        .execute();
  }
}
