// Requirements, standards, milestones and indicators of the demonstration plan, in both languages.
import { type Pair, pairsOf, rowsOf } from './rows.ts';

/** What is asked, by level; {m} is the month in which the work is due. */
export const REQUIREMENTS: Readonly<Record<number, readonly Pair[]>> = {
  1: pairsOf(`
列入学校年度重点工作，主要负责人亲自部署，每月听取一次进展，{m}月底前见到成效。|A key work of the year: the head of the university directs it, hears of it each month, and results show by the end of {m}.
由学校统一部署，相关分管领导协同推进，重大问题提交校长办公会研究。|Directed by the university; the leaders concerned act together, and major questions go to the president's meeting.
坚持目标导向和问题导向，先易后难、分阶段突破，形成可以检查的阶段成果。|Work from aims and problems, the easier first, stage by stage, each stage with a result that can be checked.
`),
  2: pairsOf(`
建立专项工作台账，每两周调度一次，协调解决跨部门问题。|Keep a ledger, review it every fortnight, and settle questions between departments.
明确牵头部门与配合部门分工，{m}月前完成全部阶段任务并提交总结。|Divide the work between lead and co-operating departments; finish every stage and report by {m}.
把任务落实到部门和学院，困难问题及时上报，不把问题留到年底。|Bring the work to departments and schools; report difficulties in time and leave none for the year's end.
`),
  3: pairsOf(`
制定实施方案和时间表，逐月通报各学院进展，{m}月底前完成。|Make the plan and timetable, report the schools' progress monthly, and finish by the end of {m}.
牵头制定标准与模板，减少重复填报，对进度滞后的学院上门会商。|Set the standards and templates, avoid repeated forms, and visit schools that fall behind.
会同相关部门联合推进，重要节点形成书面材料备查。|Advance it with the departments concerned and keep written proof of each key node.
`),
  4: pairsOf(`
由院长负总责，分管副院长具体落实，学院办公会每季度研究一次。|The dean answers for it, a vice dean carries it out, and the school's meeting takes it up each quarter.
结合本学院学科特点细化任务，落实到责任教授和具体承担人。|Fit the task to the school's disciplines and bring it to responsible professors and named people.
提前谋划、责任到人，{m}月底前完成并提交总结材料。|Plan early, name the people, and finish with a summary by the end of {m}.
`),
  5: pairsOf(`
由责任教授牵头把关，明确技术路线和分工，每月检查一次进展。|The responsible professor leads and gates it, sets the approach and the shares of work, and checks monthly.
注重质量，不以数量代替水平，形成可供同行检验的成果。|Quality first: numbers do not stand for standing, and peers can examine the result.
组织团队按节点推进，遇到条件不足及时提出需求。|Lead the team from node to node and say in time what is lacking.
`),
  6: pairsOf(`
按计划独立完成，每月反馈一次进展，材料随做随存。|Complete it by plan, report monthly, and file papers as the work is done.
与团队成员协同完成，{m}月前提交成果和佐证材料。|Complete it with the team and hand in the result and its proof by {m}.
遇到困难提前提出，节点前五个工作日完成自查。|Raise difficulties early and check the work five working days before each node.
`),
};

