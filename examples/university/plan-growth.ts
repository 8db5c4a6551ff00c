// Grows the tree of the demonstration plan from its goals to single people, six levels deep.

import { addDays, daysBetween, workingDayAtOrAfter, workingDayAtOrBefore } from './dates.ts';
import { FAMILY_TASKS, STAFF_TASKS } from './discipline-tasks.ts';
import { DISCIPLINES, type Discipline } from './disciplines.ts';
import type { Staffing } from './organisation.ts';
import type { DepartmentTask, FiveYearGoal, KeyWork, LeaderCharge, MidTermGoal } from './plan-outline.ts';
import type { Chance } from './random.ts';
import type { Pair } from './rows.ts';
import { COLLEGES, LEADERS, LEADERSHIP_UNIT, TOP_UNIT } from './structure.ts';

export interface PlanItem {
  readonly code: string;
  readonly parent: PlanItem | null;
  readonly level: number;
  readonly family: string;
  readonly horizon: 'five_year' | 'mid_term' | 'annual' | 'task';
  readonly title: Pair;
  readonly unitCode: string;
  readonly responsible: string;
  readonly start: string;
  readonly due: string;
  readonly sector: string;
  readonly discipline: Discipline | null;
  readonly children: PlanItem[];
}

type Draft = Omit<
  PlanItem,
  'code' | 'parent' | 'children' | 'start' | 'due' | 'family' | 'sector' | 'discipline' | 'horizon'
> &
  Partial<Pick<PlanItem, 'start' | 'due' | 'family' | 'sector' | 'discipline' | 'horizon'>>;

const LIBERAL = ['C16', 'C17', 'C18', 'C19', 'C20'];
/** A key work that ends at its department, as every real plan has one: the product must find it. */
const NOT_CARRIED = new Set(['清理会议文件、工作群与填报表格']);

