// Writes the drafts that come: items, their milestones and indicators, what each came from, and the history of it.
import { appendEvents } from '../../platform/events/append.ts';
import type { Scope } from '../identity/scope.ts';
import type { Ask, Prepared } from './carry-over-plan.actions.ts';
import { saveDraftBody } from './decomposition.store.ts';
import { bumpVersion, insertDraft, nextPosition } from './draft.store.ts';
import { fieldsAsSent } from './item-row.rules.ts';
import { insertOrigins } from './planning.store.ts';
import { ownPart } from './planning-draft.rules.ts';

/** Parents before children, so that each finds its own; predecessor -> new draft. */
export async function writeDrafts(
  scope: Scope,
  ask: Ask,
  batchId: string,
  coming: readonly Prepared[],
): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  const measured = new Map<string, string>();
  const positions = new Map<string | null, number>();
  for (const one of coming) {
    const { row } = one.source;
    const parentId =
      one.place.kind === 'root'
        ? null
        : one.place.kind === 'standing'
          ? one.place.id
          : (made.get(one.place.fromId) ?? null);
    const position = positions.get(parentId) ?? (await nextPosition(scope, parentId));
    positions.set(parentId, position + 1);
    const id = await insertDraft(scope, fieldsOf(one), parentId, position);
    made.set(row.id, id);
    for (const { fromId, draft } of one.indicators) measured.set(fromId, draft.id);
    await writeBody(scope, one, id, measured);
  }
  const standing = coming.flatMap((one) => (one.place.kind === 'standing' ? one.place.id : []));
  for (const id of new Set(standing)) await bumpVersion(scope, id);
  await insertOrigins(
    scope,
    batchId,
    ask.how,
    coming.map(({ source }) => ({ itemId: made.get(source.row.id) ?? '', fromItemId: source.row.id })),
  );
  await writeHistory(scope, ask, batchId, coming, made);
  return made;
}

function fieldsOf({ source: { row }, span, carrier }: Prepared) {
  return {
    ...fieldsAsSent(row),
    responsiblePersonId: carrier.personId,
    interim: carrier.interim,
    start: span.start,
    due: span.due,
  };
}

/** Milestones and indicators wait in the draft's own decomposition, for the gate that any decomposition passes. */
async function writeBody(
  scope: Scope,
  one: Prepared,
  id: string,
  measured: ReadonlyMap<string, string>,
): Promise<void> {
  if (one.nodes.length === 0 && one.indicators.length === 0) return;
  const staysBelow = one.place.kind === 'standing' && one.place.id === one.source.row.parentId;
  const handedDown = (from: string | null | undefined) =>
    from ? (one.place.kind === 'batch' ? (measured.get(from) ?? null) : staysBelow ? from : null) : null;
  const indicators = one.indicators.map(({ draft }) => ({
    ...draft,
    parentIndicatorId: handedDown(draft.parentIndicatorId),
  }));
  await saveDraftBody(scope, id, {
    ownNodesWeight: ownPart(one.source.row.ownNodesWeight, one.nodes.length),
    nodes: one.nodes,
    indicators,
    changes: {},
    gapReason: null,
  });
}

async function writeHistory(
  scope: Scope,
  ask: Ask,
  batchId: string,
  coming: readonly Prepared[],
  made: ReadonlyMap<string, string>,
): Promise<void> {
  const fromField = ask.how === 'carried' ? 'carriedFromId' : 'copiedFromId';
  await appendEvents(
    scope,
    coming.flatMap((one) => {
      const id = made.get(one.source.row.id) ?? '';
      const { coUnits: _, ...fields } = fieldsOf(one);
      const drafted = {
        act: 'item.drafted',
        objectKind: 'item',
        objectId: id,
        after: { ...fields, [fromField]: one.source.row.id, batchId },
      };
      if (ask.how === 'copied') return [drafted];
      const after = { toId: id, year: ask.year };
      return [drafted, { act: 'item.carried_over', objectKind: 'item', objectId: one.source.row.id, after }];
    }),
  );
}
