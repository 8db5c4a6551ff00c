// A small institution with people on every level: six levels, two colleges, an office with a second person, a discipline with its professor.
import { v7 as uuid } from 'uuid';
import { loadActor, openScopeFor } from '../../src/capabilities/identity/open-scope.ts';
import { hashPassword } from '../../src/capabilities/identity/password.ts';
import type { Actor, RoleName, Scope } from '../../src/capabilities/identity/scope.ts';
import { createInstitution } from '../../src/capabilities/institution/found.actions.ts';
import { localDay } from '../../src/capabilities/institution/zone.rules.ts';
import { inTenant } from '../../src/platform/database/connect.ts';
import { useDatabase } from './database.ts';

export const PASSWORD = 'seven-maple-rivers-42';
/** A Wednesday morning in Shanghai. */
export const START = new Date('2026-03-04T09:00:00+08:00');
const SINCE = '2020-01-01';

type UnitSeed = { parent: string | null; kind: string; name: string; nameEn: string };
/** By code. The top unit is made with the institution. */
const UNITS: Record<string, UnitSeed> = {
  OFF: { parent: 'TOP', kind: 'office', name: '发展规划处', nameEn: 'Office of Planning' },
  RES: { parent: 'TOP', kind: 'department', name: '科学技术处', nameEn: 'Department of Research' },
  HR: { parent: 'TOP', kind: 'department', name: '人事处', nameEn: 'Department of Personnel' },
  PHY: { parent: 'TOP', kind: 'college', name: '物理学院', nameEn: 'College of Physics' },
  OPT: { parent: 'PHY', kind: 'discipline', name: '光学系', nameEn: 'Institute of Optics' },
  CHE: { parent: 'TOP', kind: 'college', name: '化学学院', nameEn: 'College of Chemistry' },
  CAT: { parent: 'CHE', kind: 'discipline', name: '催化系', nameEn: 'Institute of Catalysis' },
};

type PersonSeed = { unit: string; level: number; head?: true; title: string; role?: RoleName };
const PEOPLE = {
  president: { unit: 'TOP', level: 1, head: true, title: '校长' },
  secretary: { unit: 'TOP', level: 1, title: '书记' },
  leader: { unit: 'TOP', level: 2, title: '副校长' },
  officer: { unit: 'OFF', level: 3, head: true, title: '处长', role: 'office' },
  officerTwo: { unit: 'OFF', level: 3, title: '副处长', role: 'office' },
  supervisor: { unit: 'OFF', level: 3, title: '督办', role: 'supervisor' },
  auditor: { unit: 'OFF', level: 3, title: '审计', role: 'auditor' },
  director: { unit: 'RES', level: 3, head: true, title: '处长' },
  clerk: { unit: 'RES', level: 6, title: '科员' },
  directorTwo: { unit: 'HR', level: 3, head: true, title: '处长' },
  dean: { unit: 'PHY', level: 4, head: true, title: '院长' },
  viceDean: { unit: 'PHY', level: 4, title: '副院长' },
  professor: { unit: 'OPT', level: 5, head: true, title: '教授' },
  gatekeeper: { unit: 'OPT', level: 5, title: '责任教授' },
  teacher: { unit: 'OPT', level: 6, title: '讲师' },
  teacherTwo: { unit: 'OPT', level: 6, title: '讲师' },
  deanTwo: { unit: 'CHE', level: 4, head: true, title: '院长' },
  professorTwo: { unit: 'CAT', level: 5, head: true, title: '教授' },
  outsider: { unit: 'CAT', level: 6, title: '讲师' },
} as const satisfies Record<string, PersonSeed>;

export type PersonKey = keyof typeof PEOPLE | 'administrator';

export type TestInstitution = {
  id: string;
  name: string;
  /** Ids by key; the accounts are the keys themselves, all with PASSWORD. */
  people: Record<PersonKey, string>;
  /** Ids by code. */
  units: Record<'TOP' | 'OFF' | 'RES' | 'HR' | 'PHY' | 'OPT' | 'CHE' | 'CAT', string>;
  posts: Record<keyof typeof PEOPLE, string>;
  /** Optics: its responsible professor is the gatekeeper. */
  disciplineId: string;
  sectorId: string;
  timeZone: string;
  /** Acts as somebody in a transaction of its own. */
  as<T>(who: PersonKey, now: Date, work: (scope: Scope) => Promise<T>): Promise<T>;
  actor(who: PersonKey, today?: string): Promise<Actor>;
};

