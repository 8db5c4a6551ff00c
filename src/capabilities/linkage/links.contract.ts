// Links between items beside the tree: dependencies (what must be there first) and support (what helps, without numbers).
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { ItemState, LightColour } from './item.contract.ts';

const tag = 'linkage';
/** An item at the other end; null texts where the caller may not see it are never sent: such links are left out. */
export const LinkedItem = z.object({
  id: Id,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  state: ItemState,
  light: LightColour,
  responsiblePerson: PersonBrief,
  start: Day,
  due: Day,
  finishedOn: Day.nullable(),
  /** Open, and past due. */
  late: z.boolean(),
  /** Of a dependency: the earlier ends, or must end, after the later was to begin. */
  contradicts: z.boolean(),
});
export const ItemLinks = z.object({
  dependsOn: z.array(LinkedItem),
  neededBy: z.array(LinkedItem),
  supports: z.array(LinkedItem),
  supportedBy: z.array(LinkedItem),
  abilities: Abilities,
});
const LinkParams = IdParams.extend({ otherId: Id });

export const readLinks = defineEndpoint({
  name: 'readLinks',
  method: 'GET',
  path: '/items/{id}/links',
  summary: 'Dependencies and support links of an item',
  tag,
  params: IdParams,
  reply: ItemLinks,
});
export const addDependency = defineEndpoint({
  name: 'addDependency',
  method: 'POST',
  path: '/items/{id}/dependencies',
  summary: 'Say that the item depends on another',
  tag,
  status: 201,
  params: IdParams,
  body: z.object({ dependsOnId: Id }),
  reply: ItemLinks,
});
export const removeDependency = defineEndpoint({
  name: 'removeDependency',
  method: 'DELETE',
  path: '/items/{id}/dependencies/{otherId}',
  summary: 'Take a dependency away',
  tag,
  status: 204,
  params: LinkParams,
  reply: z.null(),
});
export const addSupportLink = defineEndpoint({
  name: 'addSupportLink',
  method: 'POST',
  path: '/items/{id}/support-links',
  summary: 'Say that the item supports another',
  tag,
  status: 201,
  params: IdParams,
  body: z.object({ supportsId: Id }),
  reply: ItemLinks,
});
export const removeSupportLink = defineEndpoint({
  name: 'removeSupportLink',
  method: 'DELETE',
  path: '/items/{id}/support-links/{otherId}',
  summary: 'Take a support link away',
  tag,
  status: 204,
  params: LinkParams,
  reply: z.null(),
});
