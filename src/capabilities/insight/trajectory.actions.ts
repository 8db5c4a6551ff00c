// Trajectories for somebody: the planned way and the real one, what the forecast makes of them, and the week's gain against the usual.
import { sql } from 'kysely';
import type { z } from 'zod';
import { readCursor, writeCursor } from '../../platform/http/paging.ts';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { rowThen, type Then, thenOf } from '../linkage/as-of.actions.ts';
import type { Row } from '../linkage/item-row.rules.ts';
import { selectItemRows } from '../linkage/item-row.store.ts';
import { readOpenStanding } from '../linkage/standing.store.ts';
import { type ItemFacts, isFinished, type Light } from '../progress/facts.rules.ts';
import { loadFacts } from '../progress/facts.store.ts';
import { controlChart, LEAST_POINTS } from './control.rules.ts';
import type { listTrajectories as listEndpoint, Trajectory } from './trajectory.contract.ts';
import { loadKeyWorks, loadNodeTitles, loadPoints, type StoredPoint } from './trajectory.store.ts';
import {
  type DailyPoint,
  FORECAST,
  forecast,
  missedBy,
  type Outlook,
  weekEnds,
  weeklyGains,
} from './trajectory-forecast.rules.ts';
import { drawnDays, type Line, plannedLine } from './trajectory-line.rules.ts';

type View = z.output<typeof Trajectory>;
type Query = z.output<(typeof listEndpoint)['query']>;
type List = z.output<(typeof listEndpoint)['reply']>;

/** As many places of the planned way as a picture of its size can show. */
const MOST_DAYS = 60;
const MOST_SMALL_DAYS = 26;

/** What the trajectory asks of an item on a day. */
type Standing = {
  id: string;
  state: ItemFacts['state'];
  light: Light;
  start: string;
  originalDue: string | null;
  approvedDue: string;
  finishedOn: string | null;
  verified: number | null;
  reported: number | null;
  planned: number | null;
};

function standingOf(row: Row): Standing {
  const { id, state, start, originalDue, approvedDue, finishedOn, progress, light } = row;
  const { verified, reported, planned } = progress;
  return { id, state, light: light.computed, start, originalDue, approvedDue, finishedOn, verified, reported, planned };
}

/** The recorded points before the day, and the day itself as it stands. */
function pointsWith(stored: readonly StoredPoint[], day: string, { verified, reported, planned, light }: Standing) {
  const before = stored
    .filter((point) => point.day < day)
    .map((point) => ({
      day: point.day,
      verified: point.verified,
      reported: point.reported,
      planned: point.planned,
      light: point.light,
    }));
  return [...before, { day, verified, reported, planned, light }];
}

function outlookView(outlook: Outlook, due: string, today: string): View['outlook'] {
  const told = outlook.state === 'forecast' ? outlook : null;
  return {
    state: outlook.state,
    weeks: outlook.weeks,
    needed: outlook.state === 'short_history' ? outlook.needed : null,
    fan: told ? [...told.fan] : [],
    finish: told?.finish ?? null,
    inTime: told?.inTime ?? null,
    beyond: told?.beyond ?? null,
    missedBy: missedBy(outlook, due, today),
  };
}

function outlookOf(item: Standing, points: readonly DailyPoint[], today: string): View['outlook'] {
  const outlook = forecast({
    itemId: item.id,
    today,
    due: item.approvedDue,
    state: item.state,
    verified: item.verified,
    gains: weeklyGains(points, today),
  });
  return outlookView(outlook, item.approvedDue, today);
}

/** Of the same weeks that a forecast is told from; nothing is gained below 0, so no limit lies there. */
function weeklyView(points: readonly DailyPoint[], today: string): View['weekly'] {
  const gains = weeklyGains(points, today).slice(-FORECAST.mostWeeks);
  const ends = weekEnds(points, today).slice(-FORECAST.mostWeeks);
  const { limits, signals, variation } = controlChart(gains);
  return {
    of: 'gain',
    points: gains.map((value, at) => ({
      day: ends[at] ?? today,
      value,
      verified: true,
      signals: [...(signals[at] ?? [])],
    })),
    limits: limits && { ...limits, lower: Math.max(0, limits.lower) },
    variation,
    needed: LEAST_POINTS,
  };
}

