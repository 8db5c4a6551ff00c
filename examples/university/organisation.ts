// Fills the demonstration university with units, people, posts, grants, sectors and disciplines.
import { DISCIPLINES, type Discipline } from './disciplines.ts';
import { createNames, type InventedName } from './names.ts';
import type { Chance } from './random.ts';
import type { University } from './records.ts';
import {
  COLLEGES,
  DEPARTMENTS,
  LEADERS,
  LEADERSHIP_UNIT,
  LEVELS,
  SECTORS,
  TEAM_WORDS,
  TOP_UNIT,
  type UnitPlan,
} from './structure.ts';

export interface Member {
  readonly account: string;
  readonly unitCode: string;
}
/** Who can be given work, by unit. */
export interface Staffing {
  /** Heads and deputies of departments and colleges: the head first. */
  readonly heads: Map<string, Member[]>;
  /** Staff of departments. */
  readonly staff: Map<string, Member[]>;
  readonly professors: Map<string, Member[]>;
  /** Members of a discipline, in its own unit or in a team under it. */
  readonly members: Map<string, Member[]>;
  readonly supervisors: string[];
}

const MEMBER_TITLES: readonly [string, string][] = [
  ['教授', 'Professor'],
  ['副教授', 'Associate Professor'],
  ['副教授', 'Associate Professor'],
  ['讲师', 'Lecturer'],
  ['讲师', 'Lecturer'],
  ['高级实验师', 'Senior Laboratory Engineer'],
  ['博士后', 'Postdoctoral Fellow'],
];

const leaderAccount = (key: string): string => {
  const leader = LEADERS.find((candidate) => candidate.key === key);
  if (!leader) throw new Error(`no leader called ${key}`);
  return leader.account;
};

/** Writes people and posts into the university's sheets. */
const createRegister = (chance: Chance, university: University) => {
  const names = createNames(
    chance,
    LEADERS.map((leader) => leader.account),
  );
  const addPerson = (person: InventedName): string => {
    const { account, name, nameEn, language } = person;
    university.people.push({ account, name, nameEn, email: `${account}@demo.example`, language });
    return account;
  };
  return {
    addPerson,
    newcomer: (): string => addPerson(names.chinese()),
    fromAbroad: (): string => addPerson(names.abroad() ?? names.chinese()),
    appoint(account: string, unitCode: string, level: number, title: readonly [string, string], head = false): Member {
      const from = chance.pick(['2022-09-01', '2023-03-01', '2023-09-01', '2024-03-01', '2024-09-01', '2025-03-01']);
      university.posts.push({
        account,
        unitCode,
        level,
        title: title[0],
        titleEn: title[1],
        head,
        from,
        to: null,
        acting: false,
      });
      return { account, unitCode };
    },
  };
};
type Register = ReturnType<typeof createRegister>;

const addLeadership = (university: University, register: Register): void => {
  for (const unit of [TOP_UNIT, LEADERSHIP_UNIT]) {
    const parentCode = unit === TOP_UNIT ? null : TOP_UNIT.code;
    university.units.push({
      code: unit.code,
      name: unit.zh,
      nameEn: unit.en,
      kind: 'leadership',
      parentCode,
      leaderInCharge: null,
    });
  }
  for (const leader of LEADERS) {
    register.addPerson({ name: leader.name, nameEn: leader.nameEn, account: leader.account, language: 'zh-CN' });
    const unitCode = leader.level === 1 ? TOP_UNIT.code : LEADERSHIP_UNIT.code;
    register.appoint(
      leader.account,
      unitCode,
      leader.level,
      [leader.title, leader.titleEn],
      leader.key === 'president',
    );
  }
  // The leaders' own unit is headed by the executive vice president, who holds that post beside his first one.
  register.appoint(
    leaderAccount('executive'),
    LEADERSHIP_UNIT.code,
    2,
    ['校领导班子召集人', 'Convener of the Leadership'],
    true,
  );
};

const addDepartment = (university: University, register: Register, staffing: Staffing, plan: UnitPlan): void => {
  const office = plan.code === 'D01';
  university.units.push({
    code: plan.code,
    name: plan.zh,
    nameEn: plan.en,
    kind: office ? 'office' : 'department',
    parentCode: TOP_UNIT.code,
    leaderInCharge: leaderAccount(plan.leader),
  });
  const head = register.appoint(register.newcomer(), plan.code, 3, [plan.headTitle, plan.headTitleEn], true);
  const deputy = register.appoint(register.newcomer(), plan.code, 3, [
    `副${plan.headTitle.replace('常务副', '')}`,
    `Deputy ${plan.headTitleEn.replace('Executive ', '')}`,
  ]);
  staffing.heads.set(plan.code, [head, deputy]);
  const titles: [string, string][] = [
    ['科长', 'Section Head'],
    ['科长', 'Section Head'],
    ['业务主管', 'Officer'],
    ['业务主管', 'Officer'],
    ['业务主管', 'Officer'],
  ];
  if (office) titles.push(['督查室主任', 'Head of Supervision'], ['督查员', 'Supervision Officer']);
  staffing.staff.set(
    plan.code,
    titles.map((title) => register.appoint(register.newcomer(), plan.code, 6, title)),
  );
};

