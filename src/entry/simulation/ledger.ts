// Turns stories into rows: the passes over items and nodes in their order, submissions with their gates, reports, evidence, events.
import { v7 as uuid } from 'uuid';
import { nthWorkingDayAfter } from '../../capabilities/institution/calendar.rules.ts';
import { freezeOn, type Period } from '../../capabilities/progress/period.rules.ts';
import type { StoredFile } from '../../platform/files/store.ts';
import type { Row } from './bulk.ts';
import { eventsOfFiling, eventsOfItem, type LedgerEvent } from './ledger-events.ts';
import { readingRows } from './reading-story.ts';
import { evidenceOf, snapshotOf } from './snapshot.ts';
import type { Filing, ItemStory, Stage } from './story.ts';

const ACCEPT_DAYS = 3;

export type Ledger = {
  /** In the order in which they must be written: each a further act on some items. */
  itemPasses: Row[][];
  nodePasses: Row[][];
  rows: {
    cycles: Row[];
    submissions: Row[];
    gate_steps: Row[];
    reports: Row[];
    indicator_readings: Row[];
    node_claims: Row[];
    evidence: Row[];
    evidence_links: Row[];
    item_suspensions: Row[];
    red_spells: Row[];
  };
  events: LedgerEvent[];
  /** The latest self-rated light by item. */
  rated: { item_id: string; self_rated: string }[];
};

export type LedgerOptions = { stage: Stage; files: readonly StoredFile[]; cycleIds: Map<string, string> };

export function writeLedger({ stage, files, cycleIds }: LedgerOptions, stories: readonly ItemStory[]): Ledger {
  const ledger: Ledger = {
    itemPasses: [[], [], [], [], [], []],
    nodePasses: [],
    rows: {
      cycles: [],
      submissions: [],
      gate_steps: [],
      reports: [],
      indicator_readings: [],
      node_claims: [],
      evidence: [],
      evidence_links: [],
      item_suspensions: [],
      red_spells: [],
    },
    events: [],
    rated: [],
  };
  for (const story of stories) {
    passItem(ledger, stage, story);
    passNodes(ledger, story);
    ledger.events.push(...eventsOfItem(stage, story));
    for (const filing of story.filings) writeFiling(ledger, { stage, files, cycleIds }, story, filing);
    const last = story.filings.findLast((one) => one.report !== null)?.report;
    if (last) ledger.rated.push({ item_id: story.item.id, self_rated: last.selfRated });
  }
  return ledger;
}

function passItem(ledger: Ledger, { time, house }: Stage, story: ItemStory): void {
  const { item } = story;
  const [register, assign, sendBack, assignAgain, accept, end] = ledger.itemPasses;
  const assigned = (at: Date): Row => ({
    id: item.id,
    state: 'assigned',
    assigned_on: time.dayOf(at),
    accept_by: nthWorkingDayAfter(house.calendar, time.dayOf(at), ACCEPT_DAYS),
    changed_at: at,
  });
  const { registeredAt, assignedAt, returned, acceptedAt } = story;
  if (registeredAt) {
    const on = time.dayOf(registeredAt);
    register?.push({
      id: item.id,
      state: 'registered',
      original_due: item.due,
      registered_on: on,
      changed_at: registeredAt,
    });
  }
  if (assignedAt) assign?.push(assigned(assignedAt));
  if (returned) {
    sendBack?.push({ id: item.id, state: 'registered', assigned_on: null, accept_by: null, changed_at: returned.at });
    assignAgain?.push(assigned(returned.againAt));
  }
  if (acceptedAt) {
    const accepted = { accepted_on: time.dayOf(acceptedAt), accepted_by: item.personId, changed_at: acceptedAt };
    accept?.push({ id: item.id, state: 'in_progress', ...accepted });
  }
  passEnd(ledger, story, end ?? []);
}

function passEnd(ledger: Ledger, story: ItemStory, end: Row[]): void {
  const { item, closed, suspendedAt, cancelledAt } = story;
  if (closed) {
    const late = closed.finishedOn > item.due;
    end.push({ id: item.id, state: 'closed', finished_on: closed.finishedOn, ever_late: late, changed_at: closed.at });
    return;
  }
  const at = suspendedAt ?? cancelledAt;
  if (!at) return;
  const state = suspendedAt ? 'suspended' : 'cancelled';
  end.push({ id: item.id, state, finished_on: null, ever_late: false, changed_at: at });
  const filing = story.filings.find((one) => one.kind === 'suspension');
  if (filing && suspendedAt) {
    const times = { from_day: filing.day, to_day: null, created_at: suspendedAt };
    ledger.rows.item_suspensions.push({ item_id: item.id, ...times });
  }
}