export const leaderAccount = (key: string): string => {
  const found = LEADERS.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no leader called ${key}`);
  return found.account;
};

/** Liberal arts work goes to liberal arts schools; laboratories, patents and hazards are not asked of them. */
const mayTake = (family: string, collegeCode: string): boolean => {
  const isLiberal = LIBERAL.includes(collegeCode);
  if (family === 'liberal') return isLiberal;
  return !(isLiberal && /^(research|transfer|safety|resource\.(instrument|green))/.test(family));
};

/** The part of a family's name that standards, milestones and indicators go by: "student" of "student.care". */
export const baseFamily = (family: string): string => family.split('.')[0] ?? family;

const disciplinesOf = (collegeCode: string): readonly Discipline[] =>
  DISCIPLINES.filter((discipline) => discipline.collegeCode === collegeCode);

export const fill = (pair: Pair, words: Record<string, Pair>): Pair => {
  const zh = pair.zh.replace(/\{(\w)\}/g, (_, key: string) => words[key]?.zh ?? '');
  const en = pair.en.replace(/\{(\w)\}/g, (_, key: string) => words[key]?.en ?? '');
  return { zh, en: en.slice(0, 1).toUpperCase() + en.slice(1) };
};

const same = (word: string): Pair => ({ zh: word, en: word });

/** Every child lies inside its parent's dates; no title comes twice. */
export class PlanGrower {
  readonly chance: Chance;
  readonly staffing: Staffing;
  readonly roots: PlanItem[] = [];
  readonly titles = new Set<string>();
  readonly load = new Map<string, number>();

  constructor(chance: Chance, staffing: Staffing) {
    this.chance = chance;
    this.staffing = staffing;
  }

  add(parent: PlanItem | null, code: string, draft: Draft): PlanItem {
    const start = draft.start ?? this.startUnder(parent, draft.level);
    const item: PlanItem = {
      horizon: 'task',
      family: parent?.family ?? 'upper',
      sector: parent?.sector ?? 'S7',
      discipline: null,
      ...draft,
      code,
      parent,
      start,
      due: draft.due ?? this.dueUnder(parent, start, draft.level),
      children: [],
    };
    this.titles.add(item.title.zh);
    this.load.set(item.responsible, (this.load.get(item.responsible) ?? 0) + 1);
    (parent?.children ?? this.roots).push(item);
    return item;
  }

  startUnder(parent: PlanItem | null, level: number): string {
    if (!parent) return '2026-01-05';
    const room = Math.max(0, Math.min(level === 6 ? 60 : 24, daysBetween(parent.start, parent.due) - 40));
    return workingDayAtOrAfter(addDays(parent.start, this.chance.between(Math.min(4, room), room)), parent.due);
  }

  dueUnder(parent: PlanItem | null, start: string, level: number): string {
    if (!parent) return '2026-12-25';
    const length = daysBetween(start, parent.due);
    // Most work of people ends before its parent's, some of it before the summer.
    const share =
      level === 6 && this.chance.happens(0.3) ? 0.35 + this.chance.next() * 0.3 : 0.8 + this.chance.next() * 0.18;
    return workingDayAtOrBefore(
      addDays(start, Math.max(14, Math.round(length * (level <= 3 ? 0.97 : share)))),
      addDays(start, 7),
    );
  }

  /** The least loaded of the candidates, so that no one carries everything. */
  lightest<T extends { readonly account: string }>(candidates: readonly T[]): T {
    const least = Math.min(...candidates.map(({ account }) => this.load.get(account) ?? 0));
    return this.chance.pick(candidates.filter(({ account }) => (this.load.get(account) ?? 0) <= least + 1));
  }

  /** A phrase of the list, filled with the words of a discipline, that no item has yet. */
  phrase(list: readonly Pair[], discipline: Discipline | null, more: Record<string, Pair> = {}): Pair {
    for (let attempt = 0; ; attempt += 1) {
      const words: Record<string, Pair> = { n: same(String(this.chance.between(2, 6))), ...more };
      if (discipline) {
        const topic = this.chance.between(0, discipline.topicsZh.length - 1);
        const course = this.chance.between(0, discipline.coursesZh.length - 1);
        words.d = { zh: discipline.zh, en: discipline.en };
        words.t = { zh: discipline.topicsZh[topic] ?? '', en: discipline.topicsEn[topic] ?? '' };
        words.k = { zh: discipline.coursesZh[course] ?? '', en: discipline.coursesEn[course] ?? '' };
        words.b = { zh: discipline.labZh, en: discipline.labEn };
      }
      const title = fill(this.chance.pick(list), words);
      if (!this.titles.has(title.zh)) return title;
      if (attempt > 400) throw new Error(`every phrase is used: ${title.zh}`);
    }
  }

  growGoal(goal: FiveYearGoal, index: number): void {
    const responsible = leaderAccount(['president', 'chair', 'executive'][index % 3] as string);
    const root = this.add(null, `G${index + 1}`, {
      level: 1,
      horizon: 'five_year',
      title: goal,
      unitCode: TOP_UNIT.code,
      responsible,
      sector: goal.sector,
      start: '2026-01-01',
      due: '2030-12-31',
    });
    for (const midTerm of goal.midTerms) this.growMidTerm(root, midTerm);
  }

  growMidTerm(parent: PlanItem, midTerm: MidTermGoal): void {
    const number = this.roots.flatMap((root) => root.children).length + 1;
    const item = this.add(parent, `M${String(number).padStart(2, '0')}`, {
      level: 1,
      horizon: 'mid_term',
      title: midTerm,
      unitCode: TOP_UNIT.code,
      responsible: parent.responsible,
      start: '2026-01-01',
      due: '2028-12-31',
    });
    for (const keyWork of midTerm.keyWorks) this.growKeyWork(item, keyWork);
  }

  growKeyWork(parent: PlanItem, keyWork: KeyWork): void {
    const number = this.roots.flatMap((root) => root.children.flatMap((child) => child.children)).length + 1;
    const responsible = leaderAccount(this.chance.pick(['president', 'chair', 'executive', 'executive']));
    const item = this.add(parent, `K${String(number).padStart(2, '0')}`, {
      level: 1,
      horizon: 'annual',
      title: keyWork,
      unitCode: TOP_UNIT.code,
      responsible,
      family: keyWork.family,
      sector: keyWork.sector,
      start: '2026-01-05',
      due: '2026-12-25',
    });
    keyWork.charges.forEach((charge, index) => {
      this.growCharge(item, charge, index + 1);
    });
  }

  growCharge(parent: PlanItem, charge: LeaderCharge, number: number): void {
    const item = this.add(parent, `${parent.code}-${number}`, {
      level: 2,
      title: charge,
      unitCode: LEADERSHIP_UNIT.code,
      responsible: leaderAccount(charge.leader),
      start: '2026-01-12',
      due: '2026-12-18',
    });
    charge.tasks.forEach((task, index) => {
      this.growDepartmentTask(item, task, `${item.code}-${index + 1}`);
    });
  }

  growDepartmentTask(parent: PlanItem | null, task: DepartmentTask, code: string, more: Partial<Draft> = {}): void {
    const heads = this.staffing.heads.get(task.dept) ?? [];
    const responsible = this.chance.happens(0.75) ? heads[0] : heads[1];
    const item = this.add(parent, code, {
      level: 3,
      title: task,
      unitCode: task.dept,
      responsible: responsible?.account ?? '',
      start: this.chance.pick(['2026-01-19', '2026-01-26', '2026-02-02', '2026-02-09']),
      due: this.chance.pick(['2026-11-27', '2026-12-04', '2026-12-11']),
      ...more,
    });
    if (NOT_CARRIED.has(task.zh)) return;
    if (task.collegeZh === '') this.growStaffTasks(item);
    else this.growCollegeTasks(item, task);
  }

  growStaffTasks(parent: PlanItem): void {
    const staff = this.chance.shuffled(this.staffing.staff.get(parent.unitCode) ?? []);
    const tasks = STAFF_TASKS.get(parent.title.zh) ?? [];
    for (const [index, member] of staff.slice(0, Math.min(3, tasks.length)).entries()) {
      const title = this.phrase(tasks, null);
      this.add(parent, `${parent.code}-${index + 1}`, {
        level: 6,
        title,
        unitCode: parent.unitCode,
        responsible: member.account,
      });
    }
  }

  growCollegeTasks(parent: PlanItem, task: DepartmentTask): void {
    const pool = COLLEGES.filter(({ code }) => mayTake(parent.family, code));
    const count = Math.min(pool.length, this.chance.between(5, 7));
    for (const [index, college] of this.chance.shuffled(pool).slice(0, count).entries()) {
      const heads = this.staffing.heads.get(college.code) ?? [];
      // "8" and "9" stand before a zero where the text says so: eighty or ninety per cent.
      const amount = same(
        String(task.collegeZh.includes('{n}0%') ? this.chance.between(8, 9) : this.chance.between(2, 12)),
      );
      const title = fill(
        { zh: task.collegeZh, en: task.collegeEn },
        { c: { zh: college.short, en: '' }, C: { zh: '', en: college.shortEn }, n: amount },
      );
      const item = this.add(parent, `${parent.code}-${index + 1}`, {
        level: 4,
        title,
        unitCode: college.code,
        responsible: this.lightest(heads).account,
        start: this.chance.pick(['2026-02-24', '2026-03-02', '2026-03-09']),
        due: this.chance.pick(['2026-10-30', '2026-11-06', '2026-11-13', '2026-11-20']),
      });
      this.growProfessorTasks(item);
    }
  }

  growProfessorTasks(parent: PlanItem): void {
    const tasks = FAMILY_TASKS.get(parent.family);
    if (!tasks) throw new Error(`no tasks of ${parent.family}`);
    const disciplines = this.chance.shuffled(disciplinesOf(parent.unitCode));
    const count = Math.min(disciplines.length, this.chance.pick([1, 1, 2, 2, 2, 3]));
    for (const [index, discipline] of disciplines.slice(0, count).entries()) {
      const code = `${parent.code}-${index + 1}`;
      // A school now and then gives a task straight to a teacher: the skipped level is shown as a gap.
      if (this.chance.happens(0.03)) {
        this.growPersonTask(parent, code, discipline);
        continue;
      }
      const item = this.add(parent, code, {
        level: 5,
        title: this.phrase(tasks.professor, discipline),
        unitCode: `${discipline.collegeCode}-${discipline.code}`,
        responsible: this.lightest(this.staffing.professors.get(discipline.code) ?? []).account,
        discipline,
      });
      const people = this.chance.pick([1, 1, 2, 2, 3]);
      for (let number = 1; number <= people; number += 1) this.growPersonTask(item, `${code}-${number}`, discipline);
    }
  }

  growPersonTask(parent: PlanItem, code: string, discipline: Discipline): void {
    const tasks = FAMILY_TASKS.get(parent.family)?.person ?? [];
    const member = this.lightest(this.staffing.members.get(discipline.code) ?? []);
    this.add(parent, code, {
      level: 6,
      title: this.phrase(tasks, discipline),
      unitCode: member.unitCode,
      responsible: member.account,
      discipline,
    });
  }

  /** Work that superiors asked for and that hangs from nothing in the plan: the product must find it. */
  growUnattached(): void {
    this.growDepartmentTask(
      null,
      {
        dept: 'D18',
        zh: '落实上级安全检查反馈问题整改',
        en: 'Mend what the superior safety inspection found',
        collegeZh: '{c}完成安全检查反馈问题整改{n}项',
        collegeEn: '{C}: mend {n} findings of the safety inspection',
      },
      'Z01',
      { family: 'safety.labs', sector: 'S8' },
    );
  }
}
