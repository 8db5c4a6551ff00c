// What the item's page reads, each by its contract.
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { listSubmissions } from '../../../gatekeeping/gatekeeping.contract.ts';
import type { readFindings } from '../../../linkage/adds-up.contract.ts';
import type { ItemRow as ItemRowShape, Item as ItemShape } from '../../../linkage/item.contract.ts';
import type { readChain, readChildren, readHistory, readItem } from '../../../linkage/linkage.contract.ts';
import type { listReports } from '../../progress.contract.ts';

export type Item = z.output<typeof ItemShape>;
export type ItemRow = z.output<typeof ItemRowShape>;

const item = remote<typeof readItem>('GET', '/items/{id}');
const chain = remote<typeof readChain>('GET', '/items/{id}/chain');
const children = remote<typeof readChildren>('GET', '/items/{id}/children');
const history = remote<typeof readHistory>('GET', '/items/{id}/history');
const findings = remote<typeof readFindings>('GET', '/items/{id}/findings');
const reports = remote<typeof listReports>('GET', '/items/{id}/reports');
const submissions = remote<typeof listSubmissions>('GET', '/submissions');

const at = (asOf: string | undefined) => (asOf ? { asOf } : {});

export const itemQuery = (id: string, asOf?: string) => reading(item, { params: { id }, query: at(asOf) });
export const chainQuery = (id: string, asOf?: string) => reading(chain, { params: { id }, query: at(asOf) });
export const childrenQuery = (id: string, asOf?: string) =>
  reading(children, { params: { id }, query: { limit: 200, ...at(asOf) } });
export const historyQuery = (id: string) => reading(history, { params: { id }, query: { limit: 100 } });
export const findingsQuery = (id: string) => reading(findings, { params: { id }, query: { limit: 50 } });
export const reportsQuery = (id: string) => reading(reports, { params: { id }, query: { limit: 12 } });
export const submissionsQuery = (itemId: string) => reading(submissions, { query: { itemId, limit: 50 } });
