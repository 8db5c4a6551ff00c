// Reports: one an item and period, put before the gate; a second one while the first waits replaces it.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import { drop, type Effects, type EffectsByKind } from '../gatekeeping/drop.actions.ts';
import {
  claimNodes,
  findSubmission,
  linkEvidence,
  type StoredSubmission,
  settleClaims,
} from '../gatekeeping/submission.store.ts';
import { demandClaimable, demandEvidence, evidenceHashes, openSubmission } from '../gatekeeping/submit.actions.ts';
import type { Scope } from '../identity/scope.ts';
import { isOverdue } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { mayReport } from '../linkage/item.policy.ts';
import { loadFrame } from '../linkage/item-row.store.ts';
import { standingForUpdate } from '../linkage/standing.store.ts';
import { type CycleFrame, cycleForReport, findCycleOf, isFrozen } from './open-cycle.actions.ts';
import {
  deadlineFor,
  freezeOn,
  lastEndedPeriod,
  type Period,
  type PeriodKind,
  periodContaining,
} from './period.rules.ts';
import type { ReportBody } from './progress.contract.ts';
import { refreshItemValues } from './rollup.store.ts';

type Body = z.output<typeof ReportBody>;
type Reported = {
  level: number;
  start: string;
  frequency: PeriodKind;
  placeholder: boolean;
  hasChildren: boolean;
  hasNodes: boolean;
};

export async function loadReported(scope: Pick<Scope, 'tx' | 'institutionId'>, itemId: string): Promise<Reported> {
  const { rows } = await sql<Reported>`
    select i.level, i.start, coalesce(i.frequency, 'month') as frequency, i.placeholder,
      exists (select 1 from items c where c.institution_id = i.institution_id and c.parent_id = i.id and c.state not in ('draft', 'cancelled')) as "hasChildren",
      exists (select 1 from nodes n where n.institution_id = i.institution_id and n.item_id = i.id and n.weight > 0) as "hasNodes"
    from items i where i.institution_id = ${scope.institutionId} and i.id = ${itemId}`.execute(scope.tx);
  return rows[0] ?? refuseNow('missing', 'not_found');
}

/** The period that a report of today serves: the one that ended last while it is not frozen and owes one, else the running one. */
export async function periodToReport(
  scope: Scope,
  itemId: string,
  item: Reported,
  { calendar, levels }: CycleFrame,
): Promise<Period> {
  const running = periodContaining(item.frequency, scope.today);
  const ended = lastEndedPeriod(item.frequency, scope.today);
  const cycle = (await findCycleOf(scope, ended)) ?? { state: 'open', freezeOn: freezeOn(ended, levels, calendar) };
  if (ended.to < item.start || isFrozen(cycle, scope.today)) return running;
  const { rows } = await sql<{ id: string }>`
    select r.id from reports r join submissions s on s.institution_id = r.institution_id and s.id = r.id
    where r.institution_id = ${scope.institutionId} and r.item_id = ${itemId} and r.period_kind = ${ended.kind} and r.period_to = ${ended.to}::date
      and s.state in ('passed', 'passed_with_conditions', 'pending') limit 1`.execute(scope.tx);
  return rows.length > 0 ? running : ended;
}

/** The period of the cycle that was asked for; without one the period that a report of today serves. */
export async function chosenPeriod(
  scope: Scope,
  itemId: string,
  item: Reported,
  cycleId: string | null | undefined,
  frame: CycleFrame,
): Promise<Period> {
  if (!cycleId) return periodToReport(scope, itemId, item, frame);
  const cycle = await scope.tx
    .selectFrom('cycles')
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', cycleId)
    .select(['kind', 'from_day'])
    .executeTakeFirst();
  if (!cycle) return refuseNow('invalid', 'cycle_unknown', {}, [{ path: 'cycleId', code: 'cycle_unknown' }]);
  if (cycle.kind !== item.frequency)
    return refuseNow('invalid', 'cycle_of_other_kind', { kind: cycle.kind, frequency: item.frequency });
  return periodContaining(item.frequency, cycle.from_day);
}