/** When it counts as done, by family. */
export const STANDARDS: ReadonlyMap<string, readonly Pair[]> = new Map(
  Object.entries({
    teaching: `
成果通过教务处组织的校内复核，相关课程已在教学中使用。|Passes the internal check and is in use in teaching.
形成正式文件或教学材料并归档，学生评价不低于上一年度。|Filed as a formal paper or teaching material; students rate it no lower than last year.
`,
    graduate: `
材料经学位评定分委员会审议通过，过程记录完整。|Passed by the degree subcommittee with complete records.
研究生与导师双方确认，抽检无不合格。|Confirmed by students and supervisors; no spot check fails.
`,
    research: `
通过同行专家评审，数据和样品可以复核。|Passes peer review; data and samples can be checked.
达到任务书规定的技术指标，形成报告并归档。|Meets the technical figures of the task book, with the report filed.
`,
    transfer: `
形成经双方签字的合同或评估报告。|A contract or assessment signed by both sides exists.
完成价值评估并进入学校成果清单。|Valued and entered in the university's list of results.
`,
    discipline: `
数据与原始凭证一致，经责任教授审核签字。|Figures agree with their sources and are signed by the responsible professor.
形成对标结论和改进措施，专家评议意见全部回应。|Benchmarks and remedies are set, and every reviewer's remark is answered.
`,
    talent: `
完成考察、评议和公示程序，聘期任务明确。|Selection, review and publicity are complete and the terms of appointment clear.
本人与学院双方签字确认，支持条件落实到位。|Signed by the person and the school, with support in place.
`,
    liberal: `
成果被采纳、立项或正式发表。|Adopted, funded, or formally published.
课程或活动实际开展，参与学生反馈良好。|The course or event took place and students judged it well.
`,
    international: `
协议或课程正式生效，双方联系人明确。|The agreement or course is in force with contacts on both sides.
形成英文材料并经外方确认。|Materials exist in English and are confirmed by the partner.
`,
    student: `
覆盖相关全体学生，记录完整且保护个人隐私。|Reaches all students concerned; records are complete and privacy is kept.
形成活动记录与成效分析，困难学生逐一跟进。|Activity and effect are recorded, and each student in difficulty is followed.
`,
    governance: `
制度正式印发或公布，实际执行并有记录。|The rule is issued, in force, and recorded in use.
重复事项已经取消或合并，教师填报负担下降。|Repeated items are dropped or merged and the burden on teachers falls.
`,
    resource: `
账实相符，执行进度达到序时要求。|Books agree with things, and use is on schedule.
形成台账与公开信息，共享记录可查。|A ledger and public figures exist, and sharing can be traced.
`,
    digital: `
系统正式运行，数据经责任单位核对一致。|The system runs, and the owner has confirmed the data.
通过安全检测，无高危漏洞。|Passes the security test without high-risk weaknesses.
`,
    safety: `
隐患全部闭环，检查记录完整可查。|Every hazard is closed and the records are complete.
相关人员全部通过准入考核，预案完成演练。|All concerned pass the admission test and the plan has been practised.
`,
  }).map(([family, table]) => [family, pairsOf(table)]),
);

/** Milestones in the order of work; a plan takes some of them, in this order. */
export const MILESTONES: ReadonlyMap<string, readonly Pair[]> = new Map(
  Object.entries({
    upper: `
确定年度指标与责任分工|Fix the year's figures and responsibilities
印发施工图与任务表|Issue the construction drawing and task list
完成上半年集中检查|Complete the mid-year inspection
召开专项推进会|Hold the special promotion meeting
形成阶段成果并公布|Publish the results of the stage
固化长效机制|Fix what works as a lasting rule
`,
    teaching: `
完成现状分析与问题清单|Analyse the present state and list problems
形成修订初稿|First revised draft
通过专家论证|Pass the expert defence
完成一轮教学试用|Use it in one round of teaching
收集学生反馈并改进|Gather students' views and improve
`,
    graduate: `
确定标准与名单|Fix standards and names
完成集中评审|Complete the joint review
反馈意见并修改|Return remarks and revise
完成抽检与总结|Spot check and summarise
`,
    research: `
完成方案评审|Pass the design review
完成首轮实验与数据采集|First experiments and data
通过阶段测试|Pass the stage test
提交技术报告|Submit the technical report
通过验收或结题|Pass acceptance
`,
    transfer: `
完成成果筛选与检索|Select and search results
完成价值评估|Complete the valuation
与意向企业签署备忘录|Sign a memorandum with a firm
签订合同并到款|Sign the contract and receive payment
`,
    discipline: `
完成数据采集|Collect the data
完成对标分析|Complete the benchmarks
通过责任教授审核|Pass the responsible professor's review
完成专家评议与整改|Complete peer review and remedies
`,
    talent: `
公布岗位与条件|Publish posts and conditions
完成考察与同行评议|Complete selection and peer review
完成公示与签约|Publicity and signing
支持条件落实到位|Put support in place
`,
    liberal: `
确定选题与提纲|Fix topic and outline
完成调研与资料整理|Complete survey and sources
提交初稿或完成首轮授课|Hand in the draft or teach the first round
采纳、发表或结课|Adoption, publication or end of course
`,
    international: `
与外方确认合作内容|Agree the content with the partner
完成英文材料|Complete the materials in English
签署协议或完成试讲|Sign the agreement or give the trial lesson
完成年度评估|Complete the year's review
`,
    student: `
制定工作方案与名单|Make the plan and the list
完成首轮活动|Complete the first round
开展中期回访|Follow up at mid-term
形成成效分析|Analyse the effect
`,
    governance: `
完成调研与清单|Survey and list
形成征求意见稿|Draft for comment
通过审议并印发|Pass and issue
检查执行情况|Check it in use
`,
    resource: `
完成清查与底数核对|Take stock and check
提出调整方案|Propose the changes
完成整改或改造|Complete mending or retrofit
公开结果并归档|Publish and file
`,
    digital: `
完成需求确认与数据清单|Confirm needs and list data
完成开发或配置|Develop or configure
通过测试与安全检测|Pass tests and security check
正式运行并培训用户|Go live and train users
`,
    safety: `
完成排查与分级|Inspect and grade
制定管控与整改措施|Set controls and remedies
完成整改复查|Re-check the remedies
完成培训或演练|Train or exercise
`,
  }).map(([family, table]) => [family, pairsOf(table)]),
);

