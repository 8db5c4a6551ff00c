// What linkage speaks over HTTP: items, their chain and subtree, and the acts of the life cycle.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { IdParams, ListQuery, listOf, Text } from '../../platform/http/shapes.ts';
import { listFindings, readFindings } from './adds-up.contract.ts';
import { readBoard, readWorkbench } from './board.contract.ts';
import { normaliseDecomposition, readDecomposition, writeDecomposition } from './decomposition.contract.ts';
import { asOf, HistoryEvent, Item, ItemFilters, ItemPatch, ItemRow, NewItem } from './item.contract.ts';
import { readLoad, readLoadItems } from './load.contract.ts';

const tag = 'linkage';
export const createItem = defineEndpoint({
  name: 'createItem',
  method: 'POST',
  path: '/items',
  summary: 'Draft an item',
  tag,
  status: 201,
  body: NewItem,
  reply: Item,
});
export const changeItem = defineEndpoint({
  name: 'changeItem',
  method: 'PATCH',
  path: '/items/{id}',
  summary: 'Change a draft',
  tag,
  version: 'optional',
  params: IdParams,
  body: ItemPatch,
  reply: Item,
});
export const deleteItem = defineEndpoint({
  name: 'deleteItem',
  method: 'DELETE',
  path: '/items/{id}',
  summary: 'Drop a draft',
  tag,
  status: 204,
  version: 'optional',
  params: IdParams,
  reply: z.null(),
});
export const listItems = defineEndpoint({
  name: 'listItems',
  method: 'GET',
  path: '/items',
  summary: 'Items that the caller may see',
  tag,
  query: ListQuery.extend({ ...asOf, ...ItemFilters }),
  reply: listOf(ItemRow),
});
export const readItem = defineEndpoint({
  name: 'readItem',
  method: 'GET',
  path: '/items/{id}',
  summary: 'One item',
  tag,
  params: IdParams,
  query: z.object(asOf),
  reply: Item,
});
export const readChain = defineEndpoint({
  name: 'readChain',
  method: 'GET',
  path: '/items/{id}/chain',
  summary: 'From the root down to the item',
  tag,
  params: IdParams,
  query: z.object(asOf),
  reply: listOf(ItemRow),
});
export const readChildren = defineEndpoint({
  name: 'readChildren',
  method: 'GET',
  path: '/items/{id}/children',
  summary: 'The children of an item',
  tag,
  params: IdParams,
  query: ListQuery.extend(asOf),
  reply: listOf(ItemRow),
});
export const readSubtree = defineEndpoint({
  name: 'readSubtree',
  method: 'GET',
  path: '/items/{id}/subtree',
  summary: 'An item and everything below it',
  tag,
  params: IdParams,
  query: ListQuery.extend(asOf),
  reply: listOf(ItemRow),
});
export const readHistory = defineEndpoint({
  name: 'readHistory',
  method: 'GET',
  path: '/items/{id}/history',
  summary: 'What happened, newest first',
  tag,
  params: IdParams,
  query: ListQuery,
  reply: listOf(HistoryEvent),
});
const act = <const N extends string, const A extends string>(name: N, verb: A, summary: string) =>
  defineEndpoint({
    name,
    method: 'POST',
    path: `/items/{id}/${verb}`,
    summary,
    tag,
    version: 'optional',
    params: IdParams,
    reply: Item,
  });
export const registerItem = act('registerItem', 'register', 'Register a root: it gets its code, and its due is fixed');
export const assignItem = defineEndpoint({
  name: 'assignItem',
  method: 'POST',
  path: '/items/{id}/assign',
  summary: 'Assign to the responsible person, with the subtree if asked',
  tag,
  version: 'optional',
  params: IdParams,
  body: z.object({ subtree: z.boolean().optional(), note: Text.max(4000).nullish() }).nullish(),
  reply: Item,
});
export const acceptItem = act('acceptItem', 'accept', 'Sign for the item');
export const returnItem = defineEndpoint({
  name: 'returnItem',
  method: 'POST',
  path: '/items/{id}/return',
  summary: 'Send the item back with a reason',
  tag,
  version: 'optional',
  params: IdParams,
  body: z.object({ reason: Text.min(1).max(4000) }),
  reply: Item,
});
export const archiveItem = act('archiveItem', 'archive', 'Archive a closed item');

export const linkageEndpoints = [
  createItem,
  changeItem,
  deleteItem,
  listItems,
  readItem,
  readChain,
  readChildren,
  readSubtree,
  readHistory,
  readFindings,
  listFindings,
  readLoad,
  readLoadItems,
  readDecomposition,
  writeDecomposition,
  normaliseDecomposition,
  registerItem,
  assignItem,
  acceptItem,
  returnItem,
  archiveItem,
  readBoard,
  readWorkbench,
] as const;
