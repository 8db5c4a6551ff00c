// What the pages of trajectories read.
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { AsOfSearch } from '../../../../web/searches.ts';
import type {
  listTrajectories,
  readTrajectory,
  Trajectory as Shape,
  TrajectoryCard,
} from '../../trajectory.contract.ts';

export type Trajectory = z.output<typeof Shape>;
export type Card = z.output<typeof TrajectoryCard>;
export type Outlook = Trajectory['outlook'];

export interface TrajectoriesSearch extends AsOfSearch {
  year?: number | undefined;
  unit?: string | undefined;
  sector?: string | undefined;
}

const readEndpoint = remote<typeof readTrajectory>('GET', '/items/{id}/trajectory');
const listEndpoint = remote<typeof listTrajectories>('GET', '/trajectories');

export const trajectoryQuery = (id: string, asOf: string | undefined) =>
  reading(readEndpoint, { params: { id }, query: asOf ? { asOf } : {} });

export const trajectoriesQuery = ({ year, unit, sector }: TrajectoriesSearch) => {
  const query = {
    ...(year ? { year } : {}),
    ...(unit ? { unitId: unit } : {}),
    ...(sector ? { sectorId: sector } : {}),
  };
  return infiniteQueryOptions({
    queryKey: ['/trajectories', query],
    queryFn: ({ pageParam, signal }) =>
      call(listEndpoint, { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
};
