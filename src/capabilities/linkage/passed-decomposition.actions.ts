// What a passed decomposition changes: children are registered or changed, nodes and indicators replaced, the draft is gone.
import { appendEvent, appendEvents, type Moment } from '../../platform/events/append.ts';
import { refreshItemValues } from '../progress/rollup.store.ts';
import { nextCode } from './code.store.ts';
import { applyIndicators, applyNodes, type DecompositionView, type DraftIndicator } from './decomposition.store.ts';

/** What a passed decomposition put before the gate. */
export type DecompositionSnapshot = {
  children: {
    id: string;
    code: string | null;
    state: string;
    start: string;
    due: string;
    weight: number | null;
    changes: string[];
    /** Rows of a draft child's own already; of a standing one to be written where they are among its changes. */
    indicators?: DraftIndicator[];
    [field: string]: unknown;
  }[];
  ownNodesWeight: number | null;
  nodes: DecompositionView['nodes'];
  indicators: DraftIndicator[];
  gapReason: string | null;
};

const COLUMN: Record<string, string> = {
  titleEn: 'title_en',
  requirementEn: 'requirement_en',
  standardEn: 'standard_en',
  plannedMinutes: 'planned_minutes',
};

async function applyChange(moment: Moment, child: DecompositionSnapshot['children'][number]): Promise<void> {
  const fields = child.changes.filter((field) => field !== 'indicators');
  const columns = Object.fromEntries(fields.map((field) => [COLUMN[field] ?? field, child[field] ?? null]));
  const indicators = child.changes.includes('indicators') ? child.indicators : undefined;
  if (indicators) await applyIndicators(moment, child.id, indicators);
  await moment.tx
    .updateTable('items')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1), changed_at: moment.now }))
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', child.id)
    .execute();
  await appendEvent(moment, {
    act: 'item.changed',
    objectKind: 'item',
    objectId: child.id,
    after: { ...columns, ...(indicators && { indicators }) },
  });
}

async function registerChild(
  moment: Moment,
  parent: { id: string; code: string },
  child: DecompositionSnapshot['children'][number],
  position: number,
): Promise<void> {
  const code = child.code ?? (await nextCode(moment, parent, child.start));
  await moment.tx
    .updateTable('items')
    .set((eb) => ({
      state: 'registered',
      code,
      position,
      original_due: eb.ref('approved_due'),
      registered_on: moment.today,
      version: eb('version', '+', 1),
      changed_at: moment.now,
    }))
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', child.id)
    .where('state', '=', 'draft')
    .execute();
  await appendEvents(moment, [
    {
      act: 'item.registered',
      objectKind: 'item',
      objectId: child.id,
      before: { state: 'draft' },
      after: { state: 'registered', code, originalDue: child.due },
    },
  ]);
}

/** The gate let it pass: children are registered, nodes and indicators replaced, the draft gone. */
export async function applyDecomposition(
  moment: Moment,
  itemId: string,
  snapshot: DecompositionSnapshot,
): Promise<void> {
  const { tx, institutionId } = moment;
  const parent = await tx
    .selectFrom('items')
    .where('institution_id', '=', institutionId)
    .where('id', '=', itemId)
    .select('code')
    .executeTakeFirstOrThrow();
  for (const [position, child] of snapshot.children.entries()) {
    if (child.state === 'draft') await registerChild(moment, { id: itemId, code: parent.code ?? '' }, child, position);
    else if (child.changes.length > 0) await applyChange(moment, child);
  }
  await tx
    .updateTable('items')
    .set((eb) => ({
      own_nodes_weight: snapshot.ownNodesWeight,
      gap_reason: snapshot.gapReason,
      version: eb('version', '+', 1),
      changed_at: moment.now,
    }))
    .where('institution_id', '=', institutionId)
    .where('id', '=', itemId)
    .execute();
  await applyNodes(moment, itemId, snapshot.nodes);
  await applyIndicators(moment, itemId, snapshot.indicators);
  await tx
    .deleteFrom('decomposition_drafts')
    .where('institution_id', '=', institutionId)
    .where('item_id', '=', itemId)
    .execute();
  await refreshItemValues(moment, [itemId, ...snapshot.children.map((child) => child.id)]);
}
