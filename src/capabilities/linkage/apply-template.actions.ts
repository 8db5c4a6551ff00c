// Lays a template on an item's decomposition draft, or drafts an item with it; a preview changes nothing.
import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { demandVersion } from '../../platform/http/bind.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { laterOf } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { stillHolds } from '../institution/hand-over.rules.ts';
import { loadHoldings, loadTree } from '../institution/hand-over.store.ts';
import { type DraftBody, loadDraftBody, saveDraftBody } from './decomposition.store.ts';
import { placeName } from './draft.rules.ts';
import { bumpVersion, countLevels, demandSound, insertDraft, loadParentShape, nextPosition } from './draft.store.ts';
import { wholeIndicator } from './indicator-split.rules.ts';
import { type ItemStanding, mayDraftBelow, mayDraftRoot } from './item.policy.ts';
import { loadNodes } from './item-detail.store.ts';
import { draftItem, viewAfter } from './items.actions.ts';
import { yearOf } from './planning.rules.ts';
import { insertBatch, insertOrigins } from './planning.store.ts';
import { readStanding, standingForUpdate } from './standing.store.ts';
import { demandTemplate } from './template.actions.ts';
import type { applyTemplate, Laid } from './template.contract.ts';
import {
  type LaidNode,
  type LaidPart,
  layNodes,
  layParts,
  type TemplateBody,
  type TemplateIndicator,
} from './template.rules.ts';
import type { StoredTemplate } from './template.store.ts';

type LaidView = z.infer<typeof Laid>;
type Sent = z.output<(typeof applyTemplate)['body']>;
type Whole = {
  start: string;
  due: string;
  level: number;
  leadUnitId: string;
  responsiblePersonId: string;
  interim: boolean;
};
type Layout = { nodes: LaidNode[]; parts: LaidPart[] };

export async function applyOne(
  scope: Scope,
  templateId: string,
  sent: Sent,
  { dryRun, ifMatch }: { dryRun: boolean; ifMatch: number | null },
): Promise<LaidView> {
  const template = await demandTemplate(scope, templateId);
  if ((sent.itemId === undefined) === (sent.draft === undefined)) return refuseNow('invalid', 'template_on_what');
  if (sent.draft)
    return dryRun ? previewOf(scope, template, wholeOf(sent.draft)) : beginWith(scope, template, sent.draft);
  const itemId = sent.itemId ?? '';
  const standing = dryRun ? await readStanding(scope, itemId) : await standingForUpdate(scope, itemId);
  unwrap(mayDraftBelow(scope.actor, standing));
  if (standing.pendingKinds.includes('decomposition')) refuseNow('conflict', 'decomposition_pending');
  demandVersion(ifMatch, standing.version);
  if (dryRun) return previewOf(scope, template, wholeOf(await viewAfter(scope, itemId)), itemId);
  const laid = await layOn(scope, template, standing, sent.replace ?? false);
  const batchId =
    laid.made.length > 0
      ? await keepOrigins(
          scope,
          template,
          laid.whole,
          laid.made.map((one) => one.id),
        )
      : null;
  return viewOf(scope, template, laid, itemId, batchId);
}

const wholeOf = (item: Whole | NonNullable<Sent['draft']>): Whole => ({
  start: item.start,
  due: item.due,
  level: item.level,
  leadUnitId: item.leadUnitId,
  responsiblePersonId: item.responsiblePersonId,
  interim: item.interim ?? false,
});

async function layoutOf(scope: Scope, body: TemplateBody, whole: Whole): Promise<Layout> {
  const calendar = await loadCalendar(scope);
  const levels = await countLevels(scope);
  return { nodes: layNodes(calendar, whole, body.nodes), parts: layParts(calendar, whole, body.parts, levels) };
}

async function previewOf(scope: Scope, template: StoredTemplate, whole: Whole, itemId?: string): Promise<LaidView> {
  const layout = await layoutOf(scope, template.body, whole);
  return viewOf(scope, template, { ...layout, made: [] }, null, null, itemId);
}

