// The demonstration university's plan from the top down to its departments, written out by hand; colleges and people carry it on.
import { rowsOf } from './rows.ts';

export interface DepartmentTask {
  readonly dept: string;
  readonly zh: string;
  readonly en: string;
  /** What each college is asked for; empty where the department's own staff carry the task. */
  readonly collegeZh: string;
  readonly collegeEn: string;
}
export interface LeaderCharge {
  readonly leader: string;
  readonly zh: string;
  readonly en: string;
  readonly tasks: DepartmentTask[];
}
export interface KeyWork {
  readonly family: string;
  readonly sector: string;
  readonly zh: string;
  readonly en: string;
  readonly charges: LeaderCharge[];
}
export interface MidTermGoal {
  readonly zh: string;
  readonly en: string;
  readonly keyWorks: KeyWork[];
}
export interface FiveYearGoal {
  readonly sector: string;
  readonly zh: string;
  readonly en: string;
  readonly midTerms: MidTermGoal[];
}

const last = <T>(list: readonly T[], line: string): T => {
  const item = list.at(-1);
  if (item === undefined) throw new Error(`nothing above this line: ${line}`);
  return item;
};

/**
 * G sector | five-year goal; M mid-term goal; K family | sector | key work; L leader | charge; D department | task | what colleges do.
 * Every text stands in Chinese and then in English.
 */
const parseOutline = (outline: string): FiveYearGoal[] => {
  const goals: FiveYearGoal[] = [];
  for (const line of outline.split('\n').map((text) => text.trim())) {
    const [kind, ...rest] = line.split('|').map((field) => field.trim());
    const text = rest.join('|');
    const fields = (count: number): string[] => rowsOf(text, count)[0] ?? [];
    if (kind === 'G') {
      const [sector, zh, en] = fields(3) as [string, string, string];
      goals.push({ sector, zh, en, midTerms: [] });
    } else if (kind === 'M') {
      const [zh, en] = fields(2) as [string, string];
      last(goals, line).midTerms.push({ zh, en, keyWorks: [] });
    } else if (kind === 'K') {
      const [family, sector, zh, en] = fields(4) as [string, string, string, string];
      last(last(goals, line).midTerms, line).keyWorks.push({ family, sector, zh, en, charges: [] });
    } else if (kind === 'L') {
      const [leader, zh, en] = fields(3) as [string, string, string];
      last(last(last(goals, line).midTerms, line).keyWorks, line).charges.push({ leader, zh, en, tasks: [] });
    } else if (kind === 'D') {
      const [dept, zh, en, collegeZh, collegeEn] = fields(5) as [string, string, string, string, string];
      last(last(last(last(goals, line).midTerms, line).keyWorks, line).charges, line).tasks.push({
        dept,
        zh,
        en,
        collegeZh,
        collegeEn,
      });
    }
  }
  return goals;
};

