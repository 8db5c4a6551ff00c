// The acts of an item's page, each by its contract.
import { remote } from '../../../../../web/api.ts';
import type { addGuidance, submitRequest } from '../../../../gatekeeping/gatekeeping.contract.ts';
import type {
  acceptItem,
  archiveItem,
  assignItem,
  registerItem,
  returnItem,
} from '../../../../linkage/linkage.contract.ts';
import type { recordCause } from '../../../progress.contract.ts';

export const registerEndpoint = remote<typeof registerItem>('POST', '/items/{id}/register');
export const assignEndpoint = remote<typeof assignItem>('POST', '/items/{id}/assign');
export const acceptEndpoint = remote<typeof acceptItem>('POST', '/items/{id}/accept');
export const returnEndpoint = remote<typeof returnItem>('POST', '/items/{id}/return');
export const archiveEndpoint = remote<typeof archiveItem>('POST', '/items/{id}/archive');
export const requestEndpoint = remote<typeof submitRequest>('POST', '/items/{id}/requests');
export const causeEndpoint = remote<typeof recordCause>('POST', '/items/{id}/cause');
export const guidanceEndpoint = remote<typeof addGuidance>('POST', '/items/{id}/guidance');
