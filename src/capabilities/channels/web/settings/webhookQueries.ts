// What the page of webhooks reads and does.
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { changeSettings, readSettings } from '../../../institution/institution.contract.ts';
import type {
  changeWebhook,
  createWebhook,
  WebhookDelivery as DeliveryShape,
  deleteWebhook,
  listWebhookDeliveries,
  listWebhooks,
  rotateWebhookSecret,
  sendWebhookAgain,
  testWebhook,
  Webhook as WebhookShape,
} from '../../webhook.contract.ts';

export type Webhook = z.output<typeof WebhookShape>;
export type Delivery = z.output<typeof DeliveryShape>;
export type Format = Webhook['format'];

export const stales = ['/webhooks'];
export const webhooks = reading(remote<typeof listWebhooks>('GET', '/webhooks'), { query: { limit: 200 } });
export const deliveriesOf = (id: string, state?: Delivery['state']) =>
  reading(remote<typeof listWebhookDeliveries>('GET', '/webhooks/{id}/deliveries'), {
    params: { id },
    query: { limit: 50, ...(state && { state }) },
  });
export const createEndpoint = remote<typeof createWebhook>('POST', '/webhooks');
export const changeEndpoint = remote<typeof changeWebhook>('PATCH', '/webhooks/{id}');
export const removeEndpoint = remote<typeof deleteWebhook>('DELETE', '/webhooks/{id}');
export const rotateEndpoint = remote<typeof rotateWebhookSecret>('POST', '/webhooks/{id}/rotate');
export const testEndpoint = remote<typeof testWebhook>('POST', '/webhooks/{id}/test');
export const againEndpoint = remote<typeof sendWebhookAgain>('POST', '/webhooks/{id}/deliveries/{deliveryId}/again');

export const settings = reading(remote<typeof readSettings>('GET', '/settings'), {});
export const settingsEndpoint = remote<typeof changeSettings>('PUT', '/settings');

export const formats: readonly Format[] = ['wecom', 'dingtalk', 'feishu', 'cloudevents'];
/** In the order in which people ask for them. */
export const families = [
  'sheet',
  'help',
  'focus',
  'cycle',
  'item',
  'node',
  'cause',
  'submission',
  'gate',
  'condition',
  'guidance',
  'negotiation',
  'override',
] as const;