const EDUCATION = `
G|S1|到2030年建成以能力为中心的卓越人才培养体系|By 2030, build a system of excellent education centred on ability
M|到2028年完成本科专业与课程的整体重构|By 2028, complete the redesign of undergraduate programmes and courses
K|teaching.audit|S1|完成本科教育教学审核评估整改并通过复核|Complete the rectification after the undergraduate teaching audit and pass the re-check
L|teaching|统筹审核评估整改，逐项销号|Lead the audit rectification and close every finding
D|D05|编制审核评估整改任务书并组织月度调度|Issue the rectification task book and review it every month|{c}完成审核评估整改任务{n}项并通过校内复核|{C}: complete {n} audit findings and pass the internal re-check
D|D05|重修课程目标达成度评价办法|Rewrite the method for evaluating course outcomes|{c}完成全部核心课程目标达成度评价|{C}: evaluate outcome attainment in all core courses
K|teaching.programme|S1|调整优化本科专业结构，建设微专业与交叉专业|Adjust the undergraduate programme portfolio and open minors across disciplines
L|teaching|审定本科专业增设、停招与转型清单|Settle which programmes open, close and change
D|D05|开展本科专业认证与动态调整|Carry out programme accreditation and adjustment|{c}完成{n}个专业的培养方案修订与论证|{C}: revise and defend the curricula of {n} programmes
D|D11|依据专业调整重定分省招生计划|Reset admission plans by province after the adjustment|{c}开展专业宣讲{n}场并完成大类招生方案|{C}: hold {n} programme presentations and finish the plan for broad-category admission
K|teaching.course|S1|建设一百门高质量示范课程与项目式课程群|Build one hundred demonstration courses and project-based course clusters
L|teaching|推进课程建设与教材建设一体实施|Advance courses and textbooks as one effort
D|D05|遴选并培育示范课程与项目式课程群|Select and nurture demonstration courses and project clusters|{c}建成示范课程{n}门|{C}: complete {n} demonstration courses
D|D20|为示范课程配套教学参考与数字教材资源|Provide reading and digital textbooks for the demonstration courses|{c}完成{n}门课程的数字教材配套|{C}: equip {n} courses with digital textbooks
K|teaching.top|S1|实施拔尖创新人才贯通培养改革|Reform the through-train education of top innovative students
L|teaching|打通本硕博培养方案与选拔机制|Join the curricula and selection from bachelor to doctorate
D|D05|扩大本科生科研训练与导师制覆盖|Widen undergraduate research training and tutoring|{c}为{n}名本科生配备科研导师并立项训练|{C}: give {n} undergraduates a research tutor and a training project
L|graduate|设立本研贯通课程与学分互认规则|Set rules for shared courses and credit between bachelor and graduate study
D|D06|发布本研贯通课程目录|Publish the catalogue of shared courses|{c}开放本研贯通课程{n}门|{C}: open {n} courses shared by bachelor and graduate students
M|到2028年形成分类培养的研究生教育新格局|By 2028, shape graduate education into distinct academic and professional tracks
K|graduate.industry|S1|深化专业学位研究生产教融合培养|Deepen professional-degree education with industry
L|graduate|推动学院与领军企业共建联合培养基地|Bring schools and leading firms together in joint training bases
D|D06|新建专业学位联合培养基地并配齐企业导师|Open joint training bases and appoint industry supervisors|{c}建成联合培养基地{n}个并选派学生进站|{C}: open {n} joint training bases and send students to them
D|D12|引入境外合作方参与专业学位课程|Bring partners from abroad into professional-degree courses|{c}与境外伙伴共建专业学位课程{n}门|{C}: build {n} professional-degree courses with partners abroad
K|graduate.quality|S1|提升博士生培养质量与学位论文水平|Raise the quality of doctoral training and dissertations
L|graduate|完善博士生分流、预审与抽检联动机制|Link progress review, pre-examination and spot checks of doctoral candidates
D|D06|实施学位论文全过程质量监测|Monitor dissertation quality from proposal to defence|{c}完成{n}篇学位论文预审与问题反馈|{C}: pre-examine {n} dissertations and return the findings
D|D06|完善导师岗位考核与招生资格联动|Tie supervisors' review to their right to admit|{c}完成导师年度考核并公布结果|{C}: finish the annual review of supervisors and publish it
K|graduate.industry|S1|扩大国家紧缺领域工程师培养规模|Train more engineers in fields of national shortage
L|graduate|组织工程师学院首批项目落地|Bring the first projects of the engineers' college into being
D|D06|确定紧缺领域项目制招生计划|Fix project-based admission in shortage fields|{c}落实项目制招生{n}人并完成双导师配置|{C}: admit {n} project-based students with two supervisors each
`;

