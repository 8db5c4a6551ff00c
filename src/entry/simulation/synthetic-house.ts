// A synthetic institution's people: units, posts, disciplines and roles in the proportions of a university of the wanted size.
import { v7 as uuid } from 'uuid';
import type { Day } from '../../capabilities/institution/calendar.rules.ts';
import type { Tx } from '../../platform/database/connect.ts';
import { insertRows, type Row } from './bulk.ts';
import { chance, pick } from './keyed-chance.ts';

export type College = { unitId: string; dean: string; professors: string[]; people: string[]; disciplines: string[] };
export type SyntheticHouse = {
  topUnitId: string;
  leadershipId: string;
  heads: string[];
  leaders: string[];
  departments: { unitId: string; head: string; people: string[] }[];
  colleges: College[];
  supervisor: string;
  sectors: string[];
};

export type HouseOrder = {
  institutionId: string;
  topUnitId: string;
  people: number;
  firstDay: Day;
  now: Date;
  passwordHash: string;
};

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const GIVEN = [...'文明志远思涵嘉怡子轩雨桐浩然欣妍建国晓峰俊杰海燕立新春华秋实静安若水云帆致知行健'];
const PEOPLE_A_COLLEGE = 40;
const DEPARTMENT_STAFF = 4;

/** Collects rows by table, then writes them in the order in which they refer to each other. */
class Register {
  readonly rows = {
    people: [] as Row[],
    credentials: [] as Row[],
    units: [] as Row[],
    posts: [] as Row[],
    role_grants: [] as Row[],
    sectors: [] as Row[],
    disciplines: [] as Row[],
    discipline_professors: [] as Row[],
  };
  readonly #order: HouseOrder;
  #people = 0;

  constructor(order: HouseOrder) {
    this.#order = order;
  }

  person(): string {
    const { institutionId, now, passwordHash } = this.#order;
    this.#people += 1;
    const account = `p${String(this.#people).padStart(6, '0')}`;
    const id = uuid();
    const name = pick(`${account} s`, SURNAMES) + pick(`${account} a`, GIVEN) + pick(`${account} b`, GIVEN);
    const own = { institution_id: institutionId, created_at: now };
    this.rows.people.push({
      ...own,
      id,
      name,
      account,
      language: chance(account) < 0.9 ? 'zh-CN' : 'en',
      active: true,
      version: 1,
    });
    this.rows.credentials.push({
      institution_id: institutionId,
      person_id: id,
      password_hash: passwordHash,
      must_change: false,
      changed_at: now,
    });
    return id;
  }

  unit(kind: string, code: string, name: string, parentId: string, leaderId: string | null = null): string {
    const id = uuid();
    const { institutionId, now } = this.#order;
    const unit = { id, code, name, kind, parent_id: parentId, leader_in_charge_id: leaderId, version: 1 };
    this.rows.units.push({ institution_id: institutionId, ...unit, created_at: now });
    return id;
  }

  post(personId: string, unitId: string, level: number, title: string, head: boolean): void {
    const { institutionId, now, firstDay } = this.#order;
    this.rows.posts.push({
      institution_id: institutionId,
      id: uuid(),
      person_id: personId,
      unit_id: unitId,
      level,
      title,
      head,
      acting: false,
      from_day: firstDay,
      state: 'confirmed',
      version: 1,
      created_at: now,
    });
  }

  role(personId: string, role: string): void {
    const { institutionId, now, firstDay } = this.#order;
    const grant = { id: uuid(), person_id: personId, role, from_day: firstDay, state: 'confirmed', version: 1 };
    this.rows.role_grants.push({ institution_id: institutionId, ...grant, created_at: now });
  }

  discipline(code: string, name: string, professorId: string): string {
    const id = uuid();
    const { institutionId, firstDay } = this.#order;
    this.rows.disciplines.push({ institution_id: institutionId, id, code, name, version: 1 });
    const chair = { discipline_id: id, person_id: professorId, from_day: firstDay, position: 0 };
    this.rows.discipline_professors.push({ institution_id: institutionId, ...chair });
    return id;
  }

  sector(code: string, name: string, leaderId: string): string {
    const id = uuid();
    const { institutionId } = this.#order;
    this.rows.sectors.push({ institution_id: institutionId, id, code, name, leader_id: leaderId, version: 1 });
    return id;
  }

  async save(tx: Tx): Promise<void> {
    for (const [table, rows] of Object.entries(this.rows)) await insertRows(tx, table as keyof Register['rows'], rows);
  }
}

export async function buildHouse(tx: Tx, order: HouseOrder): Promise<SyntheticHouse> {
  const register = new Register(order);
  const { topUnitId } = order;
  const heads = [register.person(), register.person()];
  for (const [at, person] of heads.entries()) register.post(person, topUnitId, 1, at === 0 ? '校长' : '书记', at === 0);
  const leadershipId = register.unit('leadership', 'L', '校领导', topUnitId);
  const leaders = Array.from({ length: 6 }, () => register.person());
  for (const [at, person] of leaders.entries()) register.post(person, leadershipId, 2, '副校长', at === 0);
  const departments = Array.from({ length: Math.min(20, Math.ceil(order.people / 45)) }, (_, at) => {
    const unitId = register.unit(
      'department',
      `D${at + 1}`,
      `职能部门${at + 1}`,
      topUnitId,
      leaders[at % leaders.length],
    );
    const people = Array.from({ length: 1 + DEPARTMENT_STAFF }, () => register.person());
    for (const [place, person] of people.entries())
      register.post(person, unitId, 3, place === 0 ? '处长' : '科长', place === 0);
    return { unitId, head: people[0] ?? '', people };
  });
  const taken = heads.length + leaders.length + departments.length * (1 + DEPARTMENT_STAFF);
  const colleges = Array.from({ length: Math.max(1, Math.round((order.people - taken) / PEOPLE_A_COLLEGE)) }, (_, at) =>
    buildCollege(register, at + 1, topUnitId, leaders[at % leaders.length] ?? ''),
  );
  const staff = departments.flatMap((department) => department.people.slice(1));
  for (const person of staff.slice(0, 2)) register.role(person, 'office');
  const [supervisor = heads[0] ?? '', auditor = heads[0] ?? ''] = staff.slice(2);
  register.role(supervisor, 'supervisor');
  register.role(auditor, 'auditor');
  const sectors = leaders.map((leader, at) => register.sector(`S${at + 1}`, `板块${at + 1}`, leader));
  await register.save(tx);
  return { topUnitId, leadershipId, heads, leaders, departments, colleges, supervisor, sectors };
}

function buildCollege(register: Register, number: number, topUnitId: string, leader: string): College {
  const unitId = register.unit('college', `C${number}`, `学院${number}`, topUnitId, leader);
  const dean = register.person();
  register.post(dean, unitId, 4, '院长', true);
  const professors = Array.from({ length: 9 }, () => register.person());
  for (const person of professors) register.post(person, unitId, 5, '责任教授', false);
  const people = Array.from({ length: PEOPLE_A_COLLEGE - 10 }, () => register.person());
  for (const person of people) register.post(person, unitId, 6, '教师', false);
  const disciplines = professors
    .slice(0, 3)
    .map((person, at) => register.discipline(`X${number}-${at + 1}`, `学科${number}-${at + 1}`, person));
  return { unitId, dean, professors, people, disciplines };
}
