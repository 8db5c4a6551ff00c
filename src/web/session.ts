// Who is signed in, and how one signs out; everything else on the page asks here.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  closeSession,
  Me as MeShape,
  readMe,
  readSession,
  readSetup,
} from '../capabilities/identity/identity.contract.ts';
import { call, rememberCsrfToken, remote } from './api.ts';
import { queryClient, reading } from './queries.ts';
import { Refused } from './refusal.ts';

export type Me = z.output<typeof MeShape>;
export type LevelName = Me['institution']['levels'][number];

const meEndpoint = remote<typeof readMe>('GET', '/me');
const closeEndpoint = remote<typeof closeSession>('DELETE', '/session');

export const meQuery = reading(meEndpoint, {});
export const setupQuery = reading(remote<typeof readSetup>('GET', '/setup'), {});
export const sessionQuery = reading(remote<typeof readSession>('GET', '/session'), {});

/** The caller, or null where nobody is signed in. */
export async function findMe(): Promise<Me | null> {
  try {
    return await queryClient.ensureQueryData({ ...meQuery, staleTime: 60_000 });
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return null;
    throw error;
  }
}

export function useMe(): Me {
  const { data } = useQuery({ ...meQuery, staleTime: 60_000 });
  if (!data) throw new Error('this page is shown to signed-in people only');
  return data;
}

export async function signOut(): Promise<void> {
  await call(closeEndpoint, {}).catch(() => undefined);
  rememberCsrfToken(null);
  queryClient.clear();
}
