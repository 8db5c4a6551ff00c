// The burden ledger: requests for input in fields and seconds, put together so that no single person can be seen through.

import { Decimal } from 'decimal.js';
import { type Day, daysBetween } from '../institution/calendar.rules.ts';

export type AskKind =
  | 'report'
  | 'acceptance'
  | 'decomposition'
  | 'gate'
  | 'look'
  | 'negotiation'
  | 'readiness'
  | 'sheet_reply'
  | 'sheet_judge'
  | 'help';

/** Fields of a form by what they cost: words to write, figures, choices and dates. */
export interface Fields {
  readonly text: number;
  readonly number: number;
  readonly choice: number;
  readonly date: number;
}

/** Requests of one kind to one person, by one unit, in one cycle (null outside cycles). */
export interface Ask extends Fields {
  readonly kind: AskKind;
  readonly cycleId: string | null;
  readonly personId: string;
  /** The unit that asks and the one that is asked. */
  readonly askerId: string | null;
  readonly unitId: string | null;
  readonly requests: number;
}

export type Grouping = 'asker' | 'unit' | 'cycle' | 'kind';

export interface Heap {
  readonly key: string | null;
  readonly people: ReadonlySet<string>;
  readonly requests: number;
  readonly fields: number;
  readonly seconds: number;
  /** Groups that were put together into this one. */
  readonly merged: number;
}

/** A figure about fewer people speaks of persons. */
export const LEAST_PEOPLE = 5;
/** Where small kinds and cycles go. */
export const OTHER = 'other';

export const fieldsOf = (fields: Fields): number => fields.text + fields.number + fields.choice + fields.date;

/** Fields x estimated seconds a field, by kind of field; whole seconds. */
export function secondsOf(fields: Fields, perField: Fields): number {
  const of = (key: keyof Fields) => new Decimal(fields[key]).times(perField[key]);
  return of('text').plus(of('number')).plus(of('choice')).plus(of('date')).toDecimalPlaces(0).toNumber();
}

/** Seconds that so many people may be asked for in the days from `from` to `to`, both included. */
export function budgetFor(people: number, minutesPerWeek: number, from: Day, to: Day): number {
  return new Decimal(daysBetween(from, to) + 1)
    .div(7)
    .times(minutesPerWeek)
    .times(60)
    .times(people)
    .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
    .toNumber();
}

const keyOf: Record<Grouping, (ask: Ask) => string | null> = {
  asker: (ask) => ask.askerId,
  unit: (ask) => ask.unitId,
  cycle: (ask) => ask.cycleId,
  kind: (ask) => ask.kind,
};

function heapOf(key: string | null, asks: readonly Ask[], perField: Fields): Heap {
  return {
    key,
    people: new Set(asks.map((ask) => ask.personId)),
    requests: asks.reduce((sum, ask) => sum + ask.requests, 0),
    fields: asks.reduce((sum, ask) => sum + fieldsOf(ask), 0),
    seconds: asks.reduce((sum, ask) => sum + secondsOf(ask, perField), 0),
    merged: 0,
  };
}

export function heapsBy(asks: readonly Ask[], by: Grouping, perField: Fields): Heap[] {
  return [...Map.groupBy(asks, keyOf[by])].map(([key, group]) => heapOf(key, group, perField));
}

export const wholeOf = (asks: readonly Ask[], perField: Fields): Heap => heapOf(null, asks, perField);

/** What is put into another one adds its requests and its people, each person once. */
function joined(into: Heap | undefined, key: string | null, small: Heap): Heap {
  if (!into) return { ...small, key, merged: small.merged + 1 };
  return {
    key,
    people: new Set([...into.people, ...small.people]),
    requests: into.requests + small.requests,
    fields: into.fields + small.fields,
    seconds: into.seconds + small.seconds,
    merged: into.merged + small.merged + 1,
  };
}

/** The key above one: a unit's parent, or the common heap; undefined at the top. */
export type Above = (key: string | null) => string | null | undefined;

function depthOf(key: string | null, above: Above): number {
  let depth = 0;
  for (let up = above(key); up !== undefined && depth < 1000; up = above(up)) depth += 1;
  return depth;
}

/**
 * Groups of fewer than five people join the one above, deepest first, until nobody can be seen through; what stays small at the top takes
 * in the smallest of those shown, so that it cannot be had by subtraction either. Nothing is lost: the sums stay. With fewer than five
 * people in all nothing is shown.
 */
export function mergeSmall(heaps: readonly Heap[], above: Above, least = LEAST_PEOPLE): Heap[] {
  const everybody = new Set(heaps.flatMap((heap) => [...heap.people]));
  if (everybody.size < least) return [];
  const found = new Map(heaps.map((heap) => [heap.key, heap]));
  for (;;) {
    const small = [...found.values()]
      .filter((heap) => heap.people.size < least && above(heap.key) !== undefined)
      .sort((a, b) => depthOf(b.key, above) - depthOf(a.key, above))[0];
    if (!small) break;
    const up = above(small.key) ?? null;
    found.delete(small.key);
    found.set(up, joined(found.get(up), up, small));
  }
  return takeIn([...found.values()], least);
}

/** Small ones at the top join each other and then the smallest of the rest. */
function takeIn(heaps: readonly Heap[], least: number): Heap[] {
  const shown = heaps.filter((heap) => heap.people.size >= least).sort((a, b) => a.people.size - b.people.size);
  const small = heaps.filter((heap) => heap.people.size < least);
  const [first, ...others] = small;
  if (!first) return shown;
  let heap = others.reduce((into, other) => joined(into, into.key, other), first);
  while (heap.people.size < least) {
    const next = shown.shift();
    if (!next) break;
    heap = joined(heap, heap.key, next);
  }
  return [...shown, heap];
}