/** What may be claimed: a percentage only where there is nothing else to measure by. */
async function demandContent(scope: Scope, itemId: string, item: Reported, body: Body): Promise<void> {
  if (body.progress != null && (item.hasChildren || item.hasNodes)) {
    refuseNow('invalid', 'percentage_not_asked', { by: item.hasChildren ? 'children' : 'nodes' }, [
      { path: 'progress', code: 'percentage_not_asked', params: { by: item.hasChildren ? 'children' : 'nodes' } },
    ]);
  }
  const indicators = (body.readings ?? []).map((reading) => reading.indicatorId);
  if (indicators.length === 0) return;
  const known = await scope.tx
    .selectFrom('indicators')
    .where('institution_id', '=', scope.institutionId)
    .where('item_id', '=', itemId)
    .where('id', 'in', indicators)
    .select('id')
    .execute();
  const knownIds = new Set(known.map((row) => row.id));
  const unknown = indicators.findIndex((id) => !knownIds.has(id));
  if (unknown >= 0)
    refuseNow('invalid', 'indicator_unknown', {}, [
      { path: `readings.${unknown}.indicatorId`, code: 'indicator_unknown' },
    ]);
  const later = (body.readings ?? []).findIndex((reading) => (reading.date ?? scope.today) > scope.today);
  if (later >= 0)
    refuseNow('invalid', 'reading_in_future', {}, [{ path: `readings.${later}.date`, code: 'reading_in_future' }]);
}

type Pending = { id: string; period_to: string; looked: boolean };

/** A pending report of the same period is replaced; one that only waits for a look makes room for the next period's. */
async function supersede(scope: Scope, itemId: string, period: Period, effects: EffectsByKind): Promise<void> {
  const { rows } = await sql<Pending>`
    select s.id, r.period_to, exists (select 1 from gate_steps g where g.institution_id = s.institution_id and g.submission_id = s.id and g.kind = 'look') as looked
    from submissions s join reports r on r.institution_id = s.institution_id and r.id = s.id
    where s.institution_id = ${scope.institutionId} and s.item_id = ${itemId} and s.kind = 'report' and s.state = 'pending'`.execute(
    scope.tx,
  );
  for (const pending of rows) {
    if (pending.period_to !== period.to && !pending.looked) continue;
    const submission = await findSubmission(scope, pending.id);
    if (submission) await drop(scope, submission, 'superseded', effects);
  }
}

/** The reports of a period that a further one could correct, latest first. */
async function reportsToCorrect(
  scope: Scope,
  itemId: string,
  period: Period,
): Promise<{ id: string; state: string }[]> {
  return scope.tx
    .selectFrom('reports as r')
    .innerJoin('submissions as s', (join) =>
      join.onRef('s.institution_id', '=', 'r.institution_id').onRef('s.id', '=', 'r.id'),
    )
    .where('r.institution_id', '=', scope.institutionId)
    .where('r.item_id', '=', itemId)
    .where('r.period_kind', '=', period.kind)
    .where('r.period_to', '=', period.to)
    .where('s.state', 'in', ['passed', 'passed_with_conditions', 'superseded', 'returned', 'pending'])
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .select(['r.id', 's.state'])
    .execute();
}

/** What a report must name after a pass or the freeze; null where it stands for itself, as one does that makes up for a missed cycle. */
export async function findCorrected(
  scope: Scope,
  itemId: string,
  period: Period,
  frozen: boolean,
): Promise<string | null> {
  const earlier = await reportsToCorrect(scope, itemId, period);
  const binding = earlier.find((row) => row.state.startsWith('passed')) ?? (frozen ? earlier[0] : undefined);
  return binding?.id ?? null;
}