const RESEARCH = `
G|S2|到2030年建成具有国际影响的科技创新体系|By 2030, build a research and innovation system of international standing
M|到2028年重大平台与重大项目实现体系化布局|By 2028, arrange major platforms and projects as one system
K|research.labs|S2|完成全国重点实验室重组后的建设任务|Deliver the building programme of the reorganised national key laboratories
L|research|落实全国重点实验室建设方案与资源保障|Secure the plans and resources of the national key laboratories
D|D07|组织全国重点实验室年度任务书签订与中期检查|Sign annual task books of the key laboratories and hold mid-year inspections|{c}完成重点实验室年度任务{n}项|{C}: complete {n} annual tasks of the key laboratory
D|D15|为重点实验室调配实验用房与大型装置|Allocate space and large facilities to the key laboratories|{c}完成实验用房腾退与装置安装{n}处|{C}: clear space and install facilities at {n} sites
K|research.projects|S2|组织国家级重大项目申报，立项数与到款稳中有升|Win national major projects; keep awards and income rising
L|research|建立重大项目预置清单与攻关团队|Keep a list of prepared major projects with their teams
D|D07|提前半年组织重大项目预研与联合评审|Prepare and jointly review major proposals half a year ahead|{c}提交重大项目建议书{n}份并通过预审|{C}: submit {n} major project proposals that pass pre-review
D|D07|开展国家自然科学基金申报质量提升|Raise the quality of natural science foundation proposals|{c}组织基金申请书同行评议{n}份|{C}: arrange peer review of {n} foundation proposals
K|research.mission|S2|推进有组织科研，突破一批关键核心技术|Organise research around missions and break through key technologies
L|research|组建跨学院攻关任务群|Form mission groups across schools
D|D07|发布有组织科研榜单并签订任务书|Publish the mission list and sign binding task books|{c}承担榜单任务{n}项并按节点交付|{C}: take {n} listed missions and deliver on their milestones
D|D01|建立跨学院攻关协调例会|Hold a standing coordination meeting for the mission groups||
K|research.basic|S2|建设基础学科研究中心，支持自由探索|Build centres for basic disciplines and support free exploration
L|research|设立基础研究长周期支持计划|Set up long-term support for basic research
D|D07|遴选基础研究特区项目|Select projects for the basic research programme|{c}推荐基础研究特区项目{n}项并落实五年支持|{C}: nominate {n} basic research projects with five-year support
K|resource.instrument|S2|建成校级大型仪器共享平台二期|Complete phase two of the shared instrument platform
L|campus|统筹大型仪器购置论证与集中布局|Coordinate justification and central siting of large instruments
D|D15|将单价五十万元以上仪器纳入共享平台|Bring instruments above half a million yuan into the shared platform|{c}将{n}台大型仪器纳入共享并公布机时|{C}: share {n} large instruments and publish their hours
D|D19|上线仪器预约与计费系统|Launch instrument booking and billing||
M|到2028年科技成果转化形成完整链条|By 2028, close the chain from research results to use
K|transfer.rights|S2|实施职务科技成果单列管理与转化改革|Reform the separate management and transfer of service inventions
L|research|推动成果赋权试点扩面|Widen the trial of granting inventors their rights
D|D09|建立可转化成果清单与专利分级|Keep a list of transferable results and grade the patents|{c}完成{n}项成果评估与专利分级|{C}: assess {n} results and grade their patents
D|D13|完善转化收益分配与核算流程|Improve the sharing and accounting of transfer income||
K|transfer.cities|S2|与重点城市共建产业技术研究院|Build industrial technology institutes with key cities
L|research|落实三个校地研究院年度任务|Deliver the year's tasks of three institutes with cities
D|D09|组织成果路演与校企对接|Arrange demonstrations of results and matching with firms|{c}组织成果路演{n}场并形成对接清单|{C}: hold {n} demonstrations and record the matches
D|D07|规范横向合作项目过程管理|Put industry-funded projects under proper management|{c}完成横向项目规范化检查{n}项|{C}: inspect the management of {n} industry projects
`;