export interface IndicatorWords {
  readonly name: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly rule: 'sum' | 'mean';
  readonly polarity: 'up' | 'down';
  readonly base: number;
  readonly target: number;
}

/** Indicators of key works by their family, with the university's base of 2025 and target of 2026. */
export const INDICATORS: ReadonlyMap<string, readonly IndicatorWords[]> = (() => {
  const words = new Map<string, IndicatorWords[]>();
  const table = `
teaching.course|示范课程数|Demonstration courses|门|sum|up|64|100
teaching.audit|核心课程目标达成度|Outcome attainment of core courses|%|mean|up|82|88
graduate.industry|联合培养基地数|Joint training bases|个|sum|up|40|60
graduate.quality|学位论文抽检优良率|Good results in dissertation checks|%|mean|up|86|92
research.projects|国家级重大项目立项数|National major projects won|项|sum|up|36|48
research.projects|科研到款|Research income|万元|sum|up|310000|360000
transfer.cities|成果转化合同额|Value of transfer contracts|万元|sum|up|42000|60000
discipline.evaluation|学科短板整改完成率|Remedies of disciplines completed|%|mean|up|60|95
talent.recruit|引进高层次人才数|Leading scholars recruited|人|sum|up|30|40
liberal|智库专报采纳数|Policy papers adopted|篇|sum|up|18|30
international.study|全英文授课课程数|Courses taught in English|门|sum|up|90|120
student.career|毕业去向落实率|Graduates placed|%|mean|up|93|96
governance.burden|教师年度填报事项数|Forms asked of a teacher in a year|项|mean|down|46|30
resource.instrument|大型仪器年均共享机时|Shared hours of large instruments|小时|mean|up|900|1200
digital.records|核心数据准确率|Accuracy of core data|%|mean|up|91|98
safety.labs|实验室隐患按期整改率|Laboratory hazards mended in time|%|mean|up|88|100
`;
  for (const row of rowsOf(table, 8)) {
    const [family, name, nameEn, unit, rule, polarity, base, target] = row as [
      string,
      string,
      string,
      string,
      'sum' | 'mean',
      'up' | 'down',
      string,
      string,
    ];
    const list = words.get(family) ?? [];
    list.push({ name, nameEn, unit, rule, polarity, base: Number(base), target: Number(target) });
    words.set(family, list);
  }
  return words;
})();

/** When upper items count as done: the plan and its steps (1), the year (2). */
export const UPPER_STANDARDS: readonly Pair[] = pairsOf(`
各承担单位任务全部完成并经学校验收，进展公开可查。|Every unit has finished and the university has accepted the work; progress is open to see.
主要指标达到年度目标值，未达到的逐项说明原因和措施。|The main figures reach the target of the year; each that does not has its cause and remedy stated.
形成可推广的制度成果，经分管校领导审定。|A rule worth spreading results, approved by the leader in charge.
`);
export const PLAN_STANDARDS: readonly Pair[] = pairsOf(`
规划终期评估达到预期目标，主要指标可核查。|The final review of the plan finds the aim reached and the main figures proven.
中期评估达到阶段目标，未完成事项有明确安排。|The mid-term review finds the stage reached and what remains arranged.
`);

export const RESOURCES: readonly string[] = [
  '需专项经费支持',
  '需协调实验用房',
  '需增加专职人员',
  '需信息系统支持',
  '需跨学院协作',
];
export const TAGS: readonly string[] = [
  '年度重点',
  '先手布局',
  '改革试点',
  '基础保障',
  '跨学院',
  '国家任务',
  '民生实事',
];
