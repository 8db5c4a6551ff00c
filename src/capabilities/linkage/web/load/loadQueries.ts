// What the load page reads, and how its address says by whom and where.
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type {
  LoadItem as ItemShape,
  LoadRow as RowShape,
  readLoadItems,
  readLoad as readLoads,
} from '../../load.contract.ts';

export type LoadRow = z.output<typeof RowShape>;
export type LoadItem = z.output<typeof ItemShape>;

export interface LoadSearch {
  /** Absent means by person. */
  by?: 'unit' | undefined;
  unitId?: string | undefined;
  rootId?: string | undefined;
  /** Absent means by what is left to do. */
  sort?: 'items' | 'unplanned' | undefined;
  /** The person or unit whose items are open. */
  of?: string | undefined;
}

const load = remote<typeof readLoads>('GET', '/load');
const items = remote<typeof readLoadItems>('GET', '/load/items');

const whereOf = ({ unitId, rootId }: LoadSearch) => ({ ...(unitId ? { unitId } : {}), ...(rootId ? { rootId } : {}) });
const aPage = 100;

export const loadQuery = (search: LoadSearch) => {
  const query = { by: search.by ?? ('person' as const), ...whereOf(search), sort: `-${search.sort ?? 'minutes'}` };
  return infiniteQueryOptions({
    queryKey: [load.path, query],
    queryFn: ({ pageParam, signal }) =>
      call(load, { query: { ...query, limit: aPage, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
};

export const itemsQuery = (search: LoadSearch, of: string) =>
  reading(items, {
    query: { ...(search.by === 'unit' ? { ofUnitId: of } : { personId: of }), ...whereOf(search), limit: 100 },
  });