const FACULTY = `
G|S3|到2030年若干学科进入世界前列，形成高水平师资队伍|By 2030, bring several disciplines to the world's front with faculty to match
M|到2028年一流学科建设成效评价全面提升|By 2028, raise the results of first-class discipline building across the board
K|discipline.evaluation|S3|完成新一轮学科评估数据核验与短板整改|Verify data and mend weaknesses for the new discipline evaluation
L|executive|组织学科评估逐学科诊断|Diagnose every discipline ahead of the evaluation
D|D03|开展学科核心指标季度监测|Monitor the core indicators of disciplines each quarter|{c}完成{n}个学科的短板诊断与整改表|{C}: diagnose {n} disciplines and complete their lists of remedies
D|D07|核验学科代表性科研成果|Verify representative research results by discipline|{c}核验代表性成果{n}项|{C}: verify {n} representative results
K|discipline.summit|S3|实施优势学科登峰与基础学科振兴计划|Carry out the summit plan for strong disciplines and the revival of basic ones
L|executive|落实学科建设经费绩效挂钩|Tie discipline funds to performance
D|D03|签订学科建设目标责任书|Sign responsibility letters for discipline building|{c}与责任教授签订学科目标责任书{n}份|{C}: sign {n} responsibility letters with responsible professors
D|D13|建立学科经费执行进度通报|Report the use of discipline funds every month|{c}学科经费执行率达到{n}0%以上|{C}: use at least {n}0% of discipline funds
K|discipline.cross|S3|布局交叉学科与未来产业方向|Place cross-disciplinary fields and industries of the future
L|executive|推动交叉学科研究中心实体化运行|Make cross-disciplinary centres work as real units
D|D02|论证交叉学科增设与资源配置|Study new cross-disciplinary fields and their resources|{c}牵头或参与交叉方向{n}个并提交路线图|{C}: lead or join {n} cross-disciplinary directions with a road map
D|D03|组织交叉学科学位点申报|Apply for cross-disciplinary degree programmes|{c}完成交叉学位点申报材料{n}份|{C}: complete {n} applications for cross-disciplinary degrees
M|到2028年建成结构合理的高水平师资队伍|By 2028, build a strong and balanced faculty
K|talent.recruit|S3|实施海内外高层次人才引进专项|Recruit leading scholars from home and abroad
L|talent|统筹引才计划、考察与落地服务|Coordinate recruitment, selection and settling in
D|D04|发布学科引才清单并组织全球招聘|Publish recruitment lists by discipline and recruit worldwide|{c}引进高层次人才{n}名并签订聘期任务|{C}: recruit {n} leading scholars and sign their terms
D|D12|举办国际青年学者论坛|Hold the international forum of young scholars|{c}承办青年学者分论坛{n}场|{C}: host {n} sessions of the young scholars' forum
K|talent.young|S3|完善青年教师成长支持体系|Improve support for young faculty
L|talent|落实青年教师导师制与启动支持|Provide mentors and start-up support for young faculty
D|D04|实施青年教师聘期中期评估与帮扶|Hold mid-term reviews of young faculty and help where needed|{c}完成{n}名青年教师中期评估与反馈|{C}: review {n} young faculty at mid-term and give feedback
D|D05|开展新教师教学能力认证|Certify the teaching ability of new faculty|{c}组织{n}名新教师通过教学能力认证|{C}: bring {n} new teachers through teaching certification
K|talent.promotion|S3|深化职称评审与岗位聘任分类评价改革|Reform promotion and appointment by type of work
L|talent|试行代表作与贡献清单评价|Try evaluation by representative work and contributions
D|D04|修订分类评价标准并组织试评|Revise the standards by type of work and run a trial|{c}完成分类评价标准修订与试评{n}人|{C}: revise standards and try them on {n} people
`;

const LIBERAL = `
G|S4|到2030年建成特色鲜明的理工文科|By 2030, build distinctive liberal arts within a technical university
M|到2028年形成一批文科标志性成果与智库品牌|By 2028, form landmark liberal arts results and known think tanks
K|liberal|S4|实施文科振兴行动，推动文理工交叉融合|Revive the liberal arts and join them with science and engineering
L|liberal|统筹文科板块资源与任务清单|Coordinate resources and tasks of the liberal arts sector
D|D08|组织文科重大课题培育|Prepare major liberal arts projects|{c}培育重大课题{n}项|{C}: prepare {n} major projects
D|D05|建设文科实验课程与交叉选修|Build liberal arts laboratory courses and cross electives|{c}开出交叉选修课程{n}门|{C}: offer {n} cross-disciplinary electives
K|liberal|S4|建设科技政策与科技伦理高端智库|Build think tanks on science policy and the ethics of technology
L|liberal|建立智库选题与报送机制|Set how think-tank topics are chosen and papers delivered
D|D08|组织智库专报撰写与采纳跟踪|Organise policy papers and follow their adoption|{c}报送智库专报{n}篇|{C}: deliver {n} policy papers
K|liberal|S4|提升美育与人文素养教育覆盖面|Extend education in the arts and humanities
L|liberal|统筹美育课程、展演与师资|Coordinate arts courses, performances and teachers
D|D05|将美育与人文课程纳入培养方案|Write arts and humanities courses into all curricula|{c}开设美育与人文课程{n}门|{C}: offer {n} arts and humanities courses
`;

