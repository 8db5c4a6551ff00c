// Delays for a reader: those that he may see, the oldest first, with figures by kind, level and unit and none by person.
import type { z } from 'zod';
import { readCursor, writeCursor } from '../../platform/http/paging.ts';
import type { Scope } from '../identity/scope.ts';
import type { Calendar } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import type { Delay, Delays, listDelays } from './delay.contract.ts';
import { figuresByLevel, figuresByUnit, figuresOf, type Tallied } from './delay.rules.ts';
import {
  type DelayFilters,
  type DelayTally,
  type StoredDelay,
  selectDelays,
  selectTallies,
  selectUnits,
} from './delay.store.ts';
import { daysLate } from './help.rules.ts';

type View = z.infer<typeof Delay>;
type Query = z.output<(typeof listDelays)['query']>;
type Reply = z.infer<typeof Delays>;

export function toDelay(scope: Pick<Scope, 'actorId' | 'today'>, calendar: Calendar, row: StoredDelay): View {
  const { kind, objectId, person, unit, level, item, itemSeen, due, endedOn } = row;
  return {
    kind,
    objectId,
    person,
    unit,
    level,
    item: itemSeen ? item : null,
    due,
    days: daysLate(calendar, due, endedOn ?? scope.today),
    open: endedOn === null,
    endedOn,
    mine: person?.id === scope.actorId,
  };
}

export const firstOfLastYear = (today: string): string => `${Number(today.slice(0, 4)) - 1}-01-01`;

async function figures(scope: Scope, calendar: Calendar, filters: DelayFilters): Promise<Partial<Reply>> {
  const tallies = await selectTallies(scope, filters);
  const rows = tallies.map(
    (one: DelayTally): Tallied => ({
      personId: one.personId ?? '',
      level: one.level,
      unitId: one.unitId,
      open: one.endedOn === null,
      days: daysLate(calendar, one.due, one.endedOn ?? scope.today),
    }),
  );
  const byKind: NonNullable<Reply['byKind']> = {};
  for (const { kind, endedOn } of tallies) {
    const known = byKind[kind] ?? { delays: 0, open: 0 };
    byKind[kind] = { delays: known.delays + 1, open: known.open + (endedOn === null ? 1 : 0) };
  }
  const units = await selectUnits(scope);
  const named = new Map(units.map(({ parentId: _, ...unit }) => [unit.id, unit]));
  const byUnit = figuresByUnit(rows, units).flatMap(({ unitId, ...group }) => {
    const unit = named.get(unitId);
    return unit ? [{ unit, ...group }] : [];
  });
  return { total: rows.length, whole: figuresOf(rows), byKind, byLevel: figuresByLevel(rows), byUnit };
}

export async function readDelays(scope: Scope, query: Query): Promise<Reply> {
  const { kind, level, unitId, open, mine, itemId } = query;
  const filters = {
    kinds: kind,
    level,
    unitId,
    open,
    mine,
    itemId,
    since: query.since ?? firstOfLastYear(scope.today),
  };
  const cursor = readCursor(query.cursor, 2);
  const after = cursor ? { due: String(cursor[0]), key: String(cursor[1]) } : undefined;
  const stored = await selectDelays(scope, filters, { limit: query.limit + 1, after });
  const shown = stored.slice(0, query.limit);
  const last = shown.at(-1);
  const calendar = await loadCalendar(scope);
  return {
    items: shown.map((row) => toDelay(scope, calendar, row)),
    nextCursor: stored.length > query.limit && last ? writeCursor([last.due, last.key]) : null,
    whole: null,
    byKind: null,
    byLevel: null,
    byUnit: null,
    ...(query.cursor ? {} : await figures(scope, calendar, filters)),
  };
}
