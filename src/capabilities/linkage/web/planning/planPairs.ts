// This year's work beside what goes on from it next year: pairs under the goal they serve. Pure.
import type { PlanRow } from './planQueries.ts';

export type Pair = { key: string; now: PlanRow | null; next: PlanRow | null };
export type Group = { key: string; under: PlanRow['under']; pairs: Pair[] };

/** Each row with its successor; what begins anew stands after them. */
export function pairsOf(now: readonly PlanRow[], next: readonly PlanRow[]): Pair[] {
  const byOrigin = new Map(
    next.flatMap((row) => (row.carriedFromId === null ? [] : [[row.carriedFromId, row] as const])),
  );
  const paired = now.map((row): Pair => ({ key: row.id, now: row, next: byOrigin.get(row.id) ?? null }));
  const shown = new Set(paired.flatMap((pair) => pair.next?.id ?? []));
  const fresh = next.filter((row) => !shown.has(row.id));
  return [...paired, ...fresh.map((row): Pair => ({ key: row.id, now: null, next: row }))];
}

/** By the goal above, in the order in which the goals first appear; what hangs from nothing first. */
export function groupsOf(pairs: readonly Pair[]): Group[] {
  const groups = new Map<string, Group>();
  for (const pair of pairs) {
    const under = (pair.now ?? pair.next)?.under ?? null;
    const key = under?.id ?? '';
    const group = groups.get(key) ?? { key, under, pairs: [] };
    group.pairs.push(pair);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => Number(a.under !== null) - Number(b.under !== null));
}

export const mayChoose = (pair: Pair): boolean => pair.now?.abilities.carryOver === true;
