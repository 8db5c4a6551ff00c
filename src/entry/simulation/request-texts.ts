// What is asked for in the story's last days, in both languages, with what becomes of it.
import { addDays } from '../../capabilities/institution/calendar.rules.ts';
import type { Candidate, Pool } from './request-candidates.ts';

type Words = readonly [chinese: string, english: string];

export type Ask = {
  kind: 'extension' | 'change' | 'suspension' | 'resumption' | 'transfer' | 'cancellation' | 'reopening';
  pool: Pool;
  reason: Words;
  body: (item: Candidate) => Record<string, unknown>;
  /** How many steps of its route are decided; the rest wait. */
  decided: number;
  returned?: Words;
  /** The first gatekeeper gives his step up. */
  recusal?: Words;
  /** The first gatekeeper passes it with a dated note. */
  note?: { title: Words; date: string; met?: true };
};

const ALL = 9;
const REASONS: Record<string, Words> = {
  delivery: [
    '进口设备清关延后，供货方书面通知已附。',
    'Customs hold the imported equipment back; the supplier has said so in writing.',
  ],
  site: ['场地移交推迟一个月，后续节点须顺延。', 'The site is handed over a month late; what follows must move.'],
  staff: [
    '两名骨干外派，人手补齐后可如期完成新期限。',
    'Two key people were sent abroad; with the replacement the new date holds.',
  ],
  standard: ['评估办法更新，完成标准随之调整。', 'The assessment was revised, and the standard of completion with it.'],
  budget: ['经费批复与申报数不同，所需资源据实调整。', 'The budget granted differs from what was applied for.'],
  handover: ['本人转岗，工作已与接手人对接。', 'I change posts; the work has been handed over in detail.'],
  ready: ['场地已交付，设备进场，可以恢复。', 'The site has been handed over and the equipment is in: work can go on.'],
  audit: [
    '审计发现台账缺页，须补做后重新办结。',
    'The audit found pages missing; they must be made good before it closes again.',
  ],
  merged: [
    '与学校统一项目重复，建议并入后撤销。',
    'The university runs the same project; merge it and cancel this one.',
  ],
  pause: [
    '暑期校区供电改造，全部现场工作停工。',
    'The campus power supply is rebuilt over the summer; all work on site stops.',
  ],
};
const why = (key: string): Words => REASONS[key] ?? ['', ''];

/** Some weeks later, inside the item above; the last open node goes with it. */
const later =
  (days: number, noFault = false) =>
  ({ due, parentDue, nodeId }: Candidate) => {
    const wanted = addDays(due, days);
    const inside = parentDue !== null && parentDue < wanted ? parentDue : wanted;
    return { due: inside, noFault, ...(nodeId && { nodes: [{ nodeId, date: inside }] }) };
  };
const toColleague = ({ colleagueId }: Candidate) => ({ responsiblePersonId: colleagueId ?? undefined });
const addTo = (field: 'standard' | 'resources', words: string) => (item: Candidate) => ({
  changes: { [field]: `${item[field] ?? ''}${words}` },
});

export const REQUESTS: readonly Ask[] = [
  { kind: 'extension', pool: 'working', reason: why('delivery'), body: later(45, true), decided: ALL },
  { kind: 'extension', pool: 'working', reason: why('site'), body: later(30, true), decided: ALL },
  { kind: 'extension', pool: 'working', reason: why('staff'), body: later(28), decided: ALL },
  {
    kind: 'extension',
    pool: 'working',
    reason: why('site'),
    body: later(35),
    decided: ALL,
    note: { title: ['补交供货方的书面说明', 'File the supplier’s letter'], date: '2026-07-30' },
  },
  {
    kind: 'extension',
    pool: 'working',
    reason: why('staff'),
    body: later(21),
    decided: ALL,
    note: { title: ['明确替补人员名单', 'Name the people who stand in'], date: '2026-07-31', met: true },
  },
  { kind: 'extension', pool: 'working', reason: why('delivery'), body: later(40, true), decided: 0 },
  { kind: 'extension', pool: 'working', reason: why('staff'), body: later(14), decided: 1 },
  {
    kind: 'extension',
    pool: 'working',
    reason: why('site'),
    body: later(60),
    decided: 1,
    returned: ['请先与协作单位商定分阶段移交，再议延期。', 'Agree a handover in stages with the partner first.'],
  },
  {
    kind: 'extension',
    pool: 'working',
    reason: why('delivery'),
    body: later(25),
    decided: 0,
    recusal: ['本人参与了该设备的论证，应当回避。', 'I took part in choosing this equipment and step back.'],
  },
  {
    kind: 'change',
    pool: 'working',
    reason: why('standard'),
    body: addTo('standard', '（按新评估办法执行）'),
    decided: ALL,
  },
  {
    kind: 'change',
    pool: 'working',
    reason: why('budget'),
    body: addTo('resources', '专项经费按批复数执行'),
    decided: ALL,
  },
  {
    kind: 'change',
    pool: 'working',
    reason: why('standard'),
    body: addTo('standard', '（增加第三方测试）'),
    decided: ALL,
    recusal: ['申请人与本人同一课题组，应当回避。', 'The applicant and I share a project; I step back.'],
  },
  { kind: 'change', pool: 'working', reason: why('budget'), body: addTo('resources', '增列测试费'), decided: 0 },
  { kind: 'transfer', pool: 'working', reason: why('handover'), body: toColleague, decided: ALL },
  { kind: 'transfer', pool: 'working', reason: why('handover'), body: toColleague, decided: 0 },
  { kind: 'resumption', pool: 'asleep', reason: why('ready'), body: () => ({ noFault: true }), decided: ALL },
  { kind: 'resumption', pool: 'asleep', reason: why('ready'), body: () => ({}), decided: 0 },
  { kind: 'suspension', pool: 'working', reason: why('pause'), body: () => ({}), decided: ALL },
  { kind: 'suspension', pool: 'parent', reason: why('pause'), body: () => ({ subtree: true }), decided: 0 },
  { kind: 'cancellation', pool: 'working', reason: why('merged'), body: () => ({}), decided: 0 },
  {
    kind: 'cancellation',
    pool: 'working',
    reason: why('merged'),
    body: () => ({}),
    decided: 1,
    returned: ['两项目的对象不同，请继续。', 'The two projects serve different people; go on.'],
  },
  { kind: 'reopening', pool: 'closed', reason: why('audit'), body: () => ({}), decided: ALL },
  { kind: 'reopening', pool: 'closed', reason: why('audit'), body: () => ({}), decided: 0 },
];
