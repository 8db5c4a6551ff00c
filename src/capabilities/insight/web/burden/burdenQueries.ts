// What the pages of the burden ledger and of dignity read.
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { AsOfSearch } from '../../../../web/searches.ts';
import type { Burden as BurdenShape, readBurden, readDignity } from '../../burden.contract.ts';

export type Burden = z.output<typeof BurdenShape>;
export type BurdenRow = Burden['items'][number];
export type Grouping = Burden['by'];

export interface BurdenSearch extends AsOfSearch {
  by?: Exclude<Grouping, 'unit'> | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const readEndpoint = remote<typeof readBurden>('GET', '/burden');
const dignityEndpoint = remote<typeof readDignity>('GET', '/settings/dignity');

const filterOf = ({ by, from, to }: BurdenSearch) => ({
  by: by ?? ('unit' as const),
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
});

export const burdenQuery = (search: BurdenSearch) => reading(readEndpoint, { query: filterOf(search) });
export const workbookAddress = (search: BurdenSearch): string =>
  `/api/burden.xlsx?${new URLSearchParams(filterOf(search))}`;
export const dignityQuery = reading(dignityEndpoint, {});