/** Each claim, return and verdict is a pass of its own, so that every state a node had stays readable. */
function passNodes(ledger: Ledger, { item, filings }: ItemStory): void {
  for (const node of item.nodes) {
    const turns: Row[] = [];
    for (const filing of filings) {
      if (!filing.nodes.includes(node)) continue;
      turns.push({ id: node.id, state: 'claimed', done_on: null, changed_at: filing.at });
      const { state, endedAt } = filing.gate;
      if (endedAt === null) continue;
      const passed = state === 'passed';
      turns.push({
        id: node.id,
        state: passed ? 'verified' : 'planned',
        done_on: passed ? filing.day : null,
        changed_at: endedAt,
      });
    }
    for (const [index, turn] of turns.entries()) {
      ledger.nodePasses[index] ??= [];
      ledger.nodePasses[index]?.push(turn);
    }
  }
}

function writeFiling(
  ledger: Ledger,
  { stage, files, cycleIds }: LedgerOptions,
  story: ItemStory,
  filing: Filing,
): void {
  const id = uuid({ msecs: filing.at.getTime() });
  const { item } = story;
  const superseded = filing.supersededAt !== null;
  const evidence = filing.nodes.map((node) => evidenceOf(story, filing, node, files));
  ledger.rows.submissions.push({
    id,
    kind: filing.kind,
    item_id: item.id,
    state: superseded ? 'superseded' : filing.gate.state,
    snapshot: snapshotOf(story, filing, evidence),
    reason: filing.reason,
    submitted_by: item.personId,
    responsible_person_id: item.personId,
    submitted_at: filing.at,
    submitted_on: filing.day,
    ended_at: filing.supersededAt ?? filing.gate.endedAt,
    no_independent_gate: filing.gate.noIndependentGate,
    conditions: [],
    version: 1 + (superseded || filing.gate.endedAt ? 1 : 0),
  });
  for (const step of filing.gate.steps) {
    const decided = step.decidedAt !== null && !superseded;
    ledger.rows.gate_steps.push({
      submission_id: id,
      position: step.position,
      person_id: step.personId,
      kind: step.kind,
      opened_on: step.openedOn,
      due: step.due,
      verdict: decided ? step.verdict : null,
      decided_by: decided ? step.personId : null,
      decided_at: decided ? step.decidedAt : null,
      reason: decided && step.verdict === 'returned' ? returnReason(stage, story) : null,
      expired: step.expiredOn !== null,
      expired_on: step.expiredOn,
    });
  }
  for (const [index, node] of filing.nodes.entries()) {
    const { endedAt, state } = filing.gate;
    const verdict = endedAt === null ? null : state === 'passed' ? 'verified' : 'returned';
    const claimed = { claimed_on: filing.day, claimed_at: filing.at, verdict, decided_at: endedAt };
    ledger.rows.node_claims.push({ submission_id: id, node_id: node.id, item_id: item.id, ...claimed });
    const one = evidence[index];
    if (!one) continue;
    ledger.rows.evidence.push(one);
    ledger.rows.evidence_links.push({ evidence_id: one.id, item_id: item.id, submission_id: id, node_id: node.id });
  }
  ledger.rows.indicator_readings.push(...readingRows(story, filing, id));
  if (filing.report) writeReport(ledger, stage, { id, filing, itemId: item.id, cycleIds });
  ledger.events.push(...eventsOfFiling(stage, story, filing, id));
}

const returnReason = (stage: Stage, story: ItemStory): string =>
  stage.house.people.get(story.item.personId)?.language === 'en'
    ? 'The evidence does not show that the standard is met; please add the signed record.'
    : '佐证材料不足以证明达到完成标准，请补充签字确认的记录后再报。';

type ReportPlace = { id: string; filing: Filing; itemId: string; cycleIds: Map<string, string> };

function writeReport(ledger: Ledger, stage: Stage, { id, filing, itemId, cycleIds }: ReportPlace): void {
  const { report } = filing;
  if (!report) return;
  ledger.rows.reports.push({
    id,
    item_id: itemId,
    cycle_id: cycleOf(ledger, stage, report.period, cycleIds),
    period_kind: report.period.kind,
    period_from: report.period.from,
    period_to: report.period.to,
    percentage: report.percentage,
    self_rated_light: report.selfRated,
    done: report.done,
    problem: report.problem,
    next: report.next,
    major_risk: report.majorRisk ? true : null,
    cause: report.cause,
    countermeasure: report.countermeasure,
    late: report.late,
    created_at: filing.at,
  });
}

function cycleOf(ledger: Ledger, { house, time }: Stage, period: Period, ids: Map<string, string>): string {
  const key = `${period.kind} ${period.from}`;
  const known = ids.get(key);
  if (known) return known;
  const id = uuid();
  ids.set(key, id);
  const freeze = freezeOn(period, house.levels, house.calendar);
  ledger.rows.cycles.push({
    id,
    kind: period.kind,
    from_day: period.from,
    to_day: period.to,
    freeze_on: freeze,
    state: 'open',
    version: 1,
    created_at: time.startOf(period.from),
    changed_at: time.startOf(period.from),
  });
  return id;
}