/** The item itself is drafted first, so that all that guards a draft guards this one. */
async function beginWith(scope: Scope, template: StoredTemplate, draft: NonNullable<Sent['draft']>): Promise<LaidView> {
  const { requirement, requirementEn, standard, standardEn } = template.body;
  const item = await draftItem(scope, {
    ...draft,
    requirement: draft.requirement || requirement,
    requirementEn: draft.requirementEn ?? requirementEn,
    standard: draft.standard || standard,
    standardEn: draft.standardEn ?? standardEn,
  });
  const laid = await layOn(scope, template, await readStanding(scope, item.id), true);
  const batchId = await keepOrigins(scope, template, laid.whole, [item.id, ...laid.made.map((one) => one.id)]);
  return viewOf(scope, template, laid, item.id, batchId);
}

async function keepOrigins(
  scope: Scope,
  template: StoredTemplate,
  whole: Whole,
  ids: readonly string[],
): Promise<string> {
  const batchId = await insertBatch(scope, 'template', yearOf(whole.start));
  await insertOrigins(
    scope,
    batchId,
    'template',
    ids.map((itemId) => ({ itemId, templateId: template.id })),
  );
  return batchId;
}

type LaidOut = Layout & { whole: Whole; made: { at: number; id: string }[] };

async function layOn(
  scope: Scope,
  template: StoredTemplate,
  standing: ItemStanding,
  replace: boolean,
): Promise<LaidOut> {
  const whole = wholeOf(await viewAfter(scope, standing.id));
  const layout = await layoutOf(scope, template.body, whole);
  const body = await loadDraftBody(scope, standing.id);
  const lasting = new Set(
    (await loadNodes(scope, standing.id)).flatMap((node) =>
      node.state === 'planned' && node.weight > 0 ? [] : node.id,
    ),
  );
  const kept = body.nodes.filter((node) => lasting.has(node.id));
  if (layout.nodes.length > 0 && kept.length < body.nodes.length && !replace)
    refuseNow('conflict', 'nodes_already_there');
  await saveDraftBody(scope, standing.id, mergeBody(body, kept, template.body, layout.nodes, standing.placeholder));
  const made = await draftParts(scope, template, standing, whole, layout.parts);
  // a draft that has just begun with it is still as it was drafted
  if (standing.version > 1 || standing.state !== 'draft') await bumpVersion(scope, standing.id);
  await appendEvent(scope, {
    act: 'template.applied',
    objectKind: 'item',
    objectId: standing.id,
    after: {
      templateId: template.id,
      nodes: layout.nodes.length,
      indicators: template.body.indicators.length,
      parts: made.length,
    },
  });
  return { ...layout, whole, made };
}

const asNodes = (nodes: readonly LaidNode[], placeholder: boolean): DraftBody['nodes'] =>
  nodes.map((node, at) => ({ id: uuid(), ...node, ...(placeholder && { title: placeName(at), titleEn: null }) }));
const asIndicators = (indicators: readonly TemplateIndicator[], placeholder: boolean): DraftBody['indicators'] =>
  indicators.map((one, at) => {
    const nameless = placeholder ? { name: placeName(at), nameEn: null, unit: '' } : {};
    return wholeIndicator({ ...one, ...nameless }, uuid());
  });

/** Indicators of a name that is there already are not added a second time. */
function mergeBody(
  before: DraftBody,
  kept: DraftBody['nodes'],
  template: TemplateBody,
  nodes: readonly LaidNode[],
  placeholder: boolean,
): DraftBody {
  const names = new Set(before.indicators.map((one) => one.name));
  const added = template.indicators.filter((one) => !names.has(one.name));
  return {
    ...before,
    ownNodesWeight: before.ownNodesWeight ?? template.ownNodesWeight,
    nodes: nodes.length > 0 ? [...kept, ...asNodes(nodes, placeholder)] : before.nodes,
    indicators: [...before.indicators, ...asIndicators(added, placeholder)],
  };
}