let passwordHash: Promise<string> | undefined;

export async function createTestInstitution(
  options: { now?: Date; template?: 'A' | 'B' } = {},
): Promise<TestInstitution> {
  const { db } = await useDatabase();
  const now = options.now ?? START;
  const name = `示范大学 ${uuid()}`;
  const founding = { name, template: options.template ?? 'A', account: 'administrator', password: PASSWORD } as const;
  const { institutionId: id, administratorId, topUnitId } = await createInstitution(db, founding, { now });
  const units = { TOP: topUnitId } as TestInstitution['units'];
  for (const code of Object.keys(UNITS)) units[code as 'OFF'] = uuid();
  const people = { administrator: administratorId } as TestInstitution['people'];
  const posts = {} as TestInstitution['posts'];
  for (const key of Object.keys(PEOPLE)) {
    people[key as PersonKey] = uuid();
    posts[key as keyof typeof PEOPLE] = uuid();
  }
  const made = { id, name, people, units, posts, disciplineId: uuid(), sectorId: uuid(), timeZone: 'Asia/Shanghai' };
  passwordHash ??= hashPassword(PASSWORD);
  await fill(made, now, await passwordHash);
  return {
    ...made,
    as: (who, at, work) => openScopeFor(db, { institutionId: id, personId: people[who], now: at }, work),
    actor: (who, today = localDay(now, made.timeZone)) =>
      inTenant(db, id, async (tx) => {
        const actor = await loadActor(tx, id, people[who], today);
        if (!actor) throw new Error(`nobody is called ${who}`);
        return actor;
      }),
  };
}

type Made = Omit<TestInstitution, 'as' | 'actor'>;

async function fill(made: Made, now: Date, hash: string): Promise<void> {
  const { db } = await useDatabase();
  const own = { institution_id: made.id };
  await inTenant(db, made.id, async (tx) => {
    const persons = Object.entries(PEOPLE) as [keyof typeof PEOPLE, PersonSeed][];
    const unitRows = Object.entries(UNITS).map(([code, { parent, nameEn, ...seed }]) => ({
      ...own,
      ...seed,
      id: made.units[code as 'OFF'],
      code,
      name_en: nameEn,
      parent_id: parent === null ? null : made.units[parent as 'TOP'],
      created_at: now,
    }));
    await tx.insertInto('units').values(unitRows).execute();
    const personRows = persons.map(([key]) => ({
      ...own,
      id: made.people[key],
      name: key,
      name_en: key,
      account: key,
      created_at: now,
    }));
    await tx.insertInto('people').values(personRows).execute();
    const hashRows = persons.map(([key]) => ({
      ...own,
      person_id: made.people[key],
      password_hash: hash,
      changed_at: now,
    }));
    await tx.insertInto('credentials').values(hashRows).execute();
    const postRows = persons.map(([key, { unit, level, head, title }]) => ({
      ...own,
      id: made.posts[key],
      person_id: made.people[key],
      unit_id: made.units[unit as 'TOP'],
      level,
      title,
      head: head ?? false,
      from_day: SINCE,
      created_at: now,
    }));
    await tx.insertInto('posts').values(postRows).execute();
    const roleRows = persons.flatMap(([key, { role }]) =>
      role
        ? [
            {
              ...own,
              id: uuid(),
              person_id: made.people[key],
              role,
              from_day: SINCE,
              state: 'confirmed',
              granted_by: made.people.administrator,
              created_at: now,
            },
          ]
        : [],
    );
    await tx.insertInto('role_grants').values(roleRows).execute();
    await tx
      .insertInto('disciplines')
      .values({ ...own, id: made.disciplineId, code: '0803', name: '光学工程', name_en: 'Optical engineering' })
      .execute();
    await tx
      .insertInto('discipline_professors')
      .values({ ...own, discipline_id: made.disciplineId, person_id: made.people.gatekeeper, from_day: SINCE })
      .execute();
    await tx
      .insertInto('sectors')
      .values({ ...own, id: made.sectorId, code: 'SCI', name: '理科板块', name_en: 'Sciences' })
      .execute();
    await tx
      .updateTable('units')
      .set({ leader_in_charge_id: made.people.leader })
      .where('id', 'in', [made.units.RES, made.units.PHY, made.units.CHE])
      .execute();
  });
}
