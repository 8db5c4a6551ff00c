// What the page of the gates' figures reads.
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { GateStatistics as GateStatisticsShape, readGateStatistics } from '../../statistics.contract.ts';

export type GateStatistics = z.output<typeof GateStatisticsShape>;
export type Grouping = GateStatistics['by'];
export type Figures = GateStatistics['whole'];

const endpoint = remote<typeof readGateStatistics>('GET', '/gate-statistics');

export interface GatesSearch {
  by?: Exclude<Grouping, 'kind'> | undefined;
  from?: string | undefined;
  to?: string | undefined;
  unit?: string | undefined;
}

export const statisticsQuery = ({ by = undefined, from, to, unit }: GatesSearch) =>
  reading(endpoint, {
    query: {
      by: by ?? 'kind',
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      ...(unit ? { unitId: unit } : {}),
    },
  });