/** Parts become drafts: those right below for whoever drafts there, what is further down for the office alone. */
async function draftParts(
  scope: Scope,
  template: StoredTemplate,
  standing: ItemStanding,
  whole: Whole,
  parts: readonly LaidPart[],
): Promise<LaidOut['made']> {
  if (parts.length === 0) return [];
  const carriers = await carriersOf(scope, whole, parts);
  const made: LaidOut['made'] = [];
  const ids = new Map<number, string>();
  const first = await nextPosition(scope, standing.id);
  for (const [at, one] of parts.entries()) {
    if (!comes(scope, one)) continue;
    const parentId = one.part.parent === null ? standing.id : ids.get(one.part.parent);
    const above = parentId === undefined ? null : await loadParentShape(scope, parentId);
    if (!parentId || !above) continue;
    const { title, titleEn, requirement, requirementEn, standard, standardEn, weight } = one.part;
    const fields = {
      ...(standing.placeholder ? {} : { title, titleEn, requirement, requirementEn, standard, standardEn }),
      horizon: above.horizon === 'task' ? ('task' as const) : ('annual' as const),
      level: one.level,
      weight,
      start: one.start,
      due: one.due,
      placeholder: standing.placeholder,
      ...carriers[at],
      leadUnitId: one.level === above.level ? above.leadUnitId : (carriers[at]?.leadUnitId ?? whole.leadUnitId),
      responsiblePersonId: carriers[at]?.responsiblePersonId ?? whole.responsiblePersonId,
    };
    await demandSound(scope, [fields], above, () => `parts.${at}.`);
    const id = await insertDraft(scope, fields, parentId, first + at);
    ids.set(at, id);
    made.push({ at, id });
    if (one.nodes.length > 0 || one.part.indicators.length > 0)
      await saveDraftBody(scope, id, {
        ownNodesWeight: null,
        nodes: asNodes(one.nodes, standing.placeholder),
        indicators: asIndicators(one.part.indicators, standing.placeholder),
        changes: {},
        gapReason: null,
      });
    const drafted = { ...fields, templateId: template.id };
    await appendEvent(scope, { act: 'item.drafted', objectKind: 'item', objectId: id, after: drafted });
  }
  return made;
}

const comes = (scope: Scope, { part }: LaidPart): boolean => part.parent === null || mayDraftRoot(scope.actor).ok;

/** Whoever carried a part when the template was kept, where his posts let him by then; else whoever carries the whole. */
async function carriersOf(scope: Scope, whole: Whole, parts: readonly LaidPart[]) {
  const tree = await loadTree(scope);
  const people = [...new Set(parts.flatMap(({ part }) => part.responsiblePersonId ?? []))];
  const posts = await loadHoldings(scope, laterOf(whole.start, scope.today), people);
  const own = { leadUnitId: whole.leadUnitId, responsiblePersonId: whole.responsiblePersonId, interim: whole.interim };
  return parts.map(({ part: { leadUnitId, responsiblePersonId } }) => {
    if (!leadUnitId || !responsiblePersonId || !tree.has(leadUnitId)) return own;
    const holds = stillHolds(tree, posts, responsiblePersonId, { id: '', leadUnitId, interim: false });
    return holds ? { leadUnitId, responsiblePersonId, interim: false } : own;
  });
}

async function viewOf(
  scope: Scope,
  template: StoredTemplate,
  laid: Layout & { made: { at: number; id: string }[] },
  itemId: string | null,
  batchId: string | null,
  previewed?: string,
): Promise<LaidView> {
  const made = new Map(laid.made.map((one) => [one.at, one.id]));
  return {
    itemId: itemId ?? previewed ?? null,
    batchId,
    nodes: laid.nodes,
    indicators: template.body.indicators.map(({ name, nameEn }) => ({ name, nameEn })),
    parts: laid.parts.map((one, at) => ({
      id: made.get(at) ?? null,
      parent: one.part.parent,
      title: one.part.title,
      titleEn: one.part.titleEn,
      level: one.level,
      start: one.start,
      due: one.due,
      weight: one.part.weight,
      nodes: one.nodes.length,
      comes: comes(scope, one),
    })),
    item: itemId === null ? null : await viewAfter(scope, itemId),
  };
}
