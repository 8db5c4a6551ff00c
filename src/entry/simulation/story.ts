// The story of one item: what happened to it and what its people put before gates, all in the past of the story's end.
import type { Day } from '../../capabilities/institution/calendar.rules.ts';
import type { HeatLight } from '../../capabilities/progress/facts.rules.ts';
import type { Period } from '../../capabilities/progress/period.rules.ts';
import type { GateStory } from './gate-story.ts';
import type { House } from './house.ts';
import type { PlanItem, PlanNode } from './plan.ts';
import type { ReadingStory } from './reading-story.ts';
import type { StoryTime } from './story-time.ts';

export type ReportStory = {
  period: Period;
  percentage: number | null;
  selfRated: HeatLight;
  late: boolean;
  done: string;
  problem: string | null;
  next: string;
  majorRisk: boolean;
  cause: string | null;
  countermeasure: string | null;
};

export type Filing = {
  kind: 'decomposition' | 'report' | 'node' | 'close_out' | 'suspension' | 'cancellation';
  at: Date;
  day: Day;
  gate: GateStory;
  nodes: PlanNode[];
  readings: ReadingStory[];
  report: ReportStory | null;
  /** A later report took its place before anybody looked. */
  supersededAt: Date | null;
  reason: string | null;
};

export type ItemStory = {
  item: PlanItem;
  /** Nearest first. */
  ancestors: PlanItem[];
  children: PlanItem[];
  /** Who let the parent's decomposition pass; for a root the office. */
  registeredBy: string | null;
  registeredAt: Date | null;
  assignedAt: Date | null;
  returned: { at: Date; againAt: Date; reason: string } | null;
  acceptedAt: Date | null;
  filings: Filing[];
  suspendedAt: Date | null;
  cancelledAt: Date | null;
  /** The close-out that passed. */
  closed: { at: Date; finishedOn: Day } | null;
};

export type Stage = { house: House; time: StoryTime; firstDay: Day };

export const inChinese = (stage: Stage, item: PlanItem): boolean =>
  stage.house.people.get(item.personId)?.language !== 'en';

type NewFiling = Pick<Filing, 'kind' | 'at' | 'gate'> & { day: Day } & Partial<Filing>;

export const filing = (fields: NewFiling): Filing => ({
  nodes: [],
  readings: [],
  report: null,
  supersededAt: null,
  reason: null,
  ...fields,
});

/** A node, and the day on which it is put forward as done. */
export type Claim = { node: PlanNode; day: Day };

export const isFiled = (story: ItemStory, node: PlanNode): boolean =>
  story.filings.some((one) => one.nodes.includes(node));