const GLOBAL = `
G|S5|到2030年形成全方位高水平开放合作格局|By 2030, open the university to partnership on every side
M|到2028年国际合作由规模走向质量|By 2028, move international work from volume to quality
K|international.joint|S5|建设联合实验室与国际大科学合作网络|Build joint laboratories and international science networks
L|international|推动与重点伙伴高校的联合研究|Advance joint research with partner universities
D|D12|新建国际联合实验室并完善管理规则|Open international joint laboratories with clear rules|{c}新签联合研究协议{n}份|{C}: sign {n} joint research agreements
D|D07|支持师生参与国际大科学计划|Support taking part in international science programmes|{c}参与国际合作项目{n}项|{C}: join {n} international projects
K|international.study|S5|提升来华留学与学生海外学习质量|Raise the quality of study here and abroad
L|international|完善国际学生趋同管理与海外学习支持|Treat international students alike and support study abroad
D|D12|建设全英文授课课程体系|Build courses taught in English|{c}开设全英文授课课程{n}门|{C}: offer {n} courses taught in English
D|D10|完善学生海外学习安全与资助服务|Improve safety and funding of study abroad|{c}选派{n}名学生赴海外学习|{C}: send {n} students to study abroad
K|international.alumni|S5|拓展校友与社会资源，服务学校长远发展|Widen alumni and social support for the long term
L|international|统筹校友联络、捐赠与产业合作|Coordinate alumni, giving and industry partners
D|D21|完善校友数据与行业校友会|Improve alumni records and professional chapters|{c}走访校友企业{n}家并形成合作线索|{C}: visit {n} alumni firms and record leads for cooperation
`;

const STUDENTS = `
G|S6|到2030年建成支持每名学生全面成长的服务体系|By 2030, build services that help every student grow in full
M|到2028年学生发展支持覆盖入学到就业全过程|By 2028, support students from entry to employment
K|student.care|S6|健全学生心理健康四级工作网络|Complete the four-tier network for student mental health
L|student|统筹心理健康监测、咨询与转介|Coordinate mental health checks, counselling and referral
D|D10|实施心理健康普测与分级关注|Run the mental health survey and graded care|{c}完成普测反馈并建立{n}个关注小组|{C}: return the survey findings and form {n} care groups
D|D17|改善宿舍社区学习与交流空间|Improve study and meeting space in residences|{c}在宿舍社区开展导师交流{n}次|{C}: hold {n} tutor meetings in residences
K|student.career|S6|促进毕业生高质量充分就业|Bring graduates into full and good employment
L|student|落实访企拓岗与重点行业输送|Visit employers and guide graduates to key industries
D|D11|建立分学院就业进展周报|Keep weekly employment figures by school|{c}走访用人单位{n}家并新增岗位|{C}: visit {n} employers and open new positions
D|D21|组织校友企业专场招聘|Hold recruitment by alumni firms|{c}组织校友专场招聘{n}场|{C}: hold {n} alumni recruitment sessions
K|student.contest|S6|办好学生创新创业与学科竞赛|Run innovation, entrepreneurship and competitions well
L|student|完善竞赛分级目录与训练营机制|Grade the competitions and improve training camps
D|D10|组织创新创业训练与校级选拔|Organise training and university selection|{c}组织学科竞赛队伍{n}支参赛|{C}: enter {n} teams in competitions
`;

const GOVERNANCE = `
G|S7|到2030年实现治理现代化与资源高效配置|By 2030, govern by modern means and use resources well
M|到2028年形成以绩效为导向的资源配置机制|By 2028, allot resources by results
K|governance.autonomy|S7|深化校院两级管理改革，扩大学院办学自主权|Reform university-school management and widen schools' autonomy
L|executive|审定校院权责清单与放权事项|Settle the division of powers between university and schools
D|D02|编制学院综合改革任务清单|Draw up the list of reforms by school|{c}修订内部管理制度{n}项并公布|{C}: revise and publish {n} internal rules
D|D04|试行学院岗位总量与薪酬统筹|Try school-level control of posts and pay|{c}完成岗位总量核定与分配方案|{C}: settle the number of posts and the pay scheme
K|governance.evaluation|S7|完善以质量和贡献为导向的考核评价体系|Improve evaluation by quality and contribution
L|executive|统筹年度考核方案修订与结果运用|Lead the revision of the annual evaluation and the use of its results
D|D02|修订学院与部门年度考核方案|Revise the annual evaluation of schools and departments|{c}完成考核指标分解与自评{n}项|{C}: divide {n} evaluation indicators and assess itself
D|D14|对考核数据开展抽样审计|Audit a sample of the evaluation data||
K|resource.budget|S7|推进预算绩效一体化与财务内控建设|Join budget with performance and strengthen financial control
L|finance|统筹预算执行、绩效评价与内控整改|Coordinate budget use, performance review and control remedies
D|D13|按月通报预算执行并动态调剂|Report budget use monthly and reallocate|{c}预算执行达到序时进度并完成{n}个项目绩效自评|{C}: keep budget use on schedule and assess {n} projects
D|D14|开展重点领域专项审计|Audit key fields||
K|resource.assets|S7|盘活公用房与国有资产，提高使用效益|Put space and assets to better use
L|campus|推进公用房定额核算与有偿使用|Charge for space above the norm
D|D15|完成公用房普查与资产清查|Survey all space and take stock of assets|{c}完成公用房核查{n}间与资产清查|{C}: check {n} rooms and take stock of assets
K|governance.burden|S7|减少会议文件与重复填报，切实为基层减负|Cut meetings, papers and repeated forms to relieve staff
L|executive|建立填报事项准入与清单管理|Admit new forms only by a list
D|D01|清理会议文件、工作群与填报表格|Clear out meetings, papers, chat groups and forms|{c}精简填报表格{n}项|{C}: drop {n} forms
`;