async function demandCorrection(
  scope: Scope,
  itemId: string,
  period: Period,
  frozen: boolean,
  corrects: string | null,
): Promise<void> {
  if (corrects !== null) {
    const known = await reportsToCorrect(scope, itemId, period);
    if (!known.some((row) => row.id === corrects))
      refuseNow('invalid', 'corrects_unknown', {}, [{ path: 'corrects', code: 'corrects_unknown' }]);
    return;
  }
  const reportId = await findCorrected(scope, itemId, period, frozen);
  if (reportId !== null)
    refuseNow('conflict', 'correction_needed', { reportId }, [{ path: 'corrects', code: 'correction_needed' }]);
}

export async function submitReport(
  scope: Scope,
  itemId: string,
  body: Body,
  effects: EffectsByKind,
  ifMatch: number | null,
): Promise<string> {
  const standing = await standingForUpdate(scope, itemId);
  unwrap(mayReport(scope.actor, standing));
  demandVersion(ifMatch, standing.version);
  const item = await loadReported(scope, itemId);
  await demandContent(scope, itemId, item, body);
  const calendar = await loadCalendar(scope);
  const { levels } = await loadFrame(scope);
  const period = await chosenPeriod(scope, itemId, item, body.cycleId, { calendar, levels });
  const cycle = await cycleForReport(scope, period, { calendar, levels });
  await demandCorrection(scope, itemId, period, isFrozen(cycle, scope.today), body.corrects ?? null);
  await supersede(scope, itemId, period, effects);
  const claimed = body.nodesDone ?? [];
  const nodes = await demandClaimable(
    scope,
    itemId,
    claimed.map((one) => one.nodeId),
  );
  const links = evidenceLinks(body);
  await demandEvidence(scope, standing, [...new Set(links.map((link) => link.evidenceId))]);
  const late = isOverdue(deadlineFor(period, { rank: item.level, levels }, calendar), scope.today);
  const evidence = await evidenceHashes(
    scope,
    links.map((link) => link.evidenceId),
  );
  // a placeholder keeps no text of its reports either
  const texts = item.placeholder
    ? { done: '', problem: null, help: null, next: '', cause: null, countermeasure: null }
    : textsOf(body);
  const snapshot = {
    period,
    progress: body.progress ?? null,
    nodesDone: nodes,
    readings: body.readings ?? [],
    selfRatedLight: body.selfRatedLight,
    majorRisk: body.majorRisk ?? null,
    ...texts,
    evidence,
  };
  const claims = claimed.length > 0 || (body.readings ?? []).length > 0;
  const id = await openSubmission(scope, {
    kind: 'report',
    itemId,
    claims,
    snapshot: JSON.parse(JSON.stringify(snapshot)),
  });
  await scope.tx
    .insertInto('reports')
    .values({
      institution_id: scope.institutionId,
      id,
      item_id: itemId,
      cycle_id: cycle.id,
      freezing: cycle.freezings,
      period_kind: period.kind,
      period_from: period.from,
      period_to: period.to,
      percentage: body.progress ?? null,
      self_rated_light: body.selfRatedLight,
      major_risk: body.majorRisk ?? null,
      corrects: body.corrects ?? null,
      late,
      created_at: scope.now,
      ...texts,
    })
    .execute();
  await claimNodes(
    scope,
    id,
    itemId,
    nodes.map((node) => node.id),
  );
  await linkEvidence(scope, id, itemId, links);
  await writeReadings(scope, id, itemId, body);
  await scope.tx
    .updateTable('item_values')
    .set({ self_rated: body.selfRatedLight })
    .where('institution_id', '=', scope.institutionId)
    .where('item_id', '=', itemId)
    .execute();
  if (body.cause && body.countermeasure)
    await recordCauseOf(scope, itemId, texts.cause ?? '', texts.countermeasure ?? '', body.causeCategory);
  if (body.majorRisk) await setMajorRisk(scope, itemId, true);
  await refreshItemValues(scope, [itemId]);
  return id;
}

const textsOf = (body: Body) => ({
  done: body.done,
  problem: body.problem ?? null,
  help: body.help ?? null,
  next: body.next,
  cause: body.cause ?? null,
  countermeasure: body.countermeasure ?? null,
});

