// What responsible professors and their people do for faculty, students, partners, governance, resources and the campus.
// {d} discipline, {t} research topic, {k} course, {b} laboratory, {n} a small number
export const SUPPORT_TASKS: Record<string, readonly [professor: string, person: string]> = {
  'talent.recruit': [
    `
提出{d}引才方向与候选人名单|Name the directions and candidates for recruitment in {d}
组织{t}方向候选人学术评议|Arrange the academic review of candidates in {t}
`,
    `
联系{t}方向海外候选人{n}名|Contact {n} candidates abroad in {t}
承办{d}青年学者报告会{n}场|Host {n} talks by young scholars in {d}
整理{d}候选人同行评议意见{n}份|Sort {n} peer reviews of candidates in {d}
协助{n}名新进教师落实{b}实验条件|Help {n} new faculty settle into the {b}
`,
  ],
  'talent.young': [
    `
组织{d}青年教师聘期评估|Review young faculty of {d} at mid-term
建立{t}方向青年教师导师组|Set up mentors for young faculty in {t}
`,
    `
指导新教师备课《{k}》并听课{n}次|Guide a new teacher of “{k}” and observe {n} lessons
准备{t}方向人才项目申报材料{n}稿|Prepare {n} drafts of the talent programme application in {t}
完成聘期中期总结与{t}研究计划{n}项|Write the mid-term summary and {n} research plans on {t}
参加《{k}》教学工作坊{n}次|Attend {n} teaching workshops on “{k}”
`,
  ],
  'talent.promotion': [
    `
制定{d}分类评价代表作标准|Set representative-work standards for {d}
试行{d}贡献清单评价并反馈问题|Try evaluation by contributions in {d} and report problems
`,
    `
起草{d}岗位职责说明书{n}份|Draft {n} post descriptions of {d}
整理{d}代表作送审材料{n}份|Prepare {n} representative works of {d} for review
汇总{t}方向贡献清单{n}类|Compile {n} classes of contributions in {t}
征求{d}教师对分类评价意见{n}条|Gather {n} remarks of {d} faculty on evaluation by type
`,
  ],
  'international.joint': [
    `
与境外伙伴共同申报{t}合作项目|Apply for a joint project on {t} with a partner abroad
推进{b}国际联合建设|Develop the {b} as an international joint laboratory
`,
    `
撰写{t}国际合作项目英文申请书{n}稿|Write {n} drafts of the joint project application on {t} in English
邀请{t}领域外国专家讲学{n}次|Invite foreign experts in {t} to lecture {n} times
与伙伴高校联合指导{t}研究生{n}名|Tutor {n} graduates in {t} with the partner university
组织{d}线上国际研讨{n}次|Hold {n} online international seminars in {d}
更新{b}英文网页与{n}项开放课题指南|Renew the {b} web page and {n} calls for projects in English
`,
  ],
  'international.study': [
    `
建设《{k}》全英文课程并完成试讲|Build “{k}” in English and give trial lessons
组织{d}国际学生学业支持|Support international students of {d} in their studies
落实{d}学生海外学习项目与学分认定|Arrange study abroad and credit for students of {d}
`,
    `
完成《{k}》英文讲义{n}章|Write {n} chapters of English notes for “{k}”
辅导{d}国际学生课程学习{n}次|Coach international students of {d} {n} times
为{n}名{d}学生确定海外学习计划|Settle the plans of {n} students of {d} for study abroad
录制《{k}》英文授课视频{n}讲|Record {n} lessons of “{k}” in English
`,
  ],
  'international.alumni': [
    `
联络{d}校友并建立行业名册|Contact alumni of {d} and keep a register by profession
邀请校友参与{t}产学合作|Invite alumni to co-operate in {t}
`,
    `
核对{d}校友信息{n}0条|Check {n}0 alumni records of {d}
走访{t}领域校友企业{n}家|Visit {n} alumni firms in {t}
组织{d}校友返校讲座{n}场|Hold {n} lectures by alumni of {d}
撰写{d}校友成长故事{n}篇|Write {n} stories of {d} alumni
`,
  ],
  'student.care': [
    `
落实{d}学业导师制与谈心谈话|Carry out academic tutoring and talks in {d}
建立{d}学生学业困难帮扶小组|Form the group that helps {d} students in difficulty
`,
    `
与{d}学生开展学业谈话{n}0人次|Hold {n}0 academic talks with students of {d}
帮扶{d}学业困难学生{n}名并记录进展|Help {n} students of {d} in difficulty and record progress
开展{d}新生专业导学{n}次|Introduce {d} to first-year students {n} times
带领学生参观{b}{n}次并组织交流|Lead {n} visits to the {b} and talks with students
`,
  ],
  'student.career': [
    `
联系{d}相关用人单位并拓展实习岗位|Contact employers in {d} and open internships
分析{d}毕业生去向并改进就业指导|Study where {d} graduates go and improve guidance
`,
    `
走访{t}领域用人单位{n}家|Visit {n} employers in the field of {t}
组织{d}毕业生简历与面试辅导{n}场|Give {n} sessions on résumés and interviews to graduates of {d}
组织{d}实习岗位对接{n}个|Match {n} internships in {d}
跟踪{d}未就业毕业生{n}名并逐一推荐|Follow {n} graduates of {d} without work and recommend each
`,
  ],
  'student.contest': [
    `
指导{t}方向竞赛队伍备赛|Coach competition teams in {t}
依托{b}设立学生科创项目|Set student innovation projects in the {b}
`,
    `
指导{t}竞赛队伍训练{n}次|Train the {t} competition team {n} times
指导{t}创新创业项目书修改{n}轮|Revise the {t} venture proposal in {n} rounds
为参赛队伍开放{b}{n}个机位|Open {n} places in the {b} to competition teams
组织{t}项目路演训练{n}次|Rehearse the {t} presentation {n} times
`,
  ],
  'governance.autonomy': [
    `
修订{d}学术事务议事规则|Revise the rules of academic affairs in {d}
梳理{d}下放事项并明确办理流程|List the powers handed down to {d} and fix their procedures
`,
    `
更新{d}议事规则与{n}张流程图|Renew the rules and {n} flow charts of {d}
核对{d}教师工作量{n}项|Check {n} items of workload in {d}
征求{d}教师意见并形成反馈{n}条|Ask teachers of {d} and summarise {n} points
起草{d}岗位职责与分工表{n}份|Draft {n} tables of duties in {d}
`,
  ],
  'governance.evaluation': [
    `
分解{d}年度考核指标并组织自评|Divide the annual indicators of {d} and assess them
试行{d}代表作与贡献评价|Try evaluation by representative work and contribution in {d}
`,
    `
整理{d}考核佐证材料{n}类|File {n} classes of evaluation evidence in {d}
起草{d}岗位贡献记录办法第{n}部分|Draft part {n} of how contributions are recorded in {d}
完成{t}方向{n}项成果分级登记|Register {n} results on {t} by grade
撰写{d}年度自评第{n}部分|Write part {n} of the annual self-assessment of {d}
`,
  ],
  'resource.instrument': [
    `
落实{b}大型仪器共享与机时公开|Share the instruments of the {b} and publish their hours
制定{b}仪器培训与上机考核办法|Set training and admission for instruments of the {b}
`,
    `
公布{b}仪器机时并受理预约{n}0次|Publish the hours of the {b} and serve {n}0 bookings
培训{t}方向用户{n}0人次上机|Train {n}0 users in {t} on the instruments
维护{b}仪器{n}台并记录状态|Maintain {n} instruments of the {b} and record their state
编写{b}仪器操作手册第{n}部分|Write part {n} of the instrument manual of the {b}
`,
  ],
  'resource.budget': [
    `
编制{d}经费绩效目标并按季分析|Set performance aims of {d} funds and analyse them quarterly
推进{t}项目经费按计划执行|Keep the {t} project's spending on plan
`,
    `
核对{t}项目经费执行明细{n}项|Check {n} items of spending of the {t} project
编写{d}绩效自评报告第{n}部分|Write part {n} of the {d} performance report
办理{t}项目采购与验收{n}笔|Complete {n} purchases and acceptances of the {t} project
提出{d}预算调剂建议{n}条|Propose {n} reallocations of the {d} budget
`,
  ],
  'resource.assets': [
    `
清查{b}用房与固定资产|Take stock of the rooms and assets of the {b}
提出{d}用房集约使用方案|Propose denser use of rooms in {d}
`,
    `
盘点{b}固定资产{n}0件并更新标签|Count {n}0 assets of the {b} and renew labels
整理{b}用房使用记录并提出{n}项调整|File the use of rooms of the {b} and propose {n} changes
办理{b}闲置设备调剂{n}件|Pass on {n} idle devices of the {b}
核对{d}资产账卡{n}0张|Check {n}0 asset cards of {d}
`,
  ],
  'resource.green': [
    `
优化{b}高耗能设备运行安排|Improve the running of energy-hungry devices in the {b}
制定{d}实验节能与试剂减量措施|Set energy and reagent savings in {d}
`,
    `
测算{b}{n}台设备能耗并提出节能措施|Measure the energy of {n} devices in the {b} and propose savings
安排{b}{n}台装置错峰运行|Run {n} facilities of the {b} off peak
整改{b}跑冒滴漏问题{n}处|Mend {n} leaks in the {b}
统计{d}实验耗材减量数据{n}类|Record {n} classes of savings in supplies of {d}
`,
  ],
  'digital.records': [
    `
整理{d}科研数据目录并接入校级平台|Catalogue the research data of {d} and connect it to the platform
核对{d}师资与成果数据口径|Agree the definitions of faculty and results in {d}
`,
    `
上传{t}数据集并补全{n}项元数据|Upload the {t} data set and complete {n} metadata fields
核对{d}教师数据并更正错误{n}处|Check faculty records of {d} and correct {n} errors
编写{t}数据脱敏与共享说明{n}份|Write {n} notes on how data on {t} are anonymised and shared
清理{d}历史数据{n}0条|Clean {n}0 old records of {d}
`,
  ],
  'digital.ai': [
    `
建设《{k}》智能助教与知识图谱|Build the teaching assistant and knowledge graph of “{k}”
运用大模型支持{t}研究|Use large models to support research on {t}
`,
    `
标注《{k}》知识点{n}0个并上线测试|Mark {n}0 concepts of “{k}” and test them online
在《{k}》课堂应用学情分析{n}周|Use learning analytics in “{k}” for {n} weeks
调用校级算力完成{t}模型训练{n}次|Train the {t} model {n} times on the university's computers
组织{d}师生数字素养培训{n}场|Train people of {d} in digital skills {n} times
`,
  ],
  'digital.security': [
    `
完成{b}信息系统安全自查与整改|Check and mend the security of systems in the {b}
落实{t}科研数据分级保护|Protect research data on {t} by grade
`,
    `
修复{b}系统漏洞{n}个|Mend {n} weaknesses in systems of the {b}
清点{b}联网设备{n}0台|List {n}0 networked devices of the {b}
更换{d}系统弱口令账号{n}0个|Replace {n}0 weak passwords in systems of {d}
备份{t}研究数据并恢复演练{n}次|Back up data on {t} and rehearse recovery {n} times
`,
  ],
  'safety.labs': [
    `
完成{b}危险源辨识与分级管控清单|Identify the hazards of the {b} and list their controls
组织{d}师生实验安全准入考核|Hold the laboratory safety admission test of {d}
修订{t}实验风险评估与应急预案|Revise the risk assessment and emergency plan for experiments on {t}
`,
    `
排查{b}安全隐患并整改{n}处|Find and mend {n} hazards in the {b}
培训{n}0名学生完成{b}安全准入|Train {n}0 students for admission to the {b}
编制{t}实验操作规程{n}份|Write {n} procedures for experiments on {t}
演练{b}应急处置{n}次并记录|Practise emergencies in the {b} {n} times and record them
完成{t}实验风险评估表{n}份|Complete {n} risk assessments for experiments on {t}
`,
  ],
  'safety.campus': [
    `
落实{b}搬迁安全与设备防护方案|Carry out the safety plan for moving the {b}
规划{d}新实验区功能与工艺需求|Plan the functions and services of the new {d} laboratories
`,
    `
整理{b}设备搬迁清单{n}类|List {n} classes of equipment of the {b} for the move
核对{b}新实验室水电气接口{n}处|Check {n} service connections of the new {b}
编制{t}装置拆装与校准方案{n}份|Write {n} plans to dismantle and calibrate the rigs for {t}
更新{b}安全标识与值班表{n}处|Renew {n} safety signs and duty lists of the {b}
`,
  ],
  liberal: [
    `
培育{t}方向重大课题|Prepare a major project on {t}
组织{t}智库专报选题与撰写|Choose and write policy papers on {t}
建设{d}与工科交叉选修模块|Build the {d} electives shared with engineering
推进{b}文科实验教学|Advance laboratory teaching in the {b}
建设{t}专题数据库|Build the database on {t}
`,
    `
撰写{t}调研报告并提交专报{n}篇|Report on {t} and submit {n} policy papers
开设《{k}》跨学科选修班并授课{n}次|Offer “{k}” as an elective across schools and teach {n} sessions
完成{t}问卷调查与数据清理|Survey {t} and clean the data
完成{t}课题申请书并组织论证{n}次|Write the project proposal on {t} and defend it {n} times
整理{t}专题数据{n}类并入库|Enter {n} classes of records on {t} into the database
在{b}设计{n}个文科实验|Design {n} liberal arts experiments in the {b}
发表{t}方向核心论文{n}篇|Publish {n} core papers on {t}
举办{t}学术沙龙{n}期|Hold {n} salons on {t}
策划{d}校园展演与讲座{n}场|Plan {n} campus events of {d}
将《{k}》案例译成英文{n}个|Translate {n} cases of “{k}” into English
`,
  ],
};
