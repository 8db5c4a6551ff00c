// What planning ahead and templates read and do, by their contracts.
import type { z } from 'zod';
import { call, remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type {
  carryOver,
  copyItem,
  Drafted,
  listPlans,
  Plan,
  readPlan,
  undoPlanBatch,
} from '../../planning.contract.ts';
import type {
  applyTemplate,
  changeTemplate,
  deleteTemplate,
  keepTemplate,
  Laid,
  listTemplates,
  Template,
} from '../../template.contract.ts';

export type PlanView = z.output<typeof Plan>;
export type PlanRow = PlanView['items'][number];
export type DraftedView = z.output<typeof Drafted>;
export type DraftedRow = DraftedView['items'][number];
export type TemplateView = z.output<typeof Template>;
export type LaidView = z.output<typeof Laid>;
export type Shift = 'workingDay' | 'date';

const plans = remote<typeof listPlans>('GET', '/plans');
const plan = remote<typeof readPlan>('GET', '/plans/{year}');
const templates = remote<typeof listTemplates>('GET', '/templates');
export const carryEndpoint = remote<typeof carryOver>('POST', '/plans/{year}/carry-over');
export const copyEndpoint = remote<typeof copyItem>('POST', '/items/{id}/copy');
export const undoEndpoint = remote<typeof undoPlanBatch>('DELETE', '/plan-batches/{id}');
export const keepEndpoint = remote<typeof keepTemplate>('POST', '/templates');
export const changeTemplateEndpoint = remote<typeof changeTemplate>('PATCH', '/templates/{id}');
export const deleteTemplateEndpoint = remote<typeof deleteTemplate>('DELETE', '/templates/{id}');
export const applyEndpoint = remote<typeof applyTemplate>('POST', '/templates/{id}/apply');

export const planStales = ['/plans'] as const;
export const yearsQuery = reading(plans, {});
export const planQuery = (year: number, parentId?: string) =>
  reading(plan, { params: { year: String(year) }, query: { limit: 500, ...(parentId && { parentId }) } });
export const templatesQuery = reading(templates, {});

export type CarryBody = { items: { itemId: string; subtree: boolean }[]; shift: Shift };
/** What an act would bring, asked anew with every change of what is asked for; nothing is drafted. */
export const carryPreview = (year: number, body: CarryBody) => ({
  queryKey: ['/plans/preview', year, body] as const,
  queryFn: () => call(carryEndpoint, { params: { year: String(year) }, query: { dryRun: 'true' }, body }),
});
export type CopyBody = { parentId?: string | null; year: number; subtree: boolean; shift: Shift };
export const copyPreview = (id: string, body: CopyBody) => ({
  queryKey: ['/plans/preview', id, body] as const,
  queryFn: () => call(copyEndpoint, { params: { id }, query: { dryRun: 'true' }, body }),
});
export const layPreview = (id: string, itemId: string) => ({
  queryKey: ['/plans/preview', id, itemId, 'template'] as const,
  queryFn: () => call(applyEndpoint, { params: { id }, query: { dryRun: 'true' }, body: { itemId } }),
});