const evidenceLinks = (body: Body): { evidenceId: string; nodeId: string | null }[] => [
  ...(body.nodesDone ?? []).flatMap((node) =>
    node.evidenceIds.map((evidenceId) => ({ evidenceId, nodeId: node.nodeId })),
  ),
  ...(body.readings ?? []).flatMap((reading) =>
    (reading.evidenceIds ?? []).map((evidenceId) => ({ evidenceId, nodeId: null })),
  ),
  ...(body.evidenceIds ?? []).map((evidenceId) => ({ evidenceId, nodeId: null })),
];

async function writeReadings(scope: Scope, submissionId: string, itemId: string, body: Body): Promise<void> {
  const readings = body.readings ?? [];
  if (readings.length === 0) return;
  await scope.tx
    .insertInto('indicator_readings')
    .values(
      readings.map((reading) => ({
        institution_id: scope.institutionId,
        id: uuid(),
        indicator_id: reading.indicatorId,
        item_id: itemId,
        date: reading.date ?? scope.today,
        value: reading.value,
        submission_id: submissionId,
        created_by: scope.actorId,
        created_at: scope.now,
      })),
    )
    .execute();
}

/** Fills the open stay in red, if there is one. Said again it keeps the moment of the first time: from then on the cause was known. */
export async function recordCauseOf(
  scope: Scope,
  itemId: string,
  cause: string,
  countermeasure: string,
  category?: string | undefined,
): Promise<boolean> {
  const about = category === undefined ? {} : { cause_category: category };
  const recorded = await scope.tx
    .updateTable('red_spells')
    .set((eb) => ({
      cause,
      countermeasure,
      recorded_by: scope.actorId,
      recorded_at: eb.fn.coalesce('recorded_at', eb.val(scope.now)),
      ...about,
    }))
    .where('institution_id', '=', scope.institutionId)
    .where('item_id', '=', itemId)
    .where('left_on', 'is', null)
    .executeTakeFirst();
  if (Number(recorded.numUpdatedRows) === 0) return false;
  await appendEvent(scope, {
    act: 'cause.recorded',
    objectKind: 'item',
    objectId: itemId,
    after: { cause, countermeasure },
  });
  return true;
}

type Cause = { cause: string; countermeasure: string; causeCategory?: string | undefined };

export async function recordCause(scope: Scope, itemId: string, said: Cause): Promise<void> {
  const standing = await standingForUpdate(scope, itemId);
  unwrap(mayReport(scope.actor, standing));
  const words = standing.placeholder ? (['', ''] as const) : ([said.cause, said.countermeasure] as const);
  if (!(await recordCauseOf(scope, itemId, ...words, said.causeCategory))) refuseNow('conflict', 'not_red');
  await refreshItemValues(scope, [itemId]);
}

/** Passing a report verifies what it claims; a major risk, known from its declaration on, is cleared by a later report that passed. */
async function passReport(moment: Parameters<Effects['onPassed']>[0], submission: StoredSubmission): Promise<void> {
  const { tx, institutionId } = moment;
  await settleClaims(moment, submission.id, () => true, 'returned');
  await tx
    .updateTable('indicator_readings')
    .set({ verified: true, verified_at: moment.now })
    .where('institution_id', '=', institutionId)
    .where('submission_id', '=', submission.id)
    .execute();
  const report = await tx
    .selectFrom('reports')
    .where('institution_id', '=', institutionId)
    .where('id', '=', submission.id)
    .select('major_risk')
    .executeTakeFirst();
  if (report?.major_risk === false) await setMajorRisk(moment, submission.item_id ?? '', false);
}

export async function setMajorRisk(
  moment: Parameters<Effects['onPassed']>[0],
  itemId: string,
  majorRisk: boolean,
): Promise<void> {
  await moment.tx
    .updateTable('items')
    .set({ major_risk: majorRisk, changed_at: moment.now })
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', itemId)
    .where('major_risk', '<>', majorRisk)
    .execute();
}

export const REPORT_EFFECTS: Effects = {
  onPassed: passReport,
  onDropped: (moment, submission, how) => settleClaims(moment, submission.id, () => false, how),
};
