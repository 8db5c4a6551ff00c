// What does not add up in the demonstration plan, on purpose: where it was put, and every finding that the product must make of it.
import type { Entry } from './records.ts';

type Retarget = {
  indicator: string;
  after: 'college' | 'person';
  target: number | null;
  commit?: number;
  challenge?: number;
};

/** Targets changed after everything had been split so that it adds up. */
const RETARGETED: readonly Retarget[] = [
  // the university asks for more in spring, and nobody below is asked
  { indicator: 'K09-I2', after: 'college', target: 380_000, commit: 360_000, challenge: 390_000 },
  // one college is asked for more than its part
  { indicator: 'K05-1-1-5-I1', after: 'college', target: 5 },
  // less than its part, with a reason given
  { indicator: 'K28-1-2-5-I1', after: 'college', target: 96 },
  { indicator: 'K14-1-2-6-I1', after: 'college', target: 2259 },
  // a falling figure: the leader is allowed more forms than the university promised
  { indicator: 'K34-1-I1', after: 'college', target: 32 },
  { indicator: 'K15-1-2-5-I1', after: 'college', target: null },
  // deep down: a teacher takes on less than his college was asked
  { indicator: 'K03-1-1-1-2-I1', after: 'person', target: 3 },
];

export const GAP_REASONS: ReadonlyMap<string, string> = new Map([
  ['K28-1-2', '行业学院毕业生以升学为主，去向落实率按九成六下达，其余由就业指导中心统筹补足。'],
  ['K14-1-2', '该学院技术合同改由校地研究院签订，差额计入研究院任务。'],
]);

/** Measured on one level and handed to nobody below. */
export const EXTRA_INDICATORS: readonly Entry[] = [
  {
    itemCode: 'K18-1-2',
    code: 'K18-1-2-I2',
    name: '青年人才留任率',
    nameEn: 'Young scholars who stay',
    unit: '%',
    base: 90,
    commit: null,
    target: 95,
    challenge: null,
    polarity: 'up',
    rule: 'mean',
    parentIndicatorCode: null,
  },
];

export function retarget(indicators: readonly Entry[], after: Retarget['after']): void {
  for (const one of RETARGETED.filter((each) => each.after === after)) {
    const entry = indicators.find((each) => each.code === one.indicator);
    if (!entry) throw new Error(`no indicator ${one.indicator}`);
    entry.target = one.target;
    if (one.commit !== undefined) entry.commit = one.commit;
    if (one.challenge !== undefined) entry.challenge = one.challenge;
  }
}

export interface Fault {
  readonly item: string;
  readonly code: string;
  readonly gap?: number;
}

const all = (code: string, items: string): Fault[] => items.split(' ').map((item) => ({ item, code }));

/** Wrong in the workbook itself. */
export const WORKBOOK_FAULTS: readonly Fault[] = [
  { item: 'K09', code: 'gap_without_reason', gap: 20_000 },
  { item: 'K05-1-1', code: 'gap_without_reason', gap: -3 },
  { item: 'K34', code: 'gap_without_reason', gap: 2 },
  { item: 'K03-1-1-1', code: 'gap_without_reason', gap: 2 },
  { item: 'K28-1-2', code: 'gap', gap: 0.5 },
  { item: 'K14-1-2', code: 'gap', gap: 500 },
  { item: 'K15-1-2', code: 'target_missing' },
  // its one department keeps the work to itself
  { item: 'K34-1', code: 'indicator_not_carried' },
  { item: 'K18-1-2', code: 'indicator_not_carried' },
  { item: 'K34', code: 'not_carried_down' },
  { item: 'K34-1-1', code: 'ends_too_high' },
  { item: 'Z01', code: 'serves_nothing_above' },
  // schools that gave a task straight to a teacher
  ...all(
    'level_skipped',
    'K02-1-1-2-1 K03-1-1-1-2 K03-1-2-3-1 K03-1-2-6-2 K05-1-1-1-1 K09-1-2-2-2 K09-1-2-4-1 K15-1-1-3-1 K20-1-1-5-2 K21-1-2-5-2 K23-1-1-5-1 K25-1-2-4-2 K28-1-2-1-1',
  ),
];

/** Gone wrong since: work that was given up took its weight along, and a key work was never signed for. */
export const STORY_FAULTS: readonly Fault[] = [
  ...all('weight_lost', 'K06-1-1-3-2 K18-1-2-4-2 K21-1-2-3-1 K25-1-1-1-3 K32-1-2'),
  // with the work that was given up, one of its courses
  { item: 'K25-1-1-1-3', code: 'gap_without_reason', gap: 1 },
  { item: 'K31', code: 'not_carried_down' },
];
