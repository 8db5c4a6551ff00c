// Turns a tree into the flat list of rows that are on show, and answers the arrow keys; pure, so that it can be tested.

export interface TreeNode {
  id: string;
  parentId: string | null;
  /** True where there is something below, loaded or not. */
  hasChildren: boolean;
}

export interface TreeRow<Node extends TreeNode> {
  node: Node;
  depth: number;
  isOpen: boolean;
  position: number;
  siblings: number;
}

/** The rows on show, parents before children, in the order of the list. A node whose parent is absent counts as a root. */
export function visibleRows<Node extends TreeNode>(nodes: readonly Node[], open: ReadonlySet<string>): TreeRow<Node>[] {
  const known = new Set(nodes.map((node) => node.id));
  const below = new Map<string | null, Node[]>();
  for (const node of nodes) {
    const parent = node.parentId !== null && known.has(node.parentId) ? node.parentId : null;
    const siblings = below.get(parent);
    if (siblings) siblings.push(node);
    else below.set(parent, [node]);
  }
  const rows: TreeRow<Node>[] = [];
  const add = (parent: string | null, depth: number) => {
    const siblings = below.get(parent) ?? [];
    siblings.forEach((node, at) => {
      const isOpen = node.hasChildren && open.has(node.id);
      rows.push({ node, depth, isOpen, position: at + 1, siblings: siblings.length });
      if (isOpen) add(node.id, depth + 1);
    });
  };
  add(null, 0);
  return rows;
}

export type TreeMove = { kind: 'to'; at: number } | { kind: 'open' | 'close' | 'choose'; at: number } | null;

/** Before any row is active only keys that walk begin the walk; Tab and the rest pass by. */
function firstMove(count: number, key: string): TreeMove {
  if (count === 0) return null;
  if (key === 'End') return { kind: 'to', at: count - 1 };
  return ['ArrowDown', 'ArrowUp', 'PageDown', 'Home', 'Enter', ' '].includes(key) ? { kind: 'to', at: 0 } : null;
}

/** What a key does on the row at `at`: arrows move, open and close; Enter chooses. Unknown keys do nothing. */
export function treeMove<Node extends TreeNode>(
  rows: readonly TreeRow<Node>[],
  at: number,
  key: string,
  page: number,
): TreeMove {
  const row = rows[at];
  if (!row) return firstMove(rows.length, key);
  const to = (index: number): TreeMove => ({ kind: 'to', at: Math.min(rows.length - 1, Math.max(0, index)) });
  if (key === 'ArrowDown') return to(at + 1);
  if (key === 'ArrowUp') return to(at - 1);
  if (key === 'PageDown') return to(at + page);
  if (key === 'PageUp') return to(at - page);
  if (key === 'Home') return to(0);
  if (key === 'End') return to(rows.length - 1);
  if (key === 'Enter' || key === ' ') return { kind: 'choose', at };
  if (key === 'ArrowRight') {
    if (row.node.hasChildren && !row.isOpen) return { kind: 'open', at };
    return row.isOpen ? to(at + 1) : null;
  }
  if (key === 'ArrowLeft') {
    if (row.isOpen) return { kind: 'close', at };
    for (let above = at - 1; above >= 0; above -= 1) {
      if ((rows[above]?.depth ?? 0) < row.depth) return to(above);
    }
  }
  return null;
}
