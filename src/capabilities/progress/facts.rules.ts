// The facts on which an item's values and lights depend, and the values that follow from them.

import type { Day } from '../institution/calendar.rules.ts';
import type { PeriodKind } from './period.rules.ts';

export type Horizon = 'five_year' | 'mid_term' | 'annual' | 'task';
export type ItemState =
  | 'draft'
  | 'registered'
  | 'assigned'
  | 'in_progress'
  | 'suspended'
  | 'closed'
  | 'archived'
  | 'cancelled';
export type Light = 'grey' | 'green' | 'yellow' | 'orange' | 'red' | 'blue' | 'teal';
/** The lights that stand for a state of the work, best first. */
export const HEAT = ['green', 'yellow', 'orange', 'red'] as const;
export type HeatLight = (typeof HEAT)[number];

export interface NodeFacts {
  readonly id: string;
  readonly date: Day;
  readonly weight: number;
  readonly verified: boolean;
  /** The earliest day of a claim that is still undecided. */
  readonly pendingClaimOn: Day | null;
}

export type ReportState = 'pending' | 'passed' | 'returned' | 'withdrawn' | 'superseded';

export interface ReportFacts {
  readonly periodKind: PeriodKind;
  readonly periodTo: Day;
  readonly submittedOn: Day;
  /** Rises with every submission of the item. */
  readonly order: number;
  readonly state: ReportState;
  readonly percentage: number | null;
}

/** A span in which time did not count; `to` is the first day on which it counts again. */
export interface Suspension {
  readonly from: Day;
  readonly to: Day | null;
}

/** A value set by hand and signed: holds from the day of the signature up to and with its last. */
export interface Override {
  readonly value: number;
  readonly from: Day;
  readonly until: Day;
}

export interface ItemFacts {
  readonly id: string;
  readonly parentId: string | null;
  readonly level: number;
  readonly horizon: Horizon;
  readonly state: ItemState;
  readonly placeholder: boolean;
  readonly weight: number | null;
  readonly ownNodesWeight: number | null;
  readonly start: Day;
  readonly originalDue: Day | null;
  readonly approvedDue: Day;
  readonly finishedOn: Day | null;
  /** A passed request said that the delay is nobody's fault. */
  readonly excused: boolean;
  /** The due date which that request approved; a later one with fault does not move it. */
  readonly excusedDue: Day | null;
  readonly everLate: boolean;
  readonly frequency: PeriodKind;
  /** The last day on which signing is in time; set while assigned. */
  readonly acceptBy: Day | null;
  readonly acceptedByPresentPerson: boolean;
  readonly nodes: readonly NodeFacts[];
  readonly reports: readonly ReportFacts[];
  readonly closeOutPendingOn: Day | null;
  readonly suspensions: readonly Suspension[];
  readonly majorRisk: boolean;
  /** The open stay in red whose cause is not recorded. */
  readonly uncausedRedSince: Day | null;
  /** The reply limit of an unanswered yellow notice. */
  readonly noticeReplyBy: Day | null;
  /** The one that was signed and has not been ended by hand. */
  readonly override: Override | null;
}

export interface ProgressSettings {
  /** How many levels the institution has. */
  readonly levels: number;
  /** The rank down to which work must be carried. */
  readonly carryToRank: number;
  readonly gapYellow: number;
  readonly gapRed: number;
  /** Share of working time left, in percent, from which the light turns. */
  readonly timeLeftYellow: number;
  readonly timeLeftOrange: number;
  /** Calendar days by which a node may be overdue before the light goes on to orange, to red. */
  readonly nodeDaysYellow: number;
  readonly nodeDaysOrange: number;
}

export const DEFAULT_PROGRESS_SETTINGS: ProgressSettings = {
  levels: 6,
  carryToRank: 4,
  gapYellow: 10,
  gapRed: 30,
  timeLeftYellow: 30,
  timeLeftOrange: 15,
  nodeDaysYellow: 7,
  nodeDaysOrange: 15,
};

export type WhyInput = string | number | boolean | null;

/** One rule that matched, what it looked at, and the light it asks for. */
export interface Why {
  readonly rule: string;
  readonly inputs: Readonly<Record<string, WhyInput>>;
  readonly light: Light;
}

/** Percentages are 0..100 with two decimals; unset is null. */
export interface ItemValues {
  readonly verified: number | null;
  readonly reported: number | null;
  /** Verified with what waits at the gate in time: the A of the lights. */
  readonly waiting: number | null;
  /** Null for drafts and cancelled items: no plan runs for them. */
  readonly planned: number | null;
  /** R on the day itself, six decimals; it moves with every working day, so it is not covered by `holdsUntil`. */
  readonly timeLeft: number;
  readonly reportedChildren: number;
  readonly children: number;
  readonly coverage: number;
  readonly light: Light;
  readonly why: readonly Why[];
  readonly worstBelow: HeatLight | null;
  /** Verified, reported and waiting were set by hand. */
  readonly overridden: boolean;
  readonly steps: readonly number[];
  /** The next day on which planned, light, worst below or steps can differ without any act; null for never. */
  readonly holdsUntil: Day | null;
}

export function isActive(state: ItemState): boolean {
  return state !== 'draft' && state !== 'cancelled';
}

export function isFinished(state: ItemState): boolean {
  return state === 'closed' || state === 'archived';
}

/** Whether an item's horizon and openness ask for reports at all. */
export function owesReports(item: Pick<ItemFacts, 'horizon' | 'placeholder'>): boolean {
  return (item.horizon === 'annual' || item.horizon === 'task') && !item.placeholder;
}
