// Where each of many new drafts would stand, in time and in the tree, who would answer for it, and what keeps it from coming.
import { v7 as uuid } from 'uuid';
import type { Scope } from '../identity/scope.ts';
import { laterOf } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { loadHoldings, loadTree } from '../institution/hand-over.store.ts';
import type { DraftNode } from './decomposition.rules.ts';
import type { DraftIndicator } from './decomposition.store.ts';
import type { ParentShape } from './draft.rules.ts';
import { countLevels, loadParentShape } from './draft.store.ts';
import { demandRead, mayDraftBelow, mayDraftRoot } from './item.policy.ts';
import { type Shift, whyNotCarried, yearOf } from './planning.rules.ts';
import { selectSuccessors } from './planning.store.ts';
import {
  carrierOf,
  type How,
  indicatorsOf,
  type Move,
  misfits,
  nodesOf,
  type PlanFinding,
  placeInTime,
} from './planning-draft.rules.ts';
import type { Source } from './planning-sources.store.ts';
import { loadStanding, lockItems } from './standing.store.ts';

export type Ask = {
  how: How;
  tops: readonly { itemId: string; subtree: boolean }[];
  year: number;
  shift: Shift;
  /** Copies alone: where they are put; undefined leaves them below the same item. */
  parentId?: string | null | undefined;
  dryRun: boolean;
};

/** Where a new draft hangs: a standing item, another draft of the same act, or nothing. */
type Place = { kind: 'root' } | { kind: 'standing'; id: string } | { kind: 'batch'; fromId: string };
export type Prepared = {
  source: Source;
  place: Place;
  span: { start: string; due: string };
  carrier: { personId: string; interim: boolean };
  nodes: DraftNode[];
  indicators: { fromId: string; draft: DraftIndicator }[];
  findings: PlanFinding[];
  comes: boolean;
};
type Frame = {
  ask: Ask;
  move: Omit<Move, 'years'>;
  levels: number;
  successors: ReadonlyMap<string, string>;
  shapes: Map<string, ParentShape | null>;
  /** Codes of refusal, by place, of whoever may not draft there; null where he may. */
  rights: Map<string, string | null>;
};

const finding = (code: string, params: PlanFinding['params'] = {}): PlanFinding => ({ code, params });

function placeOf(frame: Frame, source: Source, isTop: boolean, known: ReadonlyMap<string, Prepared>): Place {
  const { parentId } = source.row;
  if (isTop && frame.ask.how === 'copied' && frame.ask.parentId !== undefined)
    return frame.ask.parentId === null ? { kind: 'root' } : { kind: 'standing', id: frame.ask.parentId };
  if (parentId === null) return { kind: 'root' };
  if (known.has(parentId)) return { kind: 'batch', fromId: parentId };
  return { kind: 'standing', id: frame.successors.get(parentId) ?? parentId };
}

/** Whether the caller may draft at a standing place; asked once each. */
async function whyNotThere(scope: Scope, frame: Frame, place: Place): Promise<string | null> {
  if (place.kind === 'batch') return null;
  const key = place.kind === 'root' ? '' : place.id;
  const known = frame.rights.get(key);
  if (known !== undefined) return known;
  let code: string | null = null;
  if (place.kind === 'root') {
    const may = mayDraftRoot(scope.actor);
    if (!may.ok) code = may.refusal.code;
  } else {
    if (!frame.ask.dryRun) await lockItems(scope, [place.id]);
    const seen = demandRead(scope.actor, await loadStanding(scope, place.id));
    const may = seen.ok ? mayDraftBelow(scope.actor, seen.value) : seen;
    if (!may.ok) code = may.refusal.kind === 'forbidden' ? may.refusal.code : 'above_not_open';
    else if (seen.ok && seen.value.pendingKinds.includes('decomposition')) code = 'decomposition_pending';
  }
  frame.rights.set(key, code);
  return code;
}

async function shapeAbove(
  scope: Scope,
  frame: Frame,
  place: Place,
  known: ReadonlyMap<string, Prepared>,
): Promise<ParentShape | null> {
  if (place.kind === 'root') return null;
  if (place.kind === 'batch') {
    const above = known.get(place.fromId);
    if (!above) return null;
    const { level, horizon, leadUnitId, code } = above.source.row;
    return { code, level, horizon, leadUnitId, ...above.span };
  }
  const shape = frame.shapes.get(place.id) ?? (await loadParentShape(scope, place.id));
  frame.shapes.set(place.id, shape);
  return shape;
}

