// What the pages of drawings and dependencies read and do, each by its contract.
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { listItems } from '../../../linkage/linkage.contract.ts';
import type { addDependency, readLinks, removeDependency } from '../../../linkage/links.contract.ts';
import type { readDrawing, readItemDrawing } from '../../drawing.contract.ts';

const itemDrawing = remote<typeof readItemDrawing>('GET', '/items/{id}/drawing');
const drawing = remote<typeof readDrawing>('GET', '/drawing');
const links = remote<typeof readLinks>('GET', '/items/{id}/links');
const items = remote<typeof listItems>('GET', '/items');

const at = (asOf: string | undefined) => (asOf ? { asOf } : {});

export const itemDrawingQuery = (id: string, asOf?: string) =>
  reading(itemDrawing, { params: { id }, query: at(asOf) });

export interface Choice {
  by: 'unit' | 'sector';
  /** The unit or the sector; absent means all. */
  only?: string | undefined;
}

export const drawingQuery = ({ by, only }: Choice, asOf?: string) =>
  reading(drawing, {
    query: { by, ...at(asOf), ...(only ? (by === 'unit' ? { unitId: only } : { sectorId: only }) : {}) },
  });

export const linksQuery = (id: string) => reading(links, { params: { id } });
export const itemSearch = (q: string) => reading(items, { query: { limit: 20, ...(q ? { q } : {}) } });
export const addDependencyEndpoint = remote<typeof addDependency>('POST', '/items/{id}/dependencies');
export const removeDependencyEndpoint = remote<typeof removeDependency>('DELETE', '/items/{id}/dependencies/{otherId}');
