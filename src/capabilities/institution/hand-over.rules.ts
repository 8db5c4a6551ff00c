// Who takes over an open item when the post that let somebody hold it has ended. Pure.

export type UnitTree = ReadonlyMap<string, string | null>;

export type Holding = {
  readonly unitId: string;
  readonly head: boolean;
  readonly acting: boolean;
  readonly personId: string;
};

export type HandOverItem = { readonly id: string; readonly leadUnitId: string; readonly interim: boolean };

export type EndedPost = { readonly unitId: string; readonly successorId: string | null };

export type Heir = { readonly personId: string; readonly interim: boolean };

/** The units above, nearest first, without the unit itself. */
export function unitsAbove(tree: UnitTree, unitId: string): string[] {
  const above: string[] = [];
  for (let at = tree.get(unitId) ?? null; at !== null && !above.includes(at); at = tree.get(at) ?? null) above.push(at);
  return above;
}

const isInOrUnder = (tree: UnitTree, unitId: string, top: string) =>
  unitId === top || unitsAbove(tree, unitId).includes(top);

/**
 * How a person may hold an item of a lead unit by the posts of the day: in it or under it outright, as head of a unit above it as
 * interim, else not at all (null).
 */
export function mayHold(tree: UnitTree, posts: readonly Holding[], personId: string, leadUnitId: string): Heir | null {
  const own = posts.filter((post) => post.personId === personId);
  if (own.some((post) => isInOrUnder(tree, post.unitId, leadUnitId))) return { personId, interim: false };
  const above = unitsAbove(tree, leadUnitId);
  return own.some((post) => post.head && above.includes(post.unitId)) ? { personId, interim: true } : null;
}

/** Whether the person's posts of the day still carry the item as it is marked. */
export function stillHolds(tree: UnitTree, posts: readonly Holding[], personId: string, item: HandOverItem): boolean {
  const way = mayHold(tree, posts, personId, item.leadUnitId);
  return way !== null && (!way.interim || item.interim);
}

export function headOf(posts: readonly Holding[], unitId: string): string | null {
  const heads = posts.filter((post) => post.head && post.unitId === unitId);
  return (heads.find((post) => !post.acting) ?? heads[0])?.personId ?? null;
}

/**
 * The named successor, else the unit's head, else the head of the nearest unit above who exists; null where nobody is left.
 * `posts` are those of the first day after the post's last; whoever leaves comes last, as head of a unit above.
 */
export function findHeir(
  tree: UnitTree,
  posts: readonly Holding[],
  leaverId: string,
  ended: EndedPost,
  item: HandOverItem,
): Heir | null {
  const successor = ended.successorId && mayHold(tree, posts, ended.successorId, item.leadUnitId);
  if (successor) return successor;
  const heads = [ended.unitId, ...unitsAbove(tree, ended.unitId)].flatMap((unitId) => headOf(posts, unitId) ?? []);
  const candidates = [...heads.filter((id) => id !== leaverId), ...heads.filter((id) => id === leaverId)];
  for (const personId of candidates) {
    const way = mayHold(tree, posts, personId, item.leadUnitId);
    if (way) return way;
  }
  return null;
}

/** The ended post that let its holder hold the item; where none did, the lead unit itself. */
export function postBehind(tree: UnitTree, ended: readonly EndedPost[], item: HandOverItem): EndedPost {
  const carries = (post: EndedPost) =>
    isInOrUnder(tree, post.unitId, item.leadUnitId) || unitsAbove(tree, item.leadUnitId).includes(post.unitId);
  return ended.find(carries) ?? { unitId: item.leadUnitId, successorId: null };
}
