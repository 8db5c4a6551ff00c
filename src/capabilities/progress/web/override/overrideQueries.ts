// What values set by hand read and do, by their contract.
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type {
  endOverride,
  ItemOverrides,
  proposeOverride,
  readOverride,
  signOverride,
} from '../../override.contract.ts';

export type OverrideView = z.output<typeof ItemOverrides>;
const read = remote<typeof readOverride>('GET', '/items/{id}/override');
export const proposeEndpoint = remote<typeof proposeOverride>('POST', '/items/{id}/override');
export const signEndpoint = remote<typeof signOverride>('POST', '/items/{id}/override/sign');
export const endEndpoint = remote<typeof endOverride>('DELETE', '/items/{id}/override');
export const overrideQuery = (id: string) => reading(read, { params: { id } });
