// From history to the queue: committed events become deliveries, those that are due become jobs, and lost ones come back.
import { v7 as uuid } from 'uuid';
import { inTenant } from '../../platform/database/connect.ts';
import { followEvents, institutionsToFollow } from '../../platform/events/follow.ts';
import type { JobQueue, QueueJob } from '../../platform/jobs/queue.ts';
import { institutionsWithDue, postponeDelivery, takeDue } from './webhook.store.ts';
import type { WebhookDeps } from './webhook-delivery.actions.ts';
import { planWebhooks } from './webhook-plan.actions.ts';

const FOLLOWER = 'webhooks';
export const WEBHOOK_QUEUE = 'webhooks';
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
        WEBHOOK_QUEUE,
        due.map((subjectId) => ({ id: uuid(), institutionId, subjectId })),
      );
    });
  }
}

/** Lost with its worker more than once: it waits a while and is then handed on again. */
export const giveBackWebhook = ({ db, outside }: WebhookDeps, { institutionId, subjectId }: QueueJob): Promise<void> =>
  inTenant(db, institutionId, (tx) =>
    postponeDelivery({ tx, institutionId }, subjectId, new Date(outside().getTime() + PAUSE_AFTER_LOSS)),
  );
