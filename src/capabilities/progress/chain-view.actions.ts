// The chain view: one evaluation of an item's subtree, shared out by weight, with marks and tempo of what the caller sees.

import type { z } from 'zod';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { addDays } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { thenOf } from '../linkage/as-of.actions.ts';
import { stripWords } from '../linkage/item-row.rules.ts';
import { loadFrame } from '../linkage/item-row.store.ts';
import { readChain } from '../linkage/list-items.actions.ts';
import { readStanding } from '../linkage/standing.store.ts';
import { marksOf } from './chain-marks.rules.ts';
import { shareOut } from './chain-shares.rules.ts';
import type { ChainView } from './chain-view.contract.ts';
import { type ChainRow, chainFactsOf, type Link, levelsOf, nodesOf, temposOf } from './chain-view.rules.ts';
import { loadChainRows, loadGates, loadLine, loadSeen } from './chain-view.store.ts';
import { loadProgressSettings } from './facts.store.ts';
import { evaluateItems } from './rollup.store.ts';
import { ownPart } from './values.rules.ts';

type View = z.output<typeof ChainView>;
/** Acts of a quarter tell how fast somebody is now. */
const TEMPO_DAYS = 92;
const MOST_ROWS = 60;

export async function readChainView(scope: Scope, itemId: string, asOf: string | undefined): Promise<View> {
  await readStanding(scope, itemId);
  const then = await thenOf(scope, asOf);
  // a day to come knows what is known now
  const moment = { day: then?.day ?? scope.today, at: then && !then.future ? then.at : null };
  const chain = await loadChain(scope, itemId, moment);
  const { frame, links, seen, now } = chain;
  const [top] = links;
  if (!top) return refuseNow('missing', 'not_found');
  const tempos = temposOf(
    links
      .filter(({ row }) => seen.has(row.id))
      .map(({ row, facts }) => ({ facts: chainFactsOf(row, facts, null), unitId: row.unitId })),
    chain.gates.filter((gate) => seen.has(gate.itemId)),
    chain.since,
    now,
  );
  const line = await readLine(scope, top.row, asOf, moment.at);
  const own = { level: top.row.level, state: top.facts.state, steps: top.values.steps };
  const view = {
    asOf: moment.day,
    top: { ...lineOf(top.row), sectorId: top.row.sectorId },
    ...line,
    strip: line.strip ?? stripWords({ ...own, above: [], ...frame }),
    carryToRank: frame.carryToRank,
    levels: levelsOf(chain.levels, links),
    nodes: nodesOf(links, seen),
    tempoSince: chain.since,
    tempoOfPeople: tempos.people.slice(0, MOST_ROWS),
    tempoOfUnits: tempos.units.slice(0, MOST_ROWS),
  };
  return { ...view, ...(await namesFor(scope, view)) };
}

/** The subtree as it stood: evaluated once, shared out, with its gates and marks, and which of it the caller sees. */
async function loadChain(scope: Scope, itemId: string, { day, at }: { day: string; at: Date | null }) {
  const { facts, values } = await evaluateItems(scope, { within: [itemId], day, ...(at ? { at } : {}) });
  const factsOf = new Map(
    facts.filter((one) => one.state !== 'draft' || one.id === itemId).map((one) => [one.id, one]),
  );
  const frame = await loadFrame({ ...scope, today: day });
  const shared = [...factsOf.values()].map((one) => ({ ...one, ownPercent: ownPart(one) }));
  const shares = shareOut(shared, itemId, frame.carryToRank, frame.levels);
  const rows = (await loadChainRows(scope, [...factsOf.keys()], at)).filter((row) => shares.items.has(row.id));
  const ids = rows.map((row) => row.id);
  const since = addDays(day, -TEMPO_DAYS);
  const gates = await loadGates(scope, ids, { since, day, at });
  const [calendar, settings] = [await loadCalendar(scope), await loadProgressSettings(scope, day)];
  const now = { today: day, calendar, settings };
  const gatesOf = Map.groupBy(gates, (gate) => gate.itemId);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const links = rows.flatMap((row): Link[] => {
    const [one, value, share] = [factsOf.get(row.id), values.get(row.id), shares.items.get(row.id)];
    if (!one || !value || !share) return [];
    const superior = one.parentId === null ? null : (rowOf.get(one.parentId)?.personId ?? null);
    const marks = marksOf(chainFactsOf(row, one, superior), gatesOf.get(row.id) ?? [], now);
    return [{ row, facts: one, values: value, share, marks }];
  });
  return { frame, levels: shares.levels, links, gates, since, now, seen: await loadSeen(scope, ids) };
}

const lineOf = ({ id, code, title, titleEn, level, personId }: ChainRow) => ({
  id,
  code,
  title,
  titleEn,
  level,
  personId,
});

/** Above the item: whom the caller sees, what the item is of its root, and its strip. */
async function readLine(
  scope: Scope,
  top: ChainRow,
  asOf: string | undefined,
  at: Date | null,
): Promise<Pick<View, 'above' | 'shareOfRoot'> & { strip: View['strip'] | null }> {
  const [rootId] = top.path;
  const { items } = await readChain(scope, top.id, asOf);
  const line = rootId === undefined || rootId === top.id ? [] : await loadLine(scope, top.path, at);
  const share = rootId === undefined ? undefined : shareOut(line, rootId, 1, 8).items.get(top.id)?.share;
  return {
    above: items
      .filter((row) => row.id !== top.id)
      .map(({ id, code, title, titleEn, level, responsiblePersonId }) => ({
        id,
        code,
        title,
        titleEn,
        level,
        personId: responsiblePersonId,
      })),
    shareOfRoot: share?.toDecimalPlaces(4).toNumber() ?? 100,
    strip: items.find((row) => row.id === top.id)?.strip ?? null,
  };
}

/** Every name once, of what the reply speaks of and no more. */
async function namesFor(
  scope: Scope,
  view: Pick<View, 'above' | 'nodes' | 'tempoOfPeople' | 'tempoOfUnits'>,
): Promise<Pick<View, 'units' | 'people'>> {
  const present = <T>(ids: (T | null)[]): T[] => [...new Set(ids.filter((id): id is T => id !== null))];
  const units = present([...view.nodes.map((node) => node.unitId), ...view.tempoOfUnits.map((row) => row.id)]);
  const people = present([
    ...view.above.map((row) => row.personId),
    ...view.nodes.flatMap((node) => [node.personId, ...node.marks.map((mark) => mark.personId)]),
    ...view.tempoOfPeople.map((row) => row.id),
  ]);
  const { tx, institutionId } = scope;
  return {
    units: await tx
      .selectFrom('units')
      .where('institution_id', '=', institutionId)
      .where('id', 'in', units.length > 0 ? units : [scope.institutionId])
      .select(['id', 'code', 'name', 'name_en as nameEn'])
      .execute(),
    people: await tx
      .selectFrom('people')
      .where('institution_id', '=', institutionId)
      .where('id', 'in', people.length > 0 ? people : [scope.actorId])
      .select(['id', 'name', 'name_en as nameEn'])
      .execute(),
  };
}
