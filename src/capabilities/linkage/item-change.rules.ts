// What a change of a standing item would alter, field by field, before and after. Pure.
import type { RefusedField } from '../../platform/result.ts';
import { nodesDifferenceOf } from './decomposition.rules.ts';
import type { CoUnit } from './draft.rules.ts';

export type ChangedNode = { id: string; title: string; titleEn: string | null; date: string; weight: number };
/** Of an indicator only the fields that change; `isNew` where the item has none of this id. */
export type ChangedIndicator = { id: string; isNew: boolean } & Record<string, unknown>;

/** Fields by their names in the interface; `nodes` are whole, `coUnits` settled to the last share. */
export type ItemChange = Record<string, unknown> & {
  coUnits?: CoUnit[];
  nodes?: ChangedNode[];
  indicators?: ChangedIndicator[];
};

type Pair = { before: Record<string, unknown> | null; after: ChangedIndicator };

/** Values as JSON knows them: the order of a list counts, that of an object's fields does not. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const fields = Object.keys(a);
  return (
    fields.length === Object.keys(b).length &&
    fields.every((field) => field in b && isSame(Reflect.get(a, field), Reflect.get(b, field)))
  );
}

export type Compared = { changes: string[]; before: Record<string, unknown>; after: ItemChange };

/** The fields that differ from what stands; of indicators the fields of each that differ. */
export function compareChange(standing: Record<string, unknown>, wanted: ItemChange): Compared {
  const found: Compared = { changes: [], before: {}, after: {} };
  for (const [field, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    if (field === 'indicators') {
      compareIndicators(standing, wanted.indicators ?? [], found);
      continue;
    }
    if (isSame(value ?? null, standing[field] ?? null)) continue;
    found.changes.push(field);
    found.before[field] = standing[field] ?? null;
    found.after[field] = value ?? null;
  }
  return found;
}

function compareIndicators(
  standing: Record<string, unknown>,
  wanted: readonly ChangedIndicator[],
  found: Compared,
): void {
  const known = new Map(
    ((standing.indicators ?? []) as ({ id: string } & Record<string, unknown>)[]).map((one) => [one.id, one]),
  );
  const pairs = wanted.flatMap((one): Pair[] => {
    const old = known.get(one.id);
    if (!old) return [{ before: null, after: one }];
    const fields = Object.keys(one).filter(
      (field) =>
        field !== 'id' &&
        field !== 'isNew' &&
        one[field] !== undefined &&
        !isSame(one[field] ?? null, old[field] ?? null),
    );
    if (fields.length === 0) return [];
    const pick = (from: Record<string, unknown>) =>
      Object.fromEntries(fields.map((field) => [field, from[field] ?? null]));
    const head = { id: one.id, name: old.name, nameEn: old.nameEn ?? null, unit: old.unit };
    return [{ before: { ...head, ...pick(old) }, after: { ...head, ...pick(one), isNew: false } }];
  });
  if (pairs.length === 0) return;
  found.changes.push('indicators');
  found.before.indicators = pairs.flatMap((pair) => pair.before ?? []);
  found.after.indicators = pairs.map((pair) => pair.after);
}

export type NodesShape = {
  start: string;
  due: string;
  hasChildren: boolean;
  ownNodesWeight: number | null;
  /** Those of a verdict's conditions, which stand beside the weights. */
  weightless: ReadonlySet<string>;
};

/** What keeps these from being all nodes of an item. */
export function checkNodes(nodes: readonly ChangedNode[], shape: NodesShape): RefusedField[] {
  const found = nodes.flatMap((node, at): RefusedField[] => {
    const path = `changes.nodes.${at}`;
    return [
      ...(node.date < shape.start || node.date > shape.due
        ? [{ path: `${path}.date`, code: 'node_outside_item', params: { detail: node.title } }]
        : []),
      ...(node.weight === 0 && !shape.weightless.has(node.id)
        ? [{ path: `${path}.weight`, code: 'weight_missing' }]
        : []),
    ];
  });
  const difference = nodesDifferenceOf(nodes);
  if (difference !== null && difference !== 0)
    found.push({ path: 'changes.nodes', code: 'nodes_not_100', params: { difference } });
  if (shape.hasChildren && difference !== null && shape.ownNodesWeight === null)
    found.push({ path: 'changes.ownNodesWeight', code: 'own_nodes_weight_missing' });
  return found;
}
