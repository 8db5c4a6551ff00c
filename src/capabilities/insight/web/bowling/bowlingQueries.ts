// What the page of indicators by month reads.
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { AsOfSearch } from '../../../../web/searches.ts';
import type { BowlingCell, BowlingRow, listBowling } from '../../bowling.contract.ts';
import type { readIndicatorControl } from '../../control.contract.ts';

export type Row = z.output<typeof BowlingRow>;
export type Cell = z.output<typeof BowlingCell>;
export type Mark = Cell['mark'];

export interface IndicatorsSearch extends AsOfSearch {
  year?: number | undefined;
  unit?: string | undefined;
  item?: string | undefined;
  mark?: Mark | undefined;
  /** The indicator whose readings are open. */
  of?: string | undefined;
}

const listEndpoint = remote<typeof listBowling>('GET', '/indicators/bowling');
const controlEndpoint = remote<typeof readIndicatorControl>('GET', '/indicators/{id}/control');

const filterOf = ({ year, unit, item, mark }: IndicatorsSearch) => ({
  ...(year ? { year } : {}),
  ...(unit ? { unitId: unit } : {}),
  ...(item ? { itemId: item } : {}),
  ...(mark ? { mark } : {}),
});

export const bowlingQuery = (search: IndicatorsSearch) => {
  const query = filterOf(search);
  return infiniteQueryOptions({
    queryKey: ['/indicators/bowling', query],
    queryFn: ({ pageParam, signal }) =>
      call(listEndpoint, { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
};

export const controlQuery = (id: string, of: 'gain' | 'reading' | undefined) =>
  reading(controlEndpoint, { params: { id }, query: of ? { of } : {} });

/** The address of the workbook with the same filter. */
export function workbookAddress(search: IndicatorsSearch): string {
  const query = new URLSearchParams(Object.entries(filterOf(search)).map(([key, value]) => [key, String(value)]));
  return `/api/indicators/bowling.xlsx?${query}`;
}
