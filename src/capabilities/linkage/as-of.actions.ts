// How items stood on a day, or will stand on a day to come if nothing more happens: facts of that moment, evaluated by the rules.
import { type RawBuilder, sql } from 'kysely';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { endOfDay, localDay } from '../institution/zone.rules.ts';
import { evaluateItems } from '../progress/rollup.store.ts';
import { type Row, type StoredRow, stripWords, toItemRow } from './item-row.rules.ts';
import { loadFrame, selectPastRows } from './item-row.store.ts';
import { readinessOfItems } from './readiness.store.ts';

export type Then = { at: Date; day: string; future: boolean };

/** A day counts every act of it, and has not ended; an instant counts what happened until then. Null for the present. */
export async function thenOf(scope: Scope, asOf: string | undefined): Promise<Then | null> {
  if (asOf === undefined) return null;
  const zone = await scope.tx
    .selectFrom('institutions')
    .where('id', '=', scope.institutionId)
    .select('time_zone')
    .executeTakeFirstOrThrow();
  const instant = asOf.includes('T') ? new Date(asOf) : endOfDay(asOf, zone.time_zone);
  const day = asOf.includes('T') ? localDay(instant, zone.time_zone) : asOf;
  return { at: instant, day, future: day > scope.today };
}

/** Rows of one tree (`rootId`) or of the whole institution; those that `keep` lets through. Values come from the rules. */
export async function rowsThen(
  scope: Scope,
  then: Then,
  rootId: string | null,
  where: RawBuilder<unknown> = sql``,
): Promise<Row[]> {
  const within = rootId === null ? {} : { within: [rootId] };
  const { values } = await evaluateItems(
    scope,
    then.future ? { ...within, day: then.day } : { ...within, at: then.at, day: then.day },
  );
  const tree = rootId === null ? sql`` : sql`and ${rootId}::uuid = any(i.path)`;
  const stored = await selectPastRows(scope, then.at, sql`${tree} ${where} order by i.path`);
  const frame = await loadFrame({ ...scope, today: then.day });
  const stepOf = new Map([...values].map(([id, one]) => [id, one.steps]));
  const past = then.future ? null : then.at;
  const marks = await readinessOfItems(scope, stored, { at: past, day: then.day });
  const levelOf = new Map(stored.map((row) => [row.id, row.level]));
  return stored.flatMap((row): Row[] => {
    const value = values.get(row.id);
    if (!value) return [];
    const above = row.path.slice(0, -1).map((id) => {
      const level = levelOf.get(id) ?? 0;
      return { level, step: stepOf.get(id)?.[level - 1] ?? 0 };
    });
    const full: StoredRow = {
      ...row,
      ...value,
      steps: [...value.steps],
      reported_children: value.reportedChildren,
      light_why: value.why.map((why) => ({ ...why, inputs: { ...why.inputs } })),
      worst_below: value.worstBelow,
    };
    const strip = stripWords({ level: row.level, state: row.state, steps: value.steps, above, ...frame });
    return [{ ...toItemRow(full, strip, then.day, marks.get(row.id) ?? null), valuesOf: then.day }];
  });
}

export async function rootOf(scope: Scope, itemId: string): Promise<string> {
  const row = await scope.tx
    .selectFrom('items')
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', itemId)
    .select('path')
    .executeTakeFirst();
  return row?.path[0] ?? refuseNow('missing', 'not_found');
}

/** One item then; before its first event it is missing. */
export async function rowThen(scope: Scope, then: Then, itemId: string): Promise<Row> {
  const rows = await rowsThen(scope, then, await rootOf(scope, itemId));
  return rows.find((row) => row.id === itemId) ?? refuseNow('missing', 'not_found');
}
