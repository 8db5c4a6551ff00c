// What responsible professors and their people do for each family of key work: phrases with places for a discipline's own words.
import { type Pair, pairsOf } from './rows.ts';
import { ACADEMIC_TASKS } from './tasks-academic.ts';
import { SUPPORT_TASKS } from './tasks-support.ts';

export interface FamilyTasks {
  /** Tasks of a responsible professor (level 5). */
  readonly professor: readonly Pair[];
  /** Tasks of one person (level 6). */
  readonly person: readonly Pair[];
}

export const FAMILY_TASKS: ReadonlyMap<string, FamilyTasks> = new Map(
  Object.entries({ ...ACADEMIC_TASKS, ...SUPPORT_TASKS }).map(([family, [professor, person]]) => [
    family,
    { professor: pairsOf(professor), person: pairsOf(person) },
  ]),
);

/** Tasks that a department's own staff carry where its task does not go through colleges, by the title of that task. */
export const STAFF_TASKS: ReadonlyMap<string, readonly Pair[]> = new Map(
  Object.entries({
    建立跨学院攻关协调例会: `
起草跨学院攻关例会议题并跟踪{n}项决定|Draft the agenda of the coordination meeting and follow {n} decisions
协调解决攻关团队跨单位问题{n}件|Settle {n} questions between units for the mission groups
汇编攻关任务群月度简报{n}期|Issue {n} monthly briefings of the mission groups
`,
    上线仪器预约与计费系统: `
完成仪器预约系统{n}个学院接入测试|Test the booking system with {n} schools
编制仪器计费标准与{n}类结算流程|Write instrument prices and {n} kinds of settlement
组织仪器管理员培训{n}场|Train instrument managers {n} times
`,
    完善转化收益分配与核算流程: `
编写转化收益分配操作指南第{n}版|Write edition {n} of the guide to sharing transfer income
完成{n}笔转化收益核算与拨付|Account for and pay {n} transfer incomes
梳理转化经费税务处理要点{n}条|Set out {n} points of taxing transfer income
`,
    对考核数据开展抽样审计: `
抽取{n}个单位考核数据并现场核对|Draw the evaluation data of {n} units and check on site
撰写考核数据审计意见{n}份|Write {n} audit opinions on evaluation data
建立考核数据口径对照表{n}张|Draw up {n} tables of definitions of evaluation data
`,
    开展重点领域专项审计: `
完成{n}个重点项目专项审计底稿|Complete the audit papers of {n} key projects
跟踪审计整改{n}项并销号|Follow {n} audit remedies to their end
汇编审计发现共性问题{n}类|Compile {n} kinds of common findings
`,
    建成学校发展监测驾驶舱: `
接入{n}类业务数据并校验口径|Connect {n} classes of records and check definitions
设计驾驶舱{n}个指标解释与下钻页面|Design {n} explanations and detail pages of the cockpit
收集校领导与学院使用意见{n}条|Collect {n} remarks from leaders and schools
`,
    完成新校区后勤保障体系筹建: `
完成新校区{n}套餐饮与班车方案比选|Compare {n} catering and bus plans for the new campus
编制新校区物业服务标准{n}项|Write {n} property service standards for the new campus
组织新校区试运行演练{n}次|Rehearse the opening of the new campus {n} times
`,
  }).map(([title, table]) => [title, pairsOf(table)]),
);
