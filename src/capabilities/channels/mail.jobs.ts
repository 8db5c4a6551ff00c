// Messages as a part of what leaves the house: history becomes inboxes, inboxes e-mail, e-mail jobs; and the jobs are worked off.
import { type Db, inTenant } from '../../platform/database/connect.ts';
import { institutionsToFollow } from '../../platform/events/follow.ts';
import type { OutgoingPart } from '../../platform/jobs/outgoing.ts';
import type { JobQueue, QueueSpec } from '../../platform/jobs/queue.ts';
import { openMail } from '../../platform/mail/transport.ts';
import type { Say } from '../../platform/words.ts';
import {
  countDeliveries,
  dispatchMessages,
  MAIL_QUEUE,
  queueDue,
  recoverQueued,
  waitingPlaces,
} from './delivery.actions.ts';
import { giveUpMail, sendMail } from './mail.actions.ts';
import { MESSAGE_FOLLOWER, planMessages } from './notification-plan.actions.ts';

export type MessagePlace = {
  db: Db;
  now: () => Date;
  say: Say;
  config: { publicUrl: string; smtpUrl: string | null };
};

/** Doubled each time up to half an hour: given up after some five hours. */
const MAIL: QueueSpec = { name: MAIL_QUEUE, retries: 20, firstPause: 2, longestPause: 1800, atOnce: 8 };

/** History becomes messages; all of it that is committed and sealed. */
export async function planAll({ db, now }: Pick<MessagePlace, 'db' | 'now'>): Promise<void> {
  for (const institutionId of await institutionsToFollow(db, MESSAGE_FOLLOWER))
    await planMessages(db, institutionId, now);
}

export async function dispatchAll(place: Pick<MessagePlace, 'db' | 'now' | 'config'>, queue: JobQueue): Promise<void> {
  const { db, now } = place;
  const mailOn = place.config.smtpUrl !== null;
  const places = await waitingPlaces(db, now());
  const until = async (institutionId: string, step: Parameters<typeof inTenant<number>>[2]) => {
    while ((await inTenant(db, institutionId, step)) > 0);
  };
  for (const institutionId of places.undispatched)
    await until(institutionId, (tx) => dispatchMessages({ tx, institutionId, now: now() }, mailOn));
  if (!mailOn) return;
  for (const institutionId of new Set([...places.undispatched, ...places.due])) {
    await until(institutionId, (tx) =>
      queueDue({ tx, institutionId, now: now() }, (within, jobs) => queue.send(within, MAIL_QUEUE, jobs)),
    );
  }
}

export function messagePart(place: MessagePlace): OutgoingPart {
  const { smtpUrl, publicUrl } = place.config;
  const transport = smtpUrl === null ? null : openMail(smtpUrl);
  return {
    begin: async (queue) => {
      if (transport === null || smtpUrl === null) return;
      const deps = { ...place, transport, publicUrl, smtpUrl };
      await queue.work(
        MAIL,
        (job) => sendMail(deps, job),
        (job) => giveUpMail(deps, job),
      );
      await recoverQueued(place.db);
    },
    round: async (queue) => {
      await planAll(place);
      await dispatchAll(place, queue);
    },
    stop: () => transport?.close(),
  };
}

/** For an operator: how much e-mail is due and not yet gone, how long the oldest of it has waited, how much was given up. */
export const messageGauge = (db: Db, now: () => Date) => ({
  name: 'liandong_messages',
  help: 'E-mail that is due (waiting), was given up (failed), and the seconds for which the oldest has waited (oldest_seconds)',
  read: async () => {
    const { waiting, failed, oldestSeconds } = await countDeliveries(db, now());
    return { waiting, failed, oldest_seconds: oldestSeconds };
  },
});
