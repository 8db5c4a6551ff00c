// What the page reads, and how its address says where it looks, what is filtered and how it is grouped.
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { units } from '../../../institution/institution.contract.ts';
import type { FindingList, listFindings } from '../../adds-up.contract.ts';
import type { listItems, readItem } from '../../linkage.contract.ts';

export type Findings = z.output<typeof FindingList>;
export type Finding = Findings['items'][number];
export type Kind = Finding['code'];

export interface AddsUpSearch {
  /** A key work or any other item: its subtree. */
  rootId?: string | undefined;
  unitId?: string | undefined;
  personId?: string | undefined;
  year?: number | undefined;
  code?: string | undefined;
  /** Absent means by kind. */
  by?: 'unit' | 'item' | 'level' | undefined;
}

export const findingsEndpoint = remote<typeof listFindings>('GET', '/findings');
const item = remote<typeof readItem>('GET', '/items/{id}');
const items = remote<typeof listItems>('GET', '/items');
const unit = remote<typeof units.read>('GET', '/units/{id}');

export const itemQuery = (id: string) => reading(item, { params: { id }, query: {} });
export const unitQuery = (id: string) => reading(unit, { params: { id } });
export const rootsQuery = reading(items, { query: { parentId: 'none', limit: 200 } });

/** By kind is the order of weight: what makes numbers wrong comes first. */
export function askFor({ by, code, ...where }: AddsUpSearch) {
  const { rootId, unitId, personId, year } = where;
  return {
    ...(rootId ? { rootId } : {}),
    ...(unitId ? { unitId } : {}),
    ...(personId ? { personId } : {}),
    ...(year ? { year } : {}),
    ...(code ? { code: code.split(',') as Kind[] } : {}),
    sort: by ?? 'severity',
  };
}

const aPage = 100;

export const findingsQuery = (search: AddsUpSearch) => {
  const query = askFor(search);
  return infiniteQueryOptions({
    queryKey: [findingsEndpoint.path, query],
    queryFn: ({ pageParam, signal }): Promise<Findings> =>
      call(findingsEndpoint, {
        query: { ...query, limit: aPage, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
};
