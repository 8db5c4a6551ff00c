// Readiness of an item's nodes: read it, name needs beforehand, answer when asked.
import { sql } from 'kysely';
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { thenOf } from './as-of.actions.ts';
import { type ItemStanding, mayOpen } from './item.policy.ts';
import type { answerReadiness, ItemReadiness, nameNeeds } from './readiness.contract.ts';
import { mayAnswerReadiness, mayNameNeeds } from './readiness.policy.ts';
import { asksFrom, isAskedAbout, worstReadiness } from './readiness.rules.ts';
import {
  type AskedNode,
  findNode,
  insertAnswer,
  insertNeed,
  loadDaysBefore,
  openOfNode,
  placeNeed,
  readinessOfNode,
  removeNeeds,
  selectAskedNodes,
  selectWaits,
} from './readiness.store.ts';
import { readOpenStanding, readStanding, standingForUpdate, visibleTo } from './standing.store.ts';

type View = z.infer<typeof ItemReadiness>;

export async function readItemReadiness(scope: Scope, itemId: string, asOf?: string): Promise<View> {
  const standing = await readStanding(scope, itemId);
  const then = await thenOf(scope, asOf);
  const day = then?.day ?? scope.today;
  const at = then && !then.future ? then.at : null;
  const days = await loadDaysBefore(scope, day);
  const abilities = {
    answer: then === null && mayAnswerReadiness(scope.actor, standing).ok,
    nameNeeds: then === null && mayNameNeeds(scope.actor, standing).ok,
  };
  if (!mayOpen(scope.actor, standing).ok)
    return { itemId, readiness: null, daysBefore: days, items: [], waitsFor: [], abilities };
  const nodes = await selectAskedNodes(scope, sql`n.item_id = ${itemId} and n.state <> 'verified'`, at);
  const calendar = await loadCalendar(scope);
  const items = nodes.map((node) => viewNode(node, standing, asksFrom(calendar, node.date, days), day));
  const waitsFor = await selectWaits(scope, itemId, visibleTo(scope), at);
  return {
    itemId,
    readiness: worstReadiness(items.map((node) => node.readiness)),
    daysBefore: days,
    items,
    waitsFor,
    abilities,
  };
}

function viewNode(node: AskedNode, item: ItemStanding, from: string, day: string): View['items'][number] {
  const asked = node.state === 'planned' && isAskedAbout(item.state) && from <= day;
  return {
    nodeId: node.id,
    title: node.title,
    titleEn: node.titleEn,
    date: node.date,
    state: node.state,
    asksFrom: from,
    readiness: asked ? readinessOfNode(node) : null,
    open: openOfNode(node),
    needs: node.needs,
  };
}

/** The node's item, locked; a node that hangs on what one may not see is missing. */
async function nodeForUpdate(scope: Scope, nodeId: string) {
  const node = await findNode(scope, nodeId);
  if (!node) return refuseNow('missing', 'not_found');
  await readOpenStanding(scope, node.itemId);
  return { ...node, id: nodeId, standing: await standingForUpdate(scope, node.itemId) };
}

type Sent<E> = E extends { body: infer B extends z.ZodType } ? z.output<B> : never;

/** What is named replaces what was named before; a need that stays keeps its answer, one whose words change is another. */
export async function nameNodeNeeds(scope: Scope, nodeId: string, { needs }: Sent<typeof nameNeeds>): Promise<View> {
  const node = await nodeForUpdate(scope, nodeId);
  unwrap(mayNameNeeds(scope.actor, node.standing));
  if (node.state === 'verified') refuseNow('conflict', 'node_is_done');
  const [stored] = await selectAskedNodes(scope, sql`n.id = ${nodeId}`, null);
  const known = new Map((stored?.needs ?? []).flatMap((need) => (need.id === null ? [] : [[need.id, need] as const])));
  const same = (need: (typeof needs)[number]) => {
    const before = need.id === undefined ? undefined : known.get(need.id);
    return before?.kind === need.kind && before.text === need.text && before.textEn === (need.textEn ?? null);
  };
  const kept = new Set(needs.filter(same).map((need) => need.id));
  await removeNeeds(
    scope,
    [...known.keys()].filter((id) => !kept.has(id)),
  );
  for (const [position, need] of needs.entries()) {
    if (need.id !== undefined && kept.has(need.id)) await placeNeed(scope, need.id, position);
    else await insertNeed(scope, node, { ...need, textEn: need.textEn ?? null, position });
  }
  const named = needs.map(({ kind, text }) => ({ kind, text }));
  const about = { objectKind: 'node', objectId: nodeId, itemId: node.itemId };
  await appendEvent(scope, { act: 'node.needs_named', ...about, after: { needs: named } });
  return readItemReadiness(scope, node.itemId);
}

export async function answerNode(
  scope: Scope,
  nodeId: string,
  { answers }: Sent<typeof answerReadiness>,
): Promise<View> {
  const node = await nodeForUpdate(scope, nodeId);
  unwrap(mayAnswerReadiness(scope.actor, node.standing));
  if (node.state === 'verified') refuseNow('conflict', 'node_is_done');
  const [stored] = await selectAskedNodes(scope, sql`n.id = ${nodeId}`, null);
  const needs = stored?.needs ?? [];
  const said: { kind: string; text: string; answer: string }[] = [];
  for (const [at, given] of answers.entries()) {
    const need = needs.find((one) =>
      given.needId ? one.id === given.needId : one.kind === given.kind && one.text === '',
    );
    if (!need) return refuseNow('invalid', 'need_unknown', {}, [{ path: `answers.${at}`, code: 'need_unknown' }]);
    const named = { kind: need.kind, text: '', textEn: null, position: 0 };
    const id = need.id ?? (await insertNeed(scope, node, named));
    need.id = id;
    await insertAnswer(scope, id, given.answer, node.placeholder ? null : given.note || null);
    said.push({ kind: need.kind, text: need.text, answer: given.answer });
  }
  const about = { objectKind: 'node', objectId: nodeId, itemId: node.itemId };
  await appendEvent(scope, { act: 'node.readiness_answered', ...about, after: { answers: said } });
  return readItemReadiness(scope, node.itemId);
}
