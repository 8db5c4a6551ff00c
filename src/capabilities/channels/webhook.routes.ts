// Binds the endpoints of webhooks to their use cases.
import type { FastifyInstance } from 'fastify';
import { inTenant } from '../../platform/database/connect.ts';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { SignedInScope } from '../identity/open-scope.ts';
import {
  changeWebhook,
  createWebhook,
  listDeliveries,
  listWebhooks,
  prepareTrial,
  readDelivery,
  removeWebhook,
  rotateSecret,
  sendAgain,
} from './webhook.actions.ts';
import * as contract from './webhook.contract.ts';
import { deliverWebhook, type WebhookDeps } from './webhook-delivery.actions.ts';

export type WebhookRouteDeps = WebhookDeps & { open: OpenScope<SignedInScope> };

export function addWebhookRoutes(app: FastifyInstance, deps: WebhookRouteDeps): void {
  const bind = createBinder(app, deps.open);
  bind(contract.listWebhooks, (scope, { query }) => listWebhooks(scope, query));
  bind(contract.createWebhook, (scope, { body }) => createWebhook(scope, deps, body));
  bind(contract.changeWebhook, (scope, { params, body }, { ifMatch }) =>
    changeWebhook(scope, deps, { id: params.id, change: body, ifMatch }),
  );
  bind(contract.deleteWebhook, async (scope, { params }, { ifMatch }) => {
    await removeWebhook(scope, params.id, ifMatch);
    return null;
  });
  bind(contract.rotateWebhookSecret, (scope, { params }, { ifMatch }) => rotateSecret(scope, deps, params.id, ifMatch));
  bind(contract.listWebhookDeliveries, (scope, { params, query }) => listDeliveries(scope, params.id, query));
  bind(contract.sendWebhookAgain, (scope, { params }) => sendAgain(scope, deps, params.id, params.deliveryId));
  addTrial(app, deps);
}

/** Three steps, so that no transaction waits for the other side: written down, sent, read back. */
function addTrial(app: FastifyInstance, deps: WebhookRouteDeps): void {
  const bind = createBinder<null>(app, (_exchange, _endpoint, work) => work(null));
  bind(contract.testWebhook, async (_none, { params }, exchange) => {
    const prepared = await deps.open(exchange, contract.testWebhook, async (scope) => ({
      institutionId: scope.institutionId,
      deliveryId: await prepareTrial(scope, deps, params.id),
    }));
    await deliverWebhook(deps, prepared);
    const { institutionId, deliveryId } = prepared;
    return inTenant(deps.db, institutionId, (tx) => readDelivery({ tx, institutionId }, deliveryId));
  });
}