const isOvertaken = (item: Standing, day: string): boolean => item.approvedDue < day && !isFinished(item.state);

const planOf = (line: Line, item: Standing, bends: readonly string[], most: number) =>
  drawnDays(item.start, item.approvedDue, bends, most).map((day) => ({
    day,
    line: line(item.id, day, 'line'),
    step: line(item.id, day, 'step'),
  }));

async function presentRow(scope: Scope, itemId: string): Promise<Row> {
  const [row] = await selectItemRows(scope, sql`and i.id = ${itemId}`);
  return row ?? refuseNow('missing', 'not_found');
}

/** Facts of an item with everything below it, as of a moment where one is given. */
function factsFor(scope: Scope, itemIds: readonly string[], then: Then | null): Promise<ItemFacts[]> {
  return loadFacts(scope, { within: itemIds, ...(then && !then.future ? { at: then.at, day: then.day } : {}) });
}

export async function readTrajectory(scope: Scope, itemId: string, asOf: string | undefined): Promise<View> {
  await readOpenStanding(scope, itemId);
  const then = await thenOf(scope, asOf);
  const item = standingOf(then ? await rowThen(scope, then, itemId) : await presentRow(scope, itemId));
  const day = then?.day ?? scope.today;
  const facts = await factsFor(scope, [itemId], then);
  const points = pointsWith((await loadPoints(scope, [itemId], day)).get(itemId) ?? [], day, item);
  const nodes = facts.find((one) => one.id === itemId)?.nodes ?? [];
  const titles = await loadNodeTitles(scope, itemId);
  const { id: _, ...standing } = item;
  return {
    itemId,
    day,
    ...standing,
    overtaken: isOvertaken(item, day),
    nodes: nodes.map(({ id, date, weight, verified }) => {
      const { title = null, titleEn = null } = titles.get(id) ?? {};
      return { title, titleEn, date, weight, verified };
    }),
    plan: planOf(
      plannedLine(facts),
      item,
      nodes.map((node) => node.date),
      MOST_DAYS,
    ),
    points,
    outlook: outlookOf(item, points, day),
    weekly: weeklyView(points, day),
  };
}

/** Those first whose forecast misses the due by most; what cannot be foreseen after them, what is finished last. */
function inOrder<Told extends { outlook: View['outlook'] }>(works: readonly Told[]): Told[] {
  const rank = (outlook: View['outlook']) => (outlook.missedBy !== null ? 0 : outlook.state === 'finished' ? 2 : 1);
  return works.toSorted(
    (a, b) => rank(a.outlook) - rank(b.outlook) || (b.outlook.missedBy ?? 0) - (a.outlook.missedBy ?? 0),
  );
}

export async function listTrajectories(scope: Scope, query: Query): Promise<List> {
  const from = Number(readCursor(query.cursor, 1)?.[0] ?? 0);
  const year = query.year ?? Number(scope.today.slice(0, 4));
  const works = await loadKeyWorks(scope, { year, unitId: query.unitId, sectorId: query.sectorId });
  const stored = await loadPoints(
    scope,
    works.map((work) => work.id),
    scope.today,
  );
  const told = works.map((work) => {
    const points = pointsWith(stored.get(work.id) ?? [], scope.today, work);
    return { work, points, outlook: outlookOf(work, points, scope.today) };
  });
  const shown = inOrder(told).slice(from, from + query.limit);
  const line = plannedLine(
    await factsFor(
      scope,
      shown.map(({ work }) => work.id),
      null,
    ),
  );
  const next = from + query.limit;
  return {
    items: shown.map(({ work: { id, ...work }, points, outlook }) => ({
      ...work,
      itemId: id,
      overtaken: isOvertaken({ ...work, id }, scope.today),
      plan: planOf(line, { ...work, id }, [], MOST_SMALL_DAYS).map(({ day, line: planned }) => ({
        day,
        line: planned,
      })),
      points: points.map(({ day, verified }) => ({ day, verified })),
      outlook,
    })),
    nextCursor: next < told.length ? writeCursor([next]) : null,
    total: told.length,
  };
}
