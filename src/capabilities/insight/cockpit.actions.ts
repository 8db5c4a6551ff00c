// The cockpit of one reader: every figure counts what he may see, and names what it counts.
import type { z } from 'zod';
import type { Scope } from '../identity/scope.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { readSetting } from '../institution/settings.store.ts';
import { readsEverything } from '../linkage/item.policy.ts';
import { type DutySource, readMyWork } from '../linkage/workbench.actions.ts';
import { readMatrix } from '../promotion/cycle-view.actions.ts';
import { firstOfLastYear, toDelay } from '../promotion/delay.actions.ts';
import { selectDelays, selectTallies } from '../promotion/delay.store.ts';
import { readFocusList } from '../promotion/focus.actions.ts';
import { countWaitingHelp } from '../promotion/help-view.actions.ts';
import type { Cockpit } from './cockpit.contract.ts';
import { countLights, countOpenSheets, findCycles, type LightCount } from './cockpit.store.ts';

type View = z.infer<typeof Cockpit>;
/** A cockpit shows the first lines and counts the rest: whoever wants all opens the list. */
const MOST_WORK = 6;
const MOST_DELAYS = 7;
const MOST_FOCUS = 12;

async function needsMe(scope: Scope, duties: readonly DutySource[]): Promise<View['needsMe']> {
  const { items, counts } = await readMyWork(scope, duties);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { total, counts, overdue: items.filter((row) => row.overdue).length, items: items.slice(0, MOST_WORK) };
}

async function openDelays(scope: Scope): Promise<View['delays']> {
  const filters = { open: true, since: firstOfLastYear(scope.today) };
  const calendar = await loadCalendar(scope);
  const rows = await selectDelays(scope, filters, { limit: MOST_DELAYS, mineFirst: true });
  const tallies = await selectTallies(scope, filters);
  const byKind: View['delays']['byKind'] = {};
  for (const { kind } of tallies) byKind[kind] = (byKind[kind] ?? 0) + 1;
  const isMine = (one: { personId: string | null }) => one.personId === scope.actorId;
  const byLevel = [...Map.groupBy(tallies, (one) => one.level)]
    .map(([level, own]) => ({ level, open: own.length, mine: own.filter(isMine).length }))
    .sort((a, b) => (a.level ?? 99) - (b.level ?? 99));
  return {
    total: tallies.length,
    mine: tallies.filter(isMine).length,
    byKind,
    byLevel,
    items: rows.map((row) => toDelay(scope, calendar, row)),
  };
}

async function focusOf(scope: Scope, cycleId: string | null): Promise<View['focus']> {
  if (cycleId === null) return null;
  const { live, on, items } = await readFocusList(scope, cycleId);
  const flagged = items.filter((entry) => entry.flagged).length;
  return { cycleId, live, on, flagged, items: items.slice(0, MOST_FOCUS) };
}

async function cycleOf(scope: Scope, cycleId: string | null): Promise<View['cycle']> {
  if (cycleId === null) return null;
  const { cycle, levels, totals } = await readMatrix(scope, cycleId, {});
  const { id, kind, from, to, freezeOn, state } = cycle;
  const rows = levels.map(({ level, deadline }) => {
    const cell = totals.cells.find((one) => one.level === level);
    const { owed = 0, inTime = 0, late = 0, waiting = 0, missing = 0, missed = 0 } = cell ?? {};
    return { level, deadline, owed, inTime, late, waiting, missing: missing + missed };
  });
  return { id, kind, from, to, freezeOn, state, levels: rows };
}

/** Counts by a key, in the order in which the keys came. */
function grouped(counts: readonly LightCount[], keyOf: (row: LightCount) => string) {
  return [...Map.groupBy(counts, keyOf).values()].flatMap((rows) => {
    const [first] = rows;
    const lights: Record<string, number> = {};
    for (const { light, count } of rows) lights[light] = (lights[light] ?? 0) + count;
    const total = rows.reduce((sum, row) => sum + row.count, 0);
    return first ? [{ first, total, lights }] : [];
  });
}

async function lightsOf(scope: Scope): Promise<View['lights']> {
  const horizon = 'annual' as const;
  const counts = await countLights(scope, horizon);
  const [all] = grouped(counts, () => 'all');
  const byUnit = grouped(counts, (row) => row.unit.id).map(({ first, total, lights }) => ({
    unit: first.unit,
    total,
    lights,
  }));
  return {
    horizon,
    total: all?.total ?? 0,
    all: all?.lights ?? {},
    bySector: grouped(counts, (row) => row.sector?.id ?? '').map(({ first, total, lights }) => ({
      sector: first.sector,
      total,
      lights,
    })),
    byUnit: byUnit.sort((a, b) => (a.unit.code < b.unit.code ? -1 : 1)),
  };
}

async function sheetsOf(scope: Scope): Promise<View['sheets']> {
  const counts = await countOpenSheets(scope);
  const open = (colour: string) => counts.find((one) => one.colour === colour)?.open ?? 0;
  const overdue = counts.reduce((sum, one) => sum + one.overdue, 0);
  return { yellow: open('yellow'), orange: open('orange'), red: open('red'), overdue };
}

export async function readMyCockpit(scope: Scope, duties: readonly DutySource[]): Promise<View> {
  const cycles = await findCycles(scope, await readSetting(scope, 'report.frequency'));
  return {
    today: scope.today,
    reach: readsEverything(scope.actor) ? 'whole' : 'part',
    needsMe: await needsMe(scope, duties),
    delays: await openDelays(scope),
    focus: await focusOf(scope, cycles.running),
    cycle: await cycleOf(scope, cycles.reported),
    lights: await lightsOf(scope),
    sheets: await sheetsOf(scope),
    help: await countWaitingHelp(scope),
  };
}
