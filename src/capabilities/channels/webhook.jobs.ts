// Webhooks as a part of what leaves the house: history becomes deliveries, deliveries jobs; and the jobs are worked off.
import { v7 as uuid } from 'uuid';
import { inTenant } from '../../platform/database/connect.ts';
import { followEvents, institutionsToFollow } from '../../platform/events/follow.ts';
import type { OutgoingPart } from '../../platform/jobs/outgoing.ts';
import type { JobQueue, QueueJob, QueueSpec } from '../../platform/jobs/queue.ts';
import { institutionsWithDue, postponeDelivery, takeDue } from './webhook.store.ts';
import { deliverWebhook, type WebhookDeps } from './webhook-delivery.actions.ts';
import { planWebhooks } from './webhook-plan.actions.ts';

const FOLLOWER = 'webhooks';
const QUEUE = 'webhooks';
/** A job is one try; it is tried again only where its worker died. When the next try is due stands with the delivery. */
const SPEC: QueueSpec = { name: QUEUE, retries: 2, firstPause: 1, longestPause: 10, atOnce: 8 };
const MOST_AT_ONCE = 200;
const PAUSE_AFTER_LOSS = 600_000;

/** History becomes deliveries; all of it that is committed and sealed. */
export async function planAllWebhooks({ db, clock, outside }: WebhookDeps): Promise<void> {
  for (const institutionId of await institutionsToFollow(db, FOLLOWER)) {
    await followEvents(
      {
        db,
        follower: FOLLOWER,
        take: (tx, events) =>
          planWebhooks(
            { tx, institutionId, now: clock.now(), outside: outside() },
            events.map((event) => ({ ...event, at: event.at.toISOString() })),
          ),
      },
      institutionId,
    );
  }
}

export async function queueDueWebhooks({ db, outside }: WebhookDeps, queue: Pick<JobQueue, 'send'>): Promise<void> {
  for (const institutionId of await institutionsWithDue(db, outside())) {
    await inTenant(db, institutionId, async (tx) => {
      const due = await takeDue({ tx, institutionId }, outside(), MOST_AT_ONCE);
      await queue.send(
        tx,
        QUEUE,
        due.map((subjectId) => ({ id: uuid(), institutionId, subjectId })),
      );
    });
  }
}

/** Lost with its worker more than once: it waits a while and is then handed on again. */
const giveBack = ({ db, outside }: WebhookDeps, { institutionId, subjectId }: QueueJob): Promise<void> =>
  inTenant(db, institutionId, (tx) =>
    postponeDelivery({ tx, institutionId }, subjectId, new Date(outside().getTime() + PAUSE_AFTER_LOSS)),
  );

export function webhookPart(deps: WebhookDeps): OutgoingPart {
  return {
    begin: (queue) =>
      queue.work(
        SPEC,
        async ({ institutionId, subjectId }) => {
          await deliverWebhook(deps, { institutionId, deliveryId: subjectId });
          return 'done';
        },
        (job) => giveBack(deps, job),
      ),
    round: async (queue) => {
      await planAllWebhooks(deps);
      await queueDueWebhooks(deps, queue);
    },
  };
}
