// From stored columns to what a reader gets: names, lights, the linkage strip. Pure.
import type { z } from 'zod';
import { explainOn, lightsDisagree } from '../progress/light.rules.ts';
import type { ItemRow } from './item.contract.ts';
import { isActive } from './life-cycle.rules.ts';

export type Row = z.infer<typeof ItemRow>;
export type StepWord = Row['strip'][number];

/** One row of the select in item-row.store. */
export type StoredRow = {
  id: string;
  code: string | null;
  version: number;
  state: Row['state'];
  level: number;
  horizon: Row['horizon'];
  parent_id: string | null;
  path: string[];
  position: number;
  title: string;
  title_en: string | null;
  requirement: string;
  requirement_en: string | null;
  standard: string;
  standard_en: string | null;
  sector_id: string | null;
  discipline_id: string | null;
  lead_unit_id: string;
  lead_share: number;
  responsible_person_id: string;
  interim: boolean;
  leader_in_charge_id: string | null;
  supervisor_id: string | null;
  source: Row['source'];
  priority: number;
  weight: number | null;
  own_nodes_weight: number | null;
  resources: string | null;
  planned_minutes: number | null;
  start: string;
  original_due: string | null;
  approved_due: string;
  finished_on: string | null;
  frequency: Row['frequency'];
  placeholder: boolean;
  tags: string[];
  registered_on: string | null;
  assigned_on: string | null;
  accept_by: string | null;
  accepted_on: string | null;
  gap_reason: string | null;
  unit_code: string;
  unit_name: string;
  unit_name_en: string | null;
  person_name: string;
  person_name_en: string | null;
  co_units: Row['coUnits'] | null;
  verified: number | null;
  reported: number | null;
  waiting: number | null;
  planned: number | null;
  reported_children: number;
  children: number;
  coverage: number | null;
  light: Row['light']['computed'];
  light_why: Row['light']['why'];
  worst_below: Row['light']['worstBelow'];
  steps: number[];
  self_rated: Row['light']['selfRated'];
  gatekeeper: Row['light']['gatekeeper'];
  computed_on: string | null;
  holds_until: string | null;
  overridden: boolean;
};

const WORDS: readonly StepWord[] = ['none', 'reported', 'accepted', 'waiting', 'late'];

export type StripInput = {
  level: number;
  state: Row['state'];
  /** By rank, of the item and what is below it. */
  steps: readonly number[];
  /** The items above, from the root down: each its level and its own step. */
  above: readonly { level: number; step: number }[];
  levels: number;
  /** The rank down to which work must be carried. */
  carryToRank: number;
};

/** The strip, one word a level: a level that is skipped, or that nobody carries although somebody must, is a gap. */
export function stripWords(input: StripInput): StepWord[] {
  const top = input.above[0]?.level ?? input.level;
  const deepest = input.steps.reduce(
    (found, step, index) => (step > 0 ? Math.max(found, index + 1) : found),
    input.level,
  );
  const carried = isActive(input.state) ? Math.max(deepest, input.carryToRank) : deepest;
  return Array.from({ length: input.levels }, (_, index): StepWord => {
    const rank = index + 1;
    const step =
      rank < input.level
        ? Math.max(0, ...input.above.filter((one) => one.level === rank).map((one) => one.step))
        : (input.steps[index] ?? 0);
    if (step > 0) return WORDS[step] ?? 'none';
    return rank > top && rank <= carried ? 'gap' : 'none';
  });
}

/** A placeholder stores no text: an empty title is null for every reader. */
const text = (value: string, placeholder: boolean) => (placeholder ? null : value);

export function toItemRow(row: StoredRow, strip: StepWord[], today: string, readiness: Row['readiness'] = null): Row {
  const light = { computed: row.light, selfRated: row.self_rated, gatekeeper: row.gatekeeper };
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    state: row.state,
    level: row.level,
    horizon: row.horizon,
    parentId: row.parent_id,
    title: text(row.title, row.placeholder),
    titleEn: row.title_en,
    requirement: text(row.requirement, row.placeholder),
    requirementEn: row.requirement_en,
    standard: text(row.standard, row.placeholder),
    standardEn: row.standard_en,
    sectorId: row.sector_id,
    disciplineId: row.discipline_id,
    leadUnitId: row.lead_unit_id,
    leadUnit: { id: row.lead_unit_id, code: row.unit_code, name: row.unit_name, nameEn: row.unit_name_en },
    leadShare: row.lead_share,
    coUnits: row.co_units ?? [],
    responsiblePersonId: row.responsible_person_id,
    responsiblePerson: { id: row.responsible_person_id, name: row.person_name, nameEn: row.person_name_en },
    interim: row.interim,
    leaderInChargeId: row.leader_in_charge_id,
    supervisorId: row.supervisor_id,
    source: row.source,
    priority: row.priority,
    weight: row.weight,
    ownNodesWeight: row.own_nodes_weight,
    resources: row.resources,
    plannedMinutes: row.planned_minutes,
    start: row.start,
    due: row.approved_due,
    originalDue: row.original_due,
    approvedDue: row.approved_due,
    finishedOn: row.finished_on,
    frequency: row.frequency,
    placeholder: row.placeholder,
    tags: row.tags,
    registeredOn: row.registered_on,
    assignedOn: row.assigned_on,
    acceptBy: row.accept_by,
    acceptedOn: row.accepted_on,
    gapReason: row.gap_reason,
    progress: {
      planned: row.planned,
      reported: row.reported,
      verified: row.verified,
      waiting: row.waiting,
      reportedChildren: row.reported_children,
      children: row.children,
    },
    light: {
      ...light,
      worstBelow: row.worst_below,
      disagrees: lightsDisagree([light.computed, light.selfRated, light.gatekeeper]),
      why: explainOn(row.light_why, today),
    },
    coverage: row.coverage,
    readiness,
    overridden: row.overridden,
    strip,
    valuesOf: row.holds_until !== null && row.holds_until <= today ? row.computed_on : today,
  };
}

/** What a reader got, in the shape in which a draft is sent: all that a draft has but its code and its place in the tree. */
export function fieldsAsSent(row: Row) {
  return {
    horizon: row.horizon,
    level: row.level,
    title: row.title ?? '',
    titleEn: row.titleEn,
    requirement: row.requirement ?? '',
    requirementEn: row.requirementEn,
    standard: row.standard ?? '',
    standardEn: row.standardEn,
    sectorId: row.sectorId,
    disciplineId: row.disciplineId,
    leadUnitId: row.leadUnitId,
    coUnits: row.coUnits,
    responsiblePersonId: row.responsiblePersonId,
    interim: row.interim,
    leaderInChargeId: row.leaderInChargeId,
    supervisorId: row.supervisorId,
    source: row.source,
    priority: row.priority,
    weight: row.weight,
    resources: row.resources,
    plannedMinutes: row.plannedMinutes,
    start: row.start,
    due: row.due,
    frequency: row.frequency,
    placeholder: row.placeholder,
    tags: row.tags,
  };
}
