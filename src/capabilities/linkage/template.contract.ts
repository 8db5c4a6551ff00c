// Templates over HTTP: keep them, keep an item as one, lay one on an item or begin an item with one.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Abilities, Day, Id, IdParams, listOf, Name, Percentage, Text, Weight } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { CombinationRule, Item, LongText, NewItem, Polarity } from './item.contract.ts';

const tag = 'linkage';
export const RelativeDay = z.union([
  z.strictObject({ share: z.number().min(0).max(1) }),
  z.strictObject({ workingDays: z.number().int().min(-2000).max(2000) }),
]);
const Twin = Text.min(1).max(1000).nullable().default(null);
const LongTwin = LongText.nullable().default(null);
const Figure = z.number().min(-1e12).max(1e12).nullable().default(null);
export const TemplateNode = z.object({
  title: Name,
  titleEn: Name.nullable().default(null),
  at: RelativeDay,
  weight: Weight,
});
export const TemplateIndicator = z.object({
  name: Text.min(1).max(1000),
  nameEn: Twin,
  unit: Text.max(40).default(''),
  base: Figure,
  target: Figure,
  bandLow: Figure,
  bandHigh: Figure,
  polarity: Polarity.default('up'),
  rule: CombinationRule.default('none'),
});
const words = {
  requirement: LongText.default(''),
  requirementEn: LongTwin,
  standard: LongText.default(''),
  standardEn: LongTwin,
};
export const TemplatePart = z.object({
  parent: z.number().int().min(0).nullable().default(null),
  title: Text.min(1).max(1000),
  titleEn: Twin,
  ...words,
  levelsBelow: z.number().int().min(0).max(7),
  start: RelativeDay,
  due: RelativeDay,
  weight: Weight.nullable().default(null),
  leadUnitId: Id.nullable().default(null),
  responsiblePersonId: Id.nullable().default(null),
  nodes: z.array(TemplateNode).max(200).default([]),
  indicators: z.array(TemplateIndicator).max(200).default([]),
});
export const TemplateBody = z
  .object({
    ...words,
    ownNodesWeight: Percentage.nullable().default(null),
    nodes: z.array(TemplateNode).max(200).default([]),
    indicators: z.array(TemplateIndicator).max(200).default([]),
    parts: z.array(TemplatePart).max(500).default([]),
  })
  .refine((body) => body.parts.every((part, at) => part.parent === null || part.parent < at), {
    path: ['parts'],
    message: 'a part hangs below one before it',
  });

export const Template = z.object({
  id: Id,
  name: z.string(),
  nameEn: z.string().nullable(),
  /** Comes with the product; nobody changes or drops it. */
  builtIn: z.boolean(),
  /** The office's: everybody may use it. Others are their maker's own. */
  shared: z.boolean(),
  createdBy: PersonBrief.nullable(),
  body: TemplateBody,
  abilities: Abilities,
});
export const LaidNode = z.object({ title: z.string(), titleEn: z.string().nullable(), date: Day, weight: z.number() });
export const Laid = z.object({
  itemId: Id.nullable(),
  /** Undoes new drafts by DELETE /plan-batches/{id}; null in a preview and where no item was drafted. */
  batchId: Id.nullable(),
  nodes: z.array(LaidNode),
  indicators: z.array(z.object({ name: z.string(), nameEn: z.string().nullable() })),
  parts: z.array(
    z.object({
      id: Id.nullable(),
      parent: z.number().int().nullable(),
      title: z.string(),
      titleEn: z.string().nullable(),
      level: z.number().int(),
      start: Day,
      due: Day,
      weight: z.number().nullable(),
      nodes: z.number().int(),
      /** False for what is below the first level, where only the office drafts ahead. */
      comes: z.boolean(),
    }),
  ),
  item: Item.nullable(),
});

export const listTemplates = defineEndpoint({
  name: 'listTemplates',
  method: 'GET',
  path: '/templates',
  summary: 'Templates that the caller may use: built in, the office’s and his own',
  tag,
  reply: listOf(Template),
});
export const keepTemplate = defineEndpoint({
  name: 'keepTemplate',
  method: 'POST',
  path: '/templates',
  summary: 'Keep a template: its body as sent, or an item with what is below it if asked',
  tag,
  status: 201,
  body: z.object({
    name: Name,
    nameEn: Name.nullish(),
    shared: z.boolean().optional(),
    body: TemplateBody.optional(),
    fromItemId: Id.optional(),
    subtree: z.boolean().optional(),
  }),
  reply: Template,
});
export const changeTemplate = defineEndpoint({
  name: 'changeTemplate',
  method: 'PATCH',
  path: '/templates/{id}',
  summary: 'Rename, share or rewrite a template',
  tag,
  params: IdParams,
  body: z.object({
    name: Name.optional(),
    nameEn: Name.nullish(),
    shared: z.boolean().optional(),
    body: TemplateBody.optional(),
  }),
  reply: Template,
});
export const deleteTemplate = defineEndpoint({
  name: 'deleteTemplate',
  method: 'DELETE',
  path: '/templates/{id}',
  summary: 'Drop a template; what was made with it stays',
  tag,
  status: 204,
  params: IdParams,
  reply: z.null(),
});
export const applyTemplate = defineEndpoint({
  name: 'applyTemplate',
  method: 'POST',
  path: '/templates/{id}/apply',
  summary: 'Lay a template on an item’s decomposition draft (`itemId`), or draft an item with it (`draft`)',
  tag,
  status: 201,
  version: 'optional',
  params: IdParams,
  query: z.object({ dryRun: z.stringbool().optional() }),
  body: z.object({
    itemId: Id.optional(),
    draft: NewItem.optional(),
    /** Lets the template's nodes take the place of planned ones that are there. */
    replace: z.boolean().optional(),
  }),
  reply: Laid,
});
