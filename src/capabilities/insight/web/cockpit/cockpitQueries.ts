// What the cockpit and the list of delays ask the server for.
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { Delay as DelayShape, listDelays } from '../../../promotion/delay.contract.ts';
import type { DelayKind } from '../../../promotion/delay.rules.ts';
import type { Cockpit as CockpitShape, readCockpit } from '../../cockpit.contract.ts';

export type Cockpit = z.output<typeof CockpitShape>;
export type Delay = z.output<typeof DelayShape>;

export interface DelaysSearch {
  kind?: DelayKind | undefined;
  level?: number | undefined;
  unit?: string | undefined;
  /** Absent means those that run. */
  show?: 'ended' | 'all' | undefined;
  mine?: boolean | undefined;
}

export const cockpitQuery = reading(remote<typeof readCockpit>('GET', '/cockpit'), {});

const list = remote<typeof listDelays>('GET', '/delays');
const PAGE = 50;

export function delaysQuery({ kind, level, unit, show, mine }: DelaysSearch) {
  const query = {
    ...(kind ? { kind } : {}),
    ...(level ? { level } : {}),
    ...(unit ? { unitId: unit } : {}),
    ...(show === 'all' ? {} : { open: show === 'ended' ? ('false' as const) : ('true' as const) }),
    ...(mine ? { mine: 'true' as const } : {}),
    limit: PAGE,
  };
  return infiniteQueryOptions({
    queryKey: [list.path, query],
    queryFn: ({ pageParam, signal }) =>
      call(list, { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