const CAMPUS = `
G|S8|到2030年建成安全绿色智慧的现代化校园|By 2030, build a safe, green and smart campus
M|到2028年数字校园与数据治理全面升级|By 2028, renew the digital campus and the governance of data
K|digital.records|S8|建设校级数据平台，实现一数一源|Build the university data platform: one fact, one source
L|executive|审定数据标准与共享责任清单|Settle data standards and duties of sharing
D|D19|完成核心业务系统数据归集与质量治理|Gather core system data and mend its quality|{c}核对并修正师生数据{n}类|{C}: check and correct {n} classes of staff and student data
D|D02|建成学校发展监测驾驶舱|Build the cockpit of university development||
K|digital.ai|S8|推进人工智能赋能教学科研与管理|Use artificial intelligence in teaching, research and administration
L|executive|统筹智能算力与应用场景建设|Coordinate computing power and uses of artificial intelligence
D|D19|建成校级智能算力与模型服务平台|Build the computing and model service platform|{c}上线智能教学或科研场景{n}个|{C}: put {n} uses in teaching or research into service
D|D05|建设智能助教与学情分析课程|Build courses with teaching assistants and learning analytics|{c}在{n}门课程中应用学情分析|{C}: use learning analytics in {n} courses
K|digital.security|S8|健全网络安全与数据安全责任体系|Complete responsibility for network and data security
L|executive|落实网络安全等级保护与应急演练|Carry out security grading and exercises
D|D19|开展系统资产清查与漏洞整改|List systems and mend vulnerabilities|{c}完成{n}个系统的安全整改|{C}: mend the security of {n} systems
M|到2028年校园安全与绿色保障能力显著提升|By 2028, make the campus clearly safer and greener
K|safety.labs|S8|实施实验室安全分级分类管理|Manage laboratory safety by class and grade
L|campus|压实实验室安全三级责任|Fix responsibility for laboratory safety at three levels
D|D15|完成实验室危险源辨识与分级|Identify and grade hazards in all laboratories|{c}完成{n}间实验室危险源辨识与分级|{C}: identify and grade hazards in {n} laboratories
D|D18|组织消防与应急综合演练|Hold fire and emergency exercises|{c}组织应急演练{n}次|{C}: hold {n} emergency exercises
K|safety.campus|S8|建成新校区实验楼群并平稳启用|Complete the laboratory buildings of the new campus and open them smoothly
L|campus|统筹新校区工程进度、投资与搬迁|Coordinate progress, cost and moves to the new campus
D|D16|完成实验楼群竣工验收与配套工程|Finish and accept the laboratory buildings and their services|{c}完成{n}个实验室搬迁方案与安全评估|{C}: plan the move of {n} laboratories and assess its safety
D|D17|完成新校区后勤保障体系筹建|Prepare services on the new campus||
K|resource.green|S8|推进绿色校园建设与节能降碳|Build a green campus: save energy and cut carbon
L|campus|统筹能耗监测、节能改造与碳核算|Coordinate energy metering, retrofits and carbon accounts
D|D17|实施重点楼宇节能改造|Retrofit the main buildings|{c}完成{n}处用能设备排查与整改|{C}: inspect and mend {n} energy uses
D|D15|推动高耗能实验装置分时运行|Run energy-hungry facilities off peak|{c}将{n}台高耗能装置纳入分时运行|{C}: move {n} energy-hungry facilities off peak
`;

export const FIVE_YEAR_GOALS: readonly FiveYearGoal[] = parseOutline(
  [EDUCATION, RESEARCH, FACULTY, LIBERAL, GLOBAL, STUDENTS, GOVERNANCE, CAMPUS].join('\n'),
);
