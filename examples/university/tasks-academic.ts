// What responsible professors and their people do in teaching, graduate education, research, transfer and discipline building.
// {d} discipline, {t} research topic, {k} course, {b} laboratory, {n} a small number
export const ACADEMIC_TASKS: Record<string, readonly [professor: string, person: string]> = {
  'teaching.audit': [
    `
逐项整改{d}审核评估问题并复核|Mend the audit findings of {d} one by one and re-check
开展{d}毕业设计质量专项检查|Check the quality of graduation projects in {d}
重构《{k}》课程目标与考核方式|Redesign the aims and assessment of “{k}”
`,
    `
完成《{k}》目标达成度分析报告|Write the outcome analysis of “{k}”
建立《{k}》试题库并完成{n}套试卷分析|Build the question bank of “{k}” and analyse {n} papers
听课{n}次并反馈《{k}》教学改进意见|Observe {n} lessons of “{k}” and return suggestions
复查{d}毕业设计选题{n}份|Re-check {n} graduation project topics in {d}
修订《{k}》教学大纲并补充{n}个考核点|Revise the syllabus of “{k}” and add {n} points of assessment
`,
  ],
  'teaching.programme': [
    `
修订{d}专业培养方案并论证课程地图|Revise the {d} curriculum and defend its course map
建设{d}微专业并确定首批课程|Open the {d} minor and settle its first courses
调研{t}人才需求并调整{d}专业方向|Survey the need for people in {t} and adjust the tracks of {d}
`,
    `
完成{d}培养方案对标高校{n}所分析|Compare the {d} curriculum with {n} universities
起草《{k}》在新方案中的课程大纲|Draft the syllabus of “{k}” for the new curriculum
访谈{t}领域用人单位{n}家|Interview {n} employers in {t}
绘制{d}课程与能力对应矩阵|Draw the matrix of courses and abilities in {d}
宣讲{d}专业{n}场并收集学生意见|Present {d} {n} times and gather students' views
`,
  ],
  'teaching.course': [
    `
组建《{k}》课程团队并制定集体备课制度|Form the team of “{k}” and set joint lesson preparation
将{t}研究成果转化为《{k}》教学案例|Turn research on {t} into teaching cases for “{k}”
建设《{k}》示范课程与数字资源|Build “{k}” as a demonstration course with digital resources
`,
    `
更新《{k}》第{n}章案例并完成试讲|Renew the cases of chapter {n} of “{k}” and give a trial lesson
录制《{k}》重点难点讲解{n}讲|Record {n} lessons on the hard points of “{k}”
编写《{k}》实验指导书并试做{n}个实验|Write the laboratory guide of “{k}” and try {n} experiments
撰写{t}项目式教学案例{n}个|Write {n} project-based teaching cases on {t}
编写《{k}》数字教材第{n}章|Write chapter {n} of the digital textbook of “{k}”
`,
  ],
  'teaching.top': [
    `
面向本科生开放{b}科研训练课题|Open research training topics of the {b} to undergraduates
设计{d}本研贯通培养路径|Design the path from bachelor to doctorate in {d}
组织{t}方向本科生导师组|Set up tutors of undergraduates in {t}
`,
    `
指导本科生开展{t}科研训练并中期答辩|Tutor undergraduates in research on {t} up to the mid-term defence
在{b}新增{n}个本科开放实验|Add {n} open experiments for undergraduates in the {b}
开设{t}前沿研讨课{n}次|Hold {n} seminars on the frontiers of {t}
带领本科生阅读{t}文献{n}篇并讨论|Read and discuss {n} papers on {t} with undergraduates
完成《{k}》荣誉课程讲义第{n}章|Write chapter {n} of the honours notes of “{k}”
`,
  ],
  'graduate.industry': [
    `
依托{b}建设研究生联合培养课题|Set joint training projects for graduates in the {b}
围绕{t}设立校企双导师研究课题|Set research topics on {t} with university and industry supervisors
建设{d}专业学位实践课程|Build practice courses of the professional degree in {d}
`,
    `
联系企业落实{t}联合培养课题{n}项|Arrange {n} joint training topics on {t} with firms
跟踪{t}方向{n}名研究生实践考核|Follow the practice reviews of {n} graduates in {t}
编写{t}工程实践案例{n}个|Write {n} engineering cases on {t}
邀请企业导师讲授{t}专题{n}次|Invite industry supervisors to teach {n} sessions on {t}
指导研究生在{b}完成{n}项规范化实验训练|Train graduates in {n} standard experiments in the {b}
`,
  ],
  'graduate.quality': [
    `
完善{d}博士生资格考核与分流标准|Improve qualifying examination and progress rules for doctoral students in {d}
组织{d}学位论文开题与中期集中评审|Hold joint proposal and mid-term reviews of dissertations in {d}
修订{d}研究生核心课程与学术规范要求|Revise core graduate courses and academic standards in {d}
`,
    `
组织{t}方向博士生学术报告{n}次|Hold {n} doctoral seminars on {t}
审读{d}学位论文初稿{n}篇并书面反馈|Read {n} draft dissertations in {d} and reply in writing
编写研究生课程《{t}前沿》讲义第{n}章|Write chapter {n} of the notes “Frontiers of {t}”
开展{d}论文写作与学术诚信讲座{n}场|Give {n} lectures on writing and integrity in {d}
整理{d}博士生年度进展档案{n}0份|File the annual progress of {n}0 doctoral students in {d}
`,
  ],
  'research.labs': [
    `
推进{b}年度建设任务与开放课题|Advance the year's building and open projects of the {b}
建设{d}科研数据与样品库|Build the research data and sample library of {d}
组织{t}方向开放课题评审与交流|Review and discuss the open projects on {t}
`,
    `
完成{b}{n}台设备验收与操作规程|Accept {n} devices of the {b} and write their procedures
搭建{t}测试装置并标定{n}项参数|Build the test rig for {t} and calibrate {n} parameters
管理{t}开放课题{n}项并收集中期报告|Manage {n} open projects on {t} and collect mid-term reports
整理{t}实验数据{n}批并入库|Enter {n} batches of data on {t} into the library
编制{b}年度运行报告第{n}部分|Write part {n} of the annual report of the {b}
`,
  ],
  'research.projects': [
    `
牵头编制{t}重大项目建议书|Lead the writing of the major project proposal on {t}
凝练{d}重大科学问题并形成预研清单|Distil the major questions of {d} into a list of early studies
组织{t}方向基金申请书互评|Organise mutual review of foundation proposals on {t}
`,
    `
撰写{t}基金申请书并修改{n}稿|Write the foundation proposal on {t} in {n} drafts
完成{t}预研实验{n}项|Complete {n} early experiments on {t}
整理{t}方向国内外进展与{n}项对标|Review progress in {t} with {n} benchmarks
评议{d}申请书{n}份并当面反馈|Review {n} proposals in {d} and return remarks in person
联系{t}合作单位{n}家并确认分工|Agree the shares of {n} partners in {t}
`,
  ],
  'research.mission': [
    `
组织{t}关键技术攻关与阶段测试|Organise the key technology work and stage tests on {t}
组建{t}跨学院联合团队|Form a team across schools on {t}
完成{t}样机设计与集成验证|Design the prototype for {t} and verify its integration
`,
    `
完成{t}实验方案设计与{n}轮验证|Design the experiment on {t} and verify it in {n} rounds
编制{t}阶段技术报告与{n}组数据集|Write the stage report and {n} data sets on {t}
与合作单位联调{t}样机{n}次|Test the prototype for {t} with the partner {n} times
完成{t}仿真模型与{n}组实验数据对比|Compare the simulation of {t} with {n} sets of measured data
申请{t}发明专利{n}件|File {n} invention patents on {t}
`,
  ],
  'research.basic': [
    `
开展{t}长周期基础研究并设年度问题|Set the year's questions of long-term research on {t}
组织{t}国内外同行研讨|Hold a workshop on {t} with peers at home and abroad
`,
    `
发表{t}方向高水平论文{n}篇|Publish {n} strong papers on {t}
组织{t}专题研讨{n}次并形成纪要|Hold {n} workshops on {t} and keep minutes
推导{t}理论模型并完成{n}个算例|Derive the model of {t} and work {n} examples
完成{t}关键实验{n}组并复现|Complete {n} key experiments on {t} and repeat them
`,
  ],
  'transfer.rights': [
    `
筛选{t}可转化成果并完成价值评估|Select transferable results on {t} and assess their value
编制{t}专利布局与许可方案|Plan the patents and licences for {t}
`,
    `
完成{t}专利检索与稳定性分析{n}件|Search and analyse {n} patents on {t}
整理{t}技术交底书{n}份|Prepare {n} invention disclosures on {t}
与企业洽谈{t}许可并形成{n}项条款|Negotiate a licence on {t} with {n} terms
撰写{t}概念验证报告第{n}部分|Write part {n} of the proof-of-concept report on {t}
`,
  ],
  'transfer.cities': [
    `
推动{t}技术在合作企业开展中试|Bring {t} to pilot scale with a partner firm
组建{t}成果转化服务小组|Form the technology transfer team for {t}
`,
    `
制作{t}成果路演材料并登台{n}次|Prepare the demonstration of {t} and present it {n} times
跟踪{t}中试进展并提交技术改进{n}项|Follow the pilot of {t} and submit {n} improvements
核对{t}横向合同执行与{n}笔到款|Check the contract and {n} payments of industry work on {t}
走访{t}领域企业{n}家并记录需求|Visit {n} firms in {t} and record their needs
`,
  ],
  'discipline.evaluation': [
    `
完成{d}学科核心指标对标分析|Benchmark the core indicators of {d}
制定{d}短板整改路线与分工表|Set the remedies of {d} and who does them
核验{t}方向代表性成果|Verify the representative results on {t}
`,
    `
采集并核对{d}师资与成果数据{n}类|Collect and check {n} classes of faculty and results of {d}
撰写{d}学科简况表第{n}部分|Write part {n} of the {d} discipline profile
整理{t}方向{n}项代表性成果证明材料|Gather proof of {n} representative results on {t}
完成{d}对标高校{n}所调研报告|Report on {n} peer universities in {d}
跟踪{d}毕业生职业发展样本{n}0份|Follow {n}0 graduates of {d} in their careers
`,
  ],
  'discipline.summit': [
    `
组织{d}国际同行评议|Arrange an international peer review of {d}
凝练{d}代表性成果与典型案例|Distil representative results and cases of {d}
制定{t}方向三年登峰路线图|Set the three-year summit road map of {t}
`,
    `
联系{d}国际评议专家{n}名|Invite {n} international reviewers for {d}
撰写{t}方向建设案例{n}个|Write {n} cases of building {t}
编制{t}方向经费执行与{n}项绩效表|Prepare the funds and {n} results tables of {t}
更新{d}中英文学科主页{n}个栏目|Renew {n} sections of the {d} web pages in Chinese and English
筹备{t}高水平学术会议{n}个分会|Prepare {n} sessions of the conference on {t}
`,
  ],
  'discipline.cross': [
    `
布局{t}交叉方向并遴选带头人|Open the cross-disciplinary direction of {t} and choose its leader
论证{d}与相邻学科共建学位点|Study a degree programme of {d} with its neighbours
`,
    `
调研{t}交叉方向{n}所高校布局|Survey {t} at {n} universities
起草{t}交叉学位点申报材料第{n}部分|Draft part {n} of the cross-disciplinary application on {t}
组织{t}跨学科沙龙{n}次|Hold {n} cross-disciplinary salons on {t}
设计{t}交叉课程{n}门|Design {n} cross-disciplinary courses on {t}
`,
  ],
};
