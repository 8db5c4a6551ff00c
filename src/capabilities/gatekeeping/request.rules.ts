// What all requests share: a reason, and how items and dates stand in their snapshots. Pure.
import { type RefusedField, refuseNow } from '../../platform/result.ts';
import type { DatedNode, DatesShape } from '../linkage/due.rules.ts';
import type { TreeItem } from '../linkage/subtree.store.ts';

export type RequestOptions = {
  /** The version of the item that the caller believes to change. */
  ifMatch?: number | null;
  /** Who wished it, where the caller asks for another: a doer too. */
  onBehalfOf?: string | null;
  /** Both sides agreed in a negotiation: it may be asked for by either. */
  agreed?: boolean;
};

/** Refuses with the first finding, naming all of them. */
export function refuseFirst(fields: readonly RefusedField[]): void {
  const [first] = fields;
  if (first) refuseNow('invalid', first.code, first.params ?? {}, [...fields]);
}

/** Why it is asked for; a placeholder keeps no words. */
export function demandReason(
  request: { reason?: string | null | undefined },
  item: { placeholder: boolean },
): string | null {
  if (item.placeholder) return null;
  if (request.reason) return request.reason;
  return refuseNow('invalid', 'request_reason_required', {}, [{ path: 'reason', code: 'request_reason_required' }]);
}

/** The item of a snapshot. */
export const itemOf = ({ id, code, title, titleEn, level, state, start, originalDue, approvedDue }: TreeItem) => ({
  id,
  code,
  title,
  titleEn,
  level,
  state,
  start,
  originalDue,
  approvedDue,
});

/** An item of a list in a snapshot. */
export const rowOf = ({ id, code, title, titleEn, level, state, responsiblePerson, approvedDue }: TreeItem) => ({
  id,
  code,
  title,
  titleEn,
  level,
  state,
  responsiblePerson,
  approvedDue,
});

/** The nodes that move, as they stand or as they would. */
export function nodesOf(shape: DatesShape, moved: readonly DatedNode[], side: 'before' | 'after') {
  const standing = new Map(shape.nodes.map((node) => [node.id, node]));
  return moved.flatMap(({ id, date }) => {
    const node = standing.get(id);
    return node
      ? [{ id, title: node.title, titleEn: node.titleEn ?? null, date: side === 'before' ? node.date : date }]
      : [];
  });
}
