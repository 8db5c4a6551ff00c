// Webhooks as a part of what leaves the house: deliveries become jobs, and the jobs are worked off.
import type { OutgoingPart } from '../../platform/jobs/outgoing.ts';
import type { QueueSpec } from '../../platform/jobs/queue.ts';
import { deliverWebhook, type WebhookDeps } from './webhook-delivery.actions.ts';
import { giveBackWebhook, planAllWebhooks, queueDueWebhooks, WEBHOOK_QUEUE } from './webhook-queue.actions.ts';

/** A job is one try; it is tried again only where its worker died. When the next try is due stands with the delivery. */
const SPEC: QueueSpec = { name: WEBHOOK_QUEUE, retries: 2, firstPause: 1, longestPause: 10, atOnce: 8 };

export function webhookPart(deps: WebhookDeps): OutgoingPart {
  return {
    begin: (queue) =>
      queue.work(
        SPEC,
        async ({ institutionId, subjectId }) => {
          await deliverWebhook(deps, { institutionId, deliveryId: subjectId });
          return 'done';
        },
        (job) => giveBackWebhook(deps, job),
      ),
    round: async (queue) => {
      await planAllWebhooks(deps);
      await queueDueWebhooks(deps, queue);
    },
  };
}
