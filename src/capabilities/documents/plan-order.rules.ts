// Finds for every row of a plan the item that stands and the one above, and puts parents before children.
import type { StandingItem } from './plan-standing.store.ts';
import type { EntityRow, Findings } from './sheet-rows.rules.ts';

export type PlacedItem = {
  id: string;
  row: EntityRow;
  standing: StandingItem | null;
  parentId: string | null;
  /** Place among its siblings, after those that stand. */
  position: number;
};

type Seat = { id: string; row: EntityRow; standing: StandingItem | null };

/** Rows without a code are known by their title under their parent, and where titles are the same by their order. */
const titleKey = (parentId: string | null, title: string | null): string => `${parentId ?? ''} ${title ?? ''}`;

function uncodedByTitle(standing: readonly StandingItem[]): Map<string, StandingItem[]> {
  const uncoded = standing.filter((item) => item.code === null);
  const ordered = uncoded.toSorted((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1));
  return Map.groupBy(ordered, (item) => titleKey(item.parent_id, item.title));
}

const seatRows = (
  rows: readonly EntityRow[],
  standing: readonly StandingItem[],
  newId: () => string,
  findings: Findings,
) => {
  const byCode = new Map(standing.filter((item) => item.code !== null).map((item) => [item.code as string, item]));
  const byTitle = uncodedByTitle(standing);
  const seats = new Map<string, Seat>();
  const unnamed: EntityRow[] = [];
  for (const row of rows) {
    const code = row.text('code');
    if (!code) {
      unnamed.push(row);
      continue;
    }
    const earlier = seats.get(code);
    if (earlier) {
      findings.add(row, 'code', 'row_twice', { row: earlier.row.row });
      continue;
    }
    const found = byCode.get(code) ?? null;
    seats.set(code, { id: found?.id ?? newId(), row, standing: found });
  }
  return { byCode, byTitle, seats, unnamed };
};

export function orderItems(
  rows: readonly EntityRow[],
  standing: readonly StandingItem[],
  newId: () => string,
  findings: Findings,
): PlacedItem[] {
  const { byCode, byTitle, seats, unnamed } = seatRows(rows, standing, newId, findings);
  const placed: PlacedItem[] = [];
  const done = new Set<string>();
  const counts = new Map<string | null, number>();
  for (const item of standing) counts.set(item.parent_id, Math.max(counts.get(item.parent_id) ?? 0, item.position + 1));
  const nextPlace = (parentId: string | null): number => {
    const position = counts.get(parentId) ?? 0;
    counts.set(parentId, position + 1);
    return position;
  };

  /** The id above; undefined with an error where the code is unknown. A missing column keeps what stands. */
  const parentOf = (row: EntityRow, found: StandingItem | null): string | null | undefined => {
    const code = row.text('parentCode');
    if (code === undefined) return found?.parent_id ?? null;
    if (code === null) return null;
    const id = seats.get(code)?.id ?? byCode.get(code)?.id;
    if (id === undefined) findings.add(row, 'parentCode', 'parent_code_unknown', { value: code });
    return id;
  };

  const place = (seat: Seat): void => {
    const parentId = parentOf(seat.row, seat.standing);
    if (parentId === undefined) return;
    placed.push({ ...seat, parentId, position: seat.standing?.position ?? nextPlace(parentId) });
  };

  const visit = (code: string): void => {
    // Walk up to the first row that is placed or has no row above it, then place downwards: no recursion, so a long chain is no danger.
    const chain: string[] = [];
    for (let at: string | null = code; at !== null && seats.has(at) && !done.has(at); ) {
      if (chain.includes(at)) {
        for (const one of chain) {
          done.add(one);
          const seat = seats.get(one);
          if (seat) findings.add(seat.row, 'parentCode', 'item_cycle');
        }
        return;
      }
      chain.push(at);
      at = seats.get(at)?.row.text('parentCode') ?? null;
    }
    for (const one of chain.reverse()) {
      const seat = seats.get(one);
      done.add(one);
      if (seat) place(seat);
    }
  };

  for (const code of seats.keys()) visit(code);
  const used = new Map<string, EntityRow[]>();
  for (const row of unnamed) {
    const parentId = parentOf(row, null);
    if (parentId === undefined) continue;
    const key = titleKey(parentId, row.text('title') ?? '');
    const alike = used.get(key) ?? [];
    const found = byTitle.get(key)?.[alike.length] ?? null;
    const [first] = alike;
    if (first && !found) {
      findings.add(row, 'title', 'row_twice', { row: first.row });
      continue;
    }
    used.set(key, [...alike, row]);
    placed.push({
      id: found?.id ?? newId(),
      row,
      standing: found,
      parentId,
      position: found?.position ?? nextPlace(parentId),
    });
  }
  return placed;
}
