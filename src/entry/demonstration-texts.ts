// The papers that the demonstration's people put forward as evidence.

const record = (title: string, english: string, lines: readonly string[]): string =>
  [`${title}`, english, '', ...lines, '', '记录人：（签名）    核对人：（签名）'].join('\n');

export const EVIDENCE_TEXTS: readonly string[] = [
  record('会议纪要', 'Minutes', [
    '议题：阶段任务推进情况',
    '议定：一、按节点完成初稿；二、下周集中审阅；三、由责任教授把关。',
  ]),
  record('检查记录', 'Inspection record', ['检查项目：十二项', '合格：十一项；整改：一项，已登记并限期完成。']),
  record('验收单', 'Acceptance note', ['验收内容与任务书一致，材料齐全，同意验收。']),
  record('课程大纲修订说明', 'Notes on the revised syllabus', ['修订教学目标三处、考核方式两处，课程组集体讨论通过。']),
  record('实验安全培训签到表', 'Attendance of the safety training', ['应到四十二人，实到四十一人，请假一人，已补训。']),
  record('阶段小结', 'Interim summary', ['按计划完成本阶段工作，主要数据见附表，存在问题与对策已列明。']),
  record('设备安装调试报告', 'Report of installation', [
    '主机、附件、说明书齐全，连续运行七十二小时，指标达到合同要求。',
  ]),
  record('成果清单', 'List of results', ['论文两篇（已录用），专利申请一件，教学案例三个。']),
];