/** Where in time and in the tree one item's draft would stand, and all that keeps it from coming. */
async function prepareOne(
  scope: Scope,
  frame: Frame,
  source: Source,
  isTop: boolean,
  known: ReadonlyMap<string, Prepared>,
): Promise<Prepared> {
  const { row } = source;
  const { ask } = frame;
  const place = placeOf(frame, source, isTop, known);
  const stops: PlanFinding[] = [];
  const why =
    ask.how === 'carried' ? whyNotCarried({ ...row, hasSuccessor: source.successorId !== null }, ask.year) : null;
  if (why) stops.push(finding(why));
  if (source.closed) stops.push(finding('placeholder_closed'));
  const forbidden = await whyNotThere(scope, frame, place);
  if (forbidden) stops.push(finding(forbidden));
  // whoever is no office drafts one level at a time: what is below is drafted by the person who will answer for it
  else if (place.kind === 'batch' && !mayDraftRoot(scope.actor).ok) stops.push(finding('below_left_out'));
  if (place.kind === 'batch' && !known.get(place.fromId)?.comes) stops.push(finding('above_left_out'));
  const above = await shapeAbove(scope, frame, place, known);
  const years = ask.year - yearOf(row.start);
  const move = { ...frame.move, years };
  const placed = placeInTime(row, move, above);
  const span = placed?.span ?? { start: row.start, due: row.due };
  if (!placed) stops.push(finding('above_ends', { detail: above?.code ?? '', to: above?.due ?? '' }));
  else stops.push(...misfits(row, span, above, frame.levels));
  const nodes = nodesOf(source.nodes, ask.how, move, span).map((node) => ({ id: uuid(), ...node }));
  const conditions = source.nodes.filter((node) => node.weight === 0 && node.state !== 'verified').length;
  return {
    source,
    place,
    span,
    carrier: { personId: row.responsiblePersonId, interim: row.interim },
    nodes,
    indicators: indicatorsOf(source.indicators, ask.how).map(({ actual: _, ...one }) => ({
      fromId: one.id,
      draft: { ...one, id: uuid() },
    })),
    findings: [
      ...stops,
      ...(placed?.findings ?? []),
      ...(conditions > 0 && ask.how === 'carried' ? [finding('conditions_left', { n: conditions })] : []),
    ],
    comes: stops.length === 0,
  };
}

/** Who will answer for each, by the posts of the day on which it starts: one look at the posts a day. */
async function findCarriers(scope: Scope, prepared: readonly Prepared[]): Promise<void> {
  const tree = await loadTree(scope);
  const days = Map.groupBy(prepared, (one) => laterOf(one.span.start, scope.today));
  for (const [day, ones] of days) {
    const people = [...new Set(ones.map((one) => one.source.row.responsiblePersonId))];
    const posts = await loadHoldings(scope, day, people);
    for (const one of ones) {
      const carrier = carrierOf(one.source.row, tree, posts);
      if (!carrier) {
        one.findings.push(finding('nobody_to_carry', { detail: one.source.row.responsiblePerson.name }));
        one.comes = false;
      } else {
        one.carrier = carrier;
        if (carrier.isNew)
          one.findings.push(finding('person_replaced', { detail: one.source.row.responsiblePerson.name }));
      }
    }
  }
}

/** What hangs below something that does not come cannot come either. */
function leaveOutBelow(prepared: readonly Prepared[]): void {
  const comes = new Map(prepared.map((one) => [one.source.row.id, one]));
  for (const one of prepared) {
    if (one.comes && one.place.kind === 'batch' && !comes.get(one.place.fromId)?.comes) {
      one.comes = false;
      one.findings.push(finding('above_left_out'));
    }
  }
}

export async function prepareDrafts(scope: Scope, ask: Ask, sources: readonly Source[]): Promise<Prepared[]> {
  const above = sources.flatMap(({ row }) => row.parentId ?? []);
  const frame: Frame = {
    ask,
    move: { calendar: await loadCalendar(scope), shift: ask.shift },
    levels: await countLevels(scope),
    successors: ask.how === 'carried' ? await selectSuccessors(scope, above, ask.year) : new Map(),
    shapes: new Map(),
    rights: new Map(),
  };
  const tops = new Set(ask.tops.map((one) => one.itemId));
  const known = new Map<string, Prepared>();
  for (const source of sources)
    known.set(source.row.id, await prepareOne(scope, frame, source, tops.has(source.row.id), known));
  const prepared = [...known.values()];
  await findCarriers(scope, prepared);
  leaveOutBelow(prepared);
  return prepared;
}
