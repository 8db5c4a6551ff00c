// The acts on cycles: opened by the schedule or by hand, frozen, reopened with a reason, reviewed, closed. One act, one event.

import { sql } from 'kysely';
import type { z } from 'zod';
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { page, readCursor } from '../../platform/http/paging.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { readSetting } from '../institution/settings.store.ts';
import { thenOf } from '../linkage/as-of.actions.ts';
import { type CycleFrame, findCycleOf, openCycles } from '../progress/open-cycle.actions.ts';
import type { PeriodKind } from '../progress/period.rules.ts';
import type { Cycle, listCycles as listEndpoint } from './cycle.contract.ts';
import { cycleAbilities, mayMoveCycle, mayOpenCycle } from './cycle.policy.ts';
import { type CycleAct, isCycleActDone, periodFrom, periodsOpenOn, reopenedUntil } from './cycle.rules.ts';
import { changeCycle, findCycle, lockCycle, type StoredCycle, selectCycles } from './cycle.store.ts';
import { type AtFreeze, deadlinesOf, freeze, loadCycleFrame } from './freeze.actions.ts';

export type CycleView = z.infer<typeof Cycle>;
type ListQuery = z.output<(typeof listEndpoint)['query']>;

export function viewCycle(scope: Scope, cycle: StoredCycle, frame: CycleFrame): CycleView {
  const { reopenedAt, reopenReason, reopenedBy, reopenedByName, reopenedByNameEn } = cycle;
  const by = reopenedBy === null ? null : { id: reopenedBy, name: reopenedByName ?? '', nameEn: reopenedByNameEn };
  return {
    id: cycle.id,
    version: cycle.version,
    kind: cycle.kind,
    from: cycle.from,
    to: cycle.to,
    freezeOn: cycle.freezeOn,
    state: cycle.state,
    deadlines: deadlinesOf(cycle, frame).map((on, at) => ({ level: at + 1, on })),
    frozenAt: cycle.frozenAt?.toISOString() ?? null,
    frozenDay: cycle.frozenDay,
    freezings: cycle.freezings,
    reopened: reopenedAt === null ? null : { at: reopenedAt.toISOString(), by, reason: reopenReason ?? '' },
    createdAt: cycle.createdAt.toISOString(),
    abilities: cycleAbilities(scope.actor, cycle),
  };
}

export async function listCycles(scope: Scope, query: ListQuery) {
  const cursor = readCursor(query.cursor, 2);
  const then = await thenOf(scope, query.asOf);
  const rows = await selectCycles(
    scope,
    then?.future ? null : (then?.at ?? null),
    sql`where true ${query.kind ? sql`and c.kind = ${query.kind}` : sql``} ${query.state ? sql`and c.state = ${query.state}` : sql``}
      ${cursor ? sql`and (c.to_day, c.id) < (${cursor[0]}::date, ${cursor[1]}::uuid)` : sql``}
      order by c.to_day desc, c.id desc limit ${query.limit + 1}`,
  );
  const frame = await loadCycleFrame(scope);
  const paged = page(rows, query.limit, (row) => [row.to, row.id]);
  return { items: paged.items.map((row) => viewCycle(scope, row, frame)), nextCursor: paged.nextCursor };
}

/** The cycle as it is or was; missing before it was opened. */
export async function findCycleThen(scope: Scope, id: string, asOf: string | undefined) {
  const then = await thenOf(scope, asOf);
  const cycle = await findCycle(scope, id, then === null || then.future ? null : then.at);
  return { then, cycle: cycle ?? refuseNow('missing', 'not_found') };
}

export async function readCycle(scope: Scope, id: string, asOf?: string): Promise<CycleView> {
  const { cycle } = await findCycleThen(scope, id, asOf);
  return viewCycle(scope, cycle, await loadCycleFrame(scope));
}

/** Answers the cycle, and whether this call opened it. */
export async function createCycle(scope: Scope, body: { kind: PeriodKind; from: string }) {
  unwrap(mayOpenCycle(scope.actor));
  const period = unwrap(periodFrom(body.kind, body.from));
  const opened = await openCycles(scope, [period], await loadCycleFrame(scope));
  const found = await findCycleOf(scope, period);
  return { opened: opened.length > 0, cycle: await readCycle(scope, found?.id ?? '') };
}

/** Locks the cycle and asks whether the act is the caller's; null where he has done it already. */
async function holdFor(scope: Scope, id: string, act: CycleAct, ifMatch: number | null): Promise<StoredCycle | null> {
  const cycle = (await lockCycle(scope, id)) ?? refuseNow('missing', 'not_found');
  unwrap(mayOpenCycle(scope.actor));
  if (isCycleActDone(cycle.state, act) && cycle.changedBy === scope.actorId && cycle.version > 1) return null;
  unwrap(mayMoveCycle(scope.actor, cycle, act));
  demandVersion(ifMatch, cycle.version);
  return cycle;
}

export async function freezeByHand(
  scope: Scope,
  id: string,
  ifMatch: number | null,
  atFreeze: readonly AtFreeze[],
): Promise<CycleView> {
  const cycle = await holdFor(scope, id, 'freeze', ifMatch);
  if (cycle) await freeze(scope, cycle, atFreeze);
  return readCycle(scope, id);
}

export async function reopenCycle(
  scope: Scope,
  id: string,
  { reason, until }: { reason: string; until?: string | null | undefined },
  ifMatch: number | null,
): Promise<CycleView> {
  const cycle = await holdFor(scope, id, 'reopen', ifMatch);
  if (!cycle) return readCycle(scope, id);
  const { calendar, levels } = await loadCycleFrame(scope);
  const freezeOn = unwrap(reopenedUntil(cycle.kind, levels, scope.today, calendar, until ?? null));
  const reopened = { reopened_at: scope.now, reopened_by: scope.actorId, reopen_reason: reason };
  await changeCycle(scope, id, { state: 'open', freeze_on: freezeOn, ...reopened });
  await tellTurn(scope, cycle, 'cycle.reopened', { freezeOn }, reason);
  return readCycle(scope, id);
}

async function turn(scope: Scope, id: string, act: 'review' | 'close', ifMatch: number | null): Promise<CycleView> {
  const cycle = await holdFor(scope, id, act, ifMatch);
  if (cycle) {
    const state = unwrap(mayMoveCycle(scope.actor, cycle, act));
    await changeCycle(scope, id, { state });
    await tellTurn(scope, cycle, act === 'review' ? 'cycle.reviewed' : 'cycle.closed');
  }
  return readCycle(scope, id);
}

export const reviewCycle = (scope: Scope, id: string, ifMatch: number | null) => turn(scope, id, 'review', ifMatch);
export const closeCycle = (scope: Scope, id: string, ifMatch: number | null) => turn(scope, id, 'close', ifMatch);

async function tellTurn(
  scope: Scope,
  { id, kind, from, to }: StoredCycle,
  act: string,
  more: Record<string, unknown> = {},
  reason: string | null = null,
): Promise<void> {
  await appendEvent(scope, { act, objectKind: 'cycle', objectId: id, after: { kind, from, to, ...more }, reason });
}

/** Part of the midnight work: the running cycles of the kinds in use, and ended ones that are still to freeze, stand open. */
export async function openScheduledCycles(moment: Moment): Promise<void> {
  const kinds = await readSetting(moment, 'cycle.kinds');
  const frame = await loadCycleFrame(moment);
  await openCycles(moment, periodsOpenOn(kinds, moment.today, frame.levels, frame.calendar), frame);
}