const addCollege = (university: University, register: Register, staffing: Staffing, plan: UnitPlan): void => {
  university.units.push({
    code: plan.code,
    name: plan.zh,
    nameEn: plan.en,
    kind: 'college',
    parentCode: TOP_UNIT.code,
    leaderInCharge: leaderAccount(plan.leader),
  });
  const dean = register.appoint(register.newcomer(), plan.code, 4, [plan.headTitle, plan.headTitleEn], true);
  const vice = [
    register.appoint(register.newcomer(), plan.code, 4, ['副院长（教学）', 'Vice Dean, Teaching']),
    register.appoint(register.newcomer(), plan.code, 4, ['副院长（科研）', 'Vice Dean, Research']),
  ];
  staffing.heads.set(plan.code, [dean, ...vice]);
  register.appoint(register.newcomer(), plan.code, 6, ['学院办公室主任', 'School Office Manager']);
  register.appoint(register.newcomer(), plan.code, 6, ['教学秘书', 'Teaching Secretary']);
};

/** A discipline has a unit of its own, one or two responsible professors, members, and sometimes a team. */
const addDiscipline = (
  university: University,
  register: Register,
  staffing: Staffing,
  discipline: Discipline,
  chance: Chance,
): void => {
  const unitCode = `${discipline.collegeCode}-${discipline.code}`;
  university.disciplines.push({ code: discipline.code, name: discipline.zh, nameEn: discipline.en });
  university.units.push({
    code: unitCode,
    name: `${discipline.zh}学科`,
    nameEn: `Discipline of ${discipline.en}`,
    kind: 'discipline',
    parentCode: discipline.collegeCode,
    leaderInCharge: null,
  });
  const professors = Array.from({ length: chance.happens(0.5) ? 2 : 1 }, (_, index) =>
    register.appoint(register.newcomer(), unitCode, 5, ['责任教授', 'Responsible Professor'], index === 0),
  );
  for (const { account } of professors)
    university.professors.push({ disciplineCode: discipline.code, account, from: '2025-01-01' });
  const members: Member[] = [];
  for (let index = 0; index < 6; index += 1) {
    const account = index === 5 && chance.happens(0.4) ? register.fromAbroad() : register.newcomer();
    members.push(register.appoint(account, unitCode, 6, chance.pick(MEMBER_TITLES)));
  }
  const [words, wordsEn] = chance.pick(TEAM_WORDS) as [string, string];
  const topic = chance.between(0, discipline.topicsZh.length - 1);
  const topicEn = discipline.topicsEn[topic] ?? '';
  const teamCode = `${unitCode}-T1`;
  university.units.push({
    code: teamCode,
    name: `${discipline.topicsZh[topic] ?? ''}${words}`,
    nameEn: `${topicEn.slice(0, 1).toUpperCase()}${topicEn.slice(1)} ${wordsEn}`,
    kind: 'team',
    parentCode: unitCode,
    leaderInCharge: null,
  });
  members.push(register.appoint(register.newcomer(), teamCode, 6, ['团队负责人', 'Team Leader'], true));
  for (let index = 0; index < 2; index += 1)
    members.push(register.appoint(register.newcomer(), teamCode, 6, chance.pick(MEMBER_TITLES)));
  staffing.professors.set(discipline.code, professors);
  staffing.members.set(discipline.code, members);
};

const grantRoles = (university: University, staffing: Staffing): void => {
  const accountsOf = (list: readonly Member[] | undefined): string[] => (list ?? []).map((member) => member.account);
  const officers = accountsOf(staffing.staff.get('D01'));
  const grant = (account: string | undefined, role: string): void => {
    if (!account) throw new Error(`nobody to be ${role}`);
    university.roles.push({ account, role, from: '2025-09-01' });
  };
  grant(accountsOf(staffing.heads.get('D01'))[0], 'office');
  grant(officers[0], 'office');
  grant(officers[1], 'office');
  for (const account of officers.slice(-2)) {
    grant(account, 'supervisor');
    staffing.supervisors.push(account);
  }
  grant(accountsOf(staffing.staff.get('D14'))[0], 'auditor');
  grant(accountsOf(staffing.staff.get('D19'))[0], 'administrator');
};

/** Fills every sheet of the organisation and answers who can be given work. */
export const buildOrganisation = (chance: Chance, university: University): Staffing => {
  const staffing: Staffing = {
    heads: new Map(),
    staff: new Map(),
    professors: new Map(),
    members: new Map(),
    supervisors: [],
  };
  const register = createRegister(chance, university);
  university.levels.push(
    ...LEVELS.map(({ rank, kind, name, nameEn }) => ({
      rank,
      kind: kind ?? '',
      name: name ?? '',
      nameEn: nameEn ?? '',
    })),
  );
  addLeadership(university, register);
  for (const plan of DEPARTMENTS) addDepartment(university, register, staffing, plan);
  for (const plan of COLLEGES) addCollege(university, register, staffing, plan);
  for (const discipline of DISCIPLINES) addDiscipline(university, register, staffing, discipline, chance);
  university.sectors.push(...SECTORS.map((sector) => ({ ...sector, leader: leaderAccount(sector.leader) })));
  grantRoles(university, staffing);
  return staffing;
};
