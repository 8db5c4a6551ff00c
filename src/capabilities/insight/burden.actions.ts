// The burden ledger for somebody: groups large enough to hide persons, his own figures, and requests that need not have been made.
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { refuseNow } from '../../platform/result.ts';
import { type SheetColumn, writeWorkbook } from '../../platform/spreadsheet/write-table.ts';
import type { Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import { readSetting } from '../institution/settings.store.ts';
import type { Burden, BurdenRow, readBurden } from './burden.contract.ts';
import { burdenReachOf, isWithin } from './burden.policy.ts';
import {
  type Above,
  type Ask,
  type AskKind,
  budgetFor,
  type Fields,
  type Grouping,
  type Heap,
  heapsBy,
  LEAST_PEOPLE,
  mergeSmall,
  OTHER,
  wholeOf,
} from './burden.rules.ts';
import { loadAsks, type Span } from './burden.store.ts';
import { findHeld } from './burden-held.rules.ts';
import {
  type CycleSpan,
  loadAskedHelp,
  loadCycleSpans,
  loadIndicatorNames,
  loadItemNames,
  loadOwedReports,
  loadUnits,
  type UnitName,
} from './burden-held.store.ts';

type View = z.output<typeof Burden>;
type RowView = z.output<typeof BurdenRow>;
export type BurdenQuery = z.output<(typeof readBurden)['query']>;
type Estimate = { minutesPerWeek: number; perField: Fields };
/** Of each code far more than anybody reads at once; they are told in the order of what they cost. */
const MOST_HELD = 50;

/** Without a span: the last three months with this one, up to today. */
function spanOf(scope: Scope, query: BurdenQuery): Span {
  const to = query.to ?? scope.today;
  const months = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1 - 3;
  const first = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
  const from = query.from ?? first;
  if (from > to) refuseNow('invalid', 'span_backwards', { from, to }, [{ path: 'from', code: 'span_backwards' }]);
  return { from, to };
}

const loadOf = (heap: Heap, budget: number | null) => ({
  requests: heap.requests,
  fields: heap.fields,
  seconds: heap.seconds,
  budget,
  over: budget !== null && heap.seconds > budget,
});

/** Units lie in each other; kinds and cycles have one common heap above them. */
function aboveFor(by: Grouping, units: ReadonlyMap<string, UnitName>): Above {
  if (by === 'asker' || by === 'unit')
    return (key) => (key === null ? undefined : (units.get(key)?.parentId ?? undefined));
  return (key) => (key === OTHER ? undefined : OTHER);
}

type Names = { units: ReadonlyMap<string, UnitName>; cycles: ReadonlyMap<string, CycleSpan> };

function rowOf(heap: Heap, by: Grouping, span: Span, names: Names, estimate: Estimate): RowView {
  const unit = heap.key === null ? undefined : names.units.get(heap.key);
  const cycle = by === 'cycle' && heap.key !== null ? (names.cycles.get(heap.key) ?? null) : null;
  const days = cycle ?? span;
  const budget = by === 'kind' ? null : budgetFor(heap.people.size, estimate.minutesPerWeek, days.from, days.to);
  return {
    key: heap.key,
    name: unit?.name ?? null,
    nameEn: unit?.nameEn ?? null,
    cycle: cycle && { kind: cycle.kind, from: cycle.from, to: cycle.to },
    people: heap.people.size,
    merged: heap.merged,
    ...loadOf(heap, budget),
  };
}

/** Cycles by time, everything else by what it costs; never by person. */
const inOrder = (by: Grouping) => (a: RowView, b: RowView) =>
  by === 'cycle' && a.cycle && b.cycle
    ? a.cycle.to.localeCompare(b.cycle.to) || a.cycle.kind.localeCompare(b.cycle.kind)
    : b.seconds - a.seconds || String(a.key).localeCompare(String(b.key));

function ownLoad(asks: readonly Ask[], span: Span, estimate: Estimate): View['mine'] {
  const { from, to } = span;
  const kinds = heapsBy(asks, 'kind', estimate.perField).map((heap) => ({
    // grouped by kind, so the key is one
    kind: heap.key as AskKind,
    requests: heap.requests,
    fields: heap.fields,
    seconds: heap.seconds,
  }));
  const whole = wholeOf(asks, estimate.perField);
  return {
    ...loadOf(whole, budgetFor(1, estimate.minutesPerWeek, from, to)),
    kinds: kinds.sort((a, b) => b.seconds - a.seconds),
  };
}

async function heldFor(scope: Scope, span: Span, perField: Fields): Promise<Pick<View, 'held' | 'heldCounts'>> {
  const all = findHeld(await loadOwedReports(scope, span), await loadAskedHelp(scope, span), perField);
  const byCode = [...Map.groupBy(all, (one) => one.code)];
  const held = byCode.flatMap(([, group]) => group.slice(0, MOST_HELD));
  const items = await loadItemNames(scope, [...new Set(held.map((one) => one.itemId))]);
  const indicators = await loadIndicatorNames(scope, [...new Set(held.flatMap((one) => one.indicatorId ?? []))]);
  const named = held.map(({ indicatorId, ...one }) => {
    const item = items.get(one.itemId);
    return {
      ...one,
      itemCode: item?.code ?? null,
      title: item?.name ?? null,
      titleEn: item?.nameEn ?? null,
      indicator: indicatorId === null ? null : (indicators.get(indicatorId) ?? null),
    };
  });
  const heldCounts = byCode.map(([code, group]) => ({
    code,
    items: group.length,
    seconds: group.reduce((sum, one) => sum + one.seconds, 0),
  }));
  return { held: named, heldCounts };
}

export async function readBurdenLedger(scope: Scope, query: BurdenQuery): Promise<View> {
  const span = spanOf(scope, query);
  const reach = burdenReachOf(scope.actor);
  const estimate = {
    minutesPerWeek: await readSetting(scope, 'burden.minutesPerWeek'),
    perField: await readSetting(scope, 'burden.secondsPerField'),
  };
  const asks = await loadAsks(scope, span, await readSetting(scope, 'readiness.daysBefore'));
  const counted = asks.filter((ask) => isWithin(reach, ask));
  const names = { units: await loadUnits(scope), cycles: await loadCycleSpans(scope, span) };
  const heaps = mergeSmall(heapsBy(counted, query.by, estimate.perField), aboveFor(query.by, names.units));
  const whole = wholeOf(counted, estimate.perField);
  const people = whole.people.size;
  return {
    ...span,
    by: query.by,
    reach: reach.reach,
    minutesPerWeek: estimate.minutesPerWeek,
    secondsPerField: estimate.perField,
    leastPeople: LEAST_PEOPLE,
    whole:
      people < LEAST_PEOPLE
        ? null
        : { people, ...loadOf(whole, budgetFor(people, estimate.minutesPerWeek, span.from, span.to)) },
    items: heaps.map((heap) => rowOf(heap, query.by, span, names, estimate)).sort(inOrder(query.by)),
    nextCursor: null,
    mine: ownLoad(
      asks.filter((ask) => ask.personId === scope.actor.personId),
      span,
      estimate,
    ),
    ...(await heldFor(scope, span, estimate.perField)),
  };
}

const COLUMNS = ['group', 'people', 'requests', 'fields', 'minutes', 'budget'] as const;
const HELD_COLUMNS = ['code', 'item', 'title', 'indicator', 'times', 'fields', 'minutes', 'stop'] as const;
const TEXTS: readonly string[] = ['group', 'code', 'item', 'title', 'indicator', 'stop'];
const minutes = (seconds: number | null) => (seconds === null ? null : Math.round(seconds / 6) / 10);

/** The same figures that the page shows: groups, never persons. */
export async function exportBurdenLedger(scope: Scope, query: BurdenQuery, say: Say): Promise<Buffer> {
  const ledger = await readBurdenLedger(scope, query);
  const word = (key: string) => say(scope.language, `burdenSheet.${key}`);
  const column = (key: string): SheetColumn => ({
    key,
    header: word(`column.${key}`),
    type: TEXTS.includes(key) ? 'text' : 'number',
  });
  const twin = (own: string | null, en: string | null) => (scope.language === 'en' ? (en ?? own) : own);
  const groupOf = (row: RowView) => {
    if (row.cycle) return `${row.cycle.from} – ${row.cycle.to}`;
    if (ledger.by === 'kind') return word(`kind.${row.key}`);
    return twin(row.name, row.nameEn) ?? word(row.key === OTHER ? 'kind.other' : 'none');
  };
  const rows = ledger.items.map((row) => ({
    ...row,
    group: groupOf(row),
    minutes: minutes(row.seconds),
    budget: minutes(row.budget),
  }));
  const held = ledger.held.map((one) => ({
    ...{ times: one.times, fields: one.fields, item: one.itemCode, minutes: minutes(one.seconds) },
    code: word(`held.${one.code}`),
    title: twin(one.title, one.titleEn),
    indicator: one.indicator && twin(one.indicator.name, one.indicator.nameEn),
    stop: word(`stop.${one.code}`),
  }));
  await appendEvent(scope, {
    act: 'table.exported',
    objectKind: 'institution',
    objectId: scope.institutionId,
    after: { kind: 'burden', rows: { groups: rows.length, held: held.length } },
  });
  const simple = rows.map(({ group, people, requests, fields, minutes: spent, budget }) => ({
    group,
    people,
    requests,
    fields,
    minutes: spent,
    budget,
  }));
  return writeWorkbook([
    { name: word('sheet'), columns: COLUMNS.map(column), rows: simple },
    { name: word('heldSheet'), columns: HELD_COLUMNS.map(column), rows: held },
  ]);
}
