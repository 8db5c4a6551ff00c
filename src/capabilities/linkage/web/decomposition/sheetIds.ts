// Keys of this machine and ids of the server: how the paths of an answer find their rows, and how an undone sheet keeps its ids.
import type { Outgoing } from './outgoing.ts';
import type { Draft, Sheet } from './sheet.ts';

export type Paths = Pick<Outgoing, 'rowKeys' | 'nodeKeys' | 'indicatorKeys'>;

export const pathsOf = (sheet: Sheet): Paths => ({
  rowKeys: sheet.rows.map((row) => row.key),
  nodeKeys: sheet.nodes.map((node) => node.key),
  indicatorKeys: sheet.indicators.map((indicator) => indicator.key),
});

/** The server lists children in its own order; paths of its findings count by that. */
export function pathsByReply(sheet: Sheet, reply: Draft): Paths {
  const rows = new Map(sheet.rows.map((row) => [row.id, row.key]));
  const indicators = new Map(sheet.indicators.map((one) => [one.id, one.key]));
  return {
    ...pathsOf(sheet),
    rowKeys: reply.children.map((child) => rows.get(child.id) ?? child.id),
    indicatorKeys: reply.indicators.map((one) => indicators.get(one.id) ?? one.id),
  };
}

/** An undone sheet keeps the ids that were given since; a row that was deleted on the server meanwhile comes back as a new one. */
export function withIds(before: Sheet, now: Sheet): Sheet {
  const rows = new Map(now.rows.map((row) => [row.key, row]));
  const above = new Map(now.indicators.map((one) => [one.key, one.id]));
  return {
    ...before,
    indicators: before.indicators.map((one) => ({ ...one, id: above.get(one.key) ?? null })),
    rows: before.rows.map((row) => {
      const present = rows.get(row.key);
      if (!present) return row.state === 'draft' ? { ...row, id: null } : row;
      const carried = new Map(present.indicators.map((one) => [one.parentKey ?? one.id, one.id]));
      const indicators = row.indicators.map((one) => ({ ...one, id: carried.get(one.parentKey ?? one.id) ?? null }));
      return { ...row, id: present.id, code: present.code, indicators };
    }),
  };
}
