// The built-in template: phased breakthroughs of a key work in six weighted stages, with the outcomes that are recorded. Pure.
import type { TemplateBody, TemplateIndicator, TemplateNode } from './template.rules.ts';

const stage = (title: string, titleEn: string, share: number, weight: number): TemplateNode => ({
  title,
  titleEn,
  at: { share },
  weight,
});
const outcome = (name: string, nameEn: string, unit: string): TemplateIndicator => ({
  name,
  nameEn,
  unit,
  base: 0,
  target: null,
  bandLow: null,
  bandHigh: null,
  polarity: 'up',
  rule: 'sum',
});

/** Phased breakthroughs: six stages of a key work, and the outcomes that are recorded beside them. */
export const SIX_STAGES: TemplateBody = {
  requirement: '',
  requirementEn: null,
  standard: '',
  standardEn: null,
  ownNodesWeight: null,
  nodes: [
    stage('定指标：可衡量的指标已确定', 'Indicators set: what is measured is decided', 0.1, 10),
    stage('善谋划：实施方案已审定', 'Planned well: the way of working is approved', 0.2, 15),
    stage('分阶段：阶段任务已完成', 'In phases: the work of the phases is done', 0.55, 25),
    stage('出成果：标志性成果已取得', 'Results: the results that mark it are there', 0.8, 25),
    stage('育人才：队伍和学生得到成长', 'People grown: staff and students have grown by it', 0.9, 15),
    stage('建机制：做法已成为制度', 'Mechanisms built: what worked has become a rule', 1, 10),
  ],
  indicators: [outcome('培养骨干和学生', 'People grown', '人'), outcome('建成制度机制', 'Mechanisms built', '项')],
  parts: [],
};
/** The built-in one is code: everybody has it and nobody can change or drop it. */
export const SIX_STAGES_ID = '5145a9e5-0006-4006-8006-000000000006';
export const SIX_STAGES_NAME = { name: '六段推进', nameEn: 'Six stages' } as const;
