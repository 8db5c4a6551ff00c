// Whether one more dependency would make items wait for each other, through the tree too. Pure; refuse_dependency_cycle says the same in SQL.

/** `itemId` waits for `dependsOnId`, and with it everything below the one for everything below the other. */
export type Wait = { itemId: string; dependsOnId: string };
/** Ids from the root down to and with the item. */
export type PathOf = (id: string) => readonly string[];

/** True where one of the two stands above the other, or they are one: what is part of something cannot wait for it. */
export function inOneLine(a: string, b: string, pathOf: PathOf): boolean {
  return pathOf(a).includes(b) || pathOf(b).includes(a);
}

/**
 * The items that would wait for each other in a circle, in order, from `wait.itemId` on to the one that waits for it again; null where
 * there is no circle. Whatever stands above or below an item waits with it, so the walk goes on from both.
 */
export function circleOf(wait: Wait, waits: readonly Wait[], pathOf: PathOf): string[] | null {
  const from = new Map<string, string | null>([[wait.dependsOnId, null]]);
  const queue = [wait.dependsOnId];
  for (const id of queue) {
    if (inOneLine(id, wait.itemId, pathOf)) return [wait.itemId, ...wayTo(id, from)];
    for (const next of waits) {
      if (from.has(next.dependsOnId) || !inOneLine(next.itemId, id, pathOf)) continue;
      from.set(next.dependsOnId, id);
      queue.push(next.dependsOnId);
    }
  }
  return null;
}

function wayTo(id: string, from: ReadonlyMap<string, string | null>): string[] {
  const way: string[] = [];
  for (let at: string | null | undefined = id; at; at = from.get(at)) way.unshift(at);
  return way;
}
