// Binds the endpoints of messages to their use cases.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import * as deliveries from './delivery.actions.ts';
import * as mail from './delivery.contract.ts';
import * as inbox from './notification.actions.ts';
import * as contract from './notification.contract.ts';

export type MessageDeps = {
  open: OpenScope<Scope>;
  say: Say;
  /** No mail server: the channel is off. */
  config: { publicUrl: string; smtpUrl?: string | null };
};

export function addMessageRoutes(app: FastifyInstance, { open, say, config }: MessageDeps): void {
  const mailOn = Boolean(config.smtpUrl);
  const bind = createBinder(app, open);
  bind(contract.listNotifications, (scope, { query }) => inbox.listNotifications(scope, say, query));
  bind(contract.readNotification, (scope, { params }) => inbox.readOne(scope, say, params.id));
  bind(contract.readAllNotifications, (scope, { body }) => inbox.readAll(scope, body?.kinds));
  bind(contract.readNotificationPreferences, (scope) => inbox.readPreferences(scope, mailOn));
  bind(contract.changeNotificationPreferences, (scope, { body }) => inbox.changePreferences(scope, mailOn, body.email));

  bind(mail.readMailState, (scope) => deliveries.readMailState(scope, config));
  bind(mail.testMail, (scope) => deliveries.testMail(scope, config));
  bind(mail.listDeliveries, (scope, { query }) => deliveries.listDeliveries(scope, query));
  bind(mail.readDelivery, (scope, { params }) => deliveries.readDelivery(scope, params.id));
  bind(mail.sendDeliveryAgain, (scope, { params }, { ifMatch }) => deliveries.sendAgain(scope, params.id, ifMatch));
}
