// One attempt at one delivery: counted, sent outside any transaction, its answer judged and kept.
import type { Clock } from '../../platform/clock.ts';
import { type Db, inTenant } from '../../platform/database/connect.ts';
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import { type Guard, postOutside } from '../../platform/outgoing/post.ts';
import type { Say } from '../../platform/words.ts';
import { readSetting } from '../institution/settings.store.ts';
import { localDay } from '../institution/zone.rules.ts';
import { judgeAnswer, pauseAfter, stopsNow, type Verdict } from './webhook.rules.ts';
import {
  administratorsOn,
  beginAttempt,
  endDelivery,
  findDelivery,
  findWebhook,
  insertAttempt,
  noteAnswer,
  postponeDelivery,
  type StoredDelivery,
  type StoredWebhook,
  sweepDeliveries,
} from './webhook.store.ts';
import { openPart } from './webhook-keys.ts';
import { composeMessage } from './webhook-message.ts';

export type WebhookDeps = {
  db: Db;
  clock: Clock;
  say: Say;
  /** The installation's secret, under which addresses and keys stand sealed. */
  secret: string;
  publicUrl: string;
  /** The time of the world outside: signatures carry it, tries are due in it. */
  outside: () => Date;
  /** For tests: other names, shorter waits. */
  guard?: Partial<Guard>;
};

export type Outcome =
  /** Nothing waited any more, or its webhook is paused. */
  { state: 'idle' } | { state: 'delivered' | 'dead' } | { state: 'waiting'; afterSeconds: number };

type Begun = {
  delivery: StoredDelivery;
  webhook: StoredWebhook;
  attempt: number;
  tries: number;
  allowedHosts: readonly string[];
};

type Judged = Verdict & { status: number | null; milliseconds: number };

/** Reads `today` in the standard zone of settings: a host is allowed from its day on. */
const momentOf = (tx: Moment['tx'], institutionId: string, now: Date, timeZone: string): Moment => ({
  tx,
  institutionId,
  now,
  today: localDay(now, timeZone),
  actorId: null,
  requestId: null,
});

async function openMoment<T>(
  deps: WebhookDeps,
  institutionId: string,
  work: (moment: Moment) => Promise<T>,
): Promise<T> {
  return inTenant(deps.db, institutionId, async (tx) => {
    const row = await tx
      .selectFrom('institutions')
      .select('time_zone')
      .where('id', '=', institutionId)
      .executeTakeFirstOrThrow();
    return work(momentOf(tx, institutionId, deps.clock.now(), row.time_zone));
  });
}

/** Trials go out whatever the state: they are how one finds out whether to let a webhook go on. */
const mayGoOut = (webhook: StoredWebhook, delivery: StoredDelivery) =>
  webhook.state === 'active' || delivery.eventId === null;

async function begin(moment: Moment, deliveryId: string): Promise<Begun | null> {
  const delivery = await findDelivery(moment, deliveryId);
  if (delivery?.state !== 'waiting') return null;
  const webhook = await findWebhook(moment, delivery.webhookId);
  if (!webhook || !mayGoOut(webhook, delivery)) return null;
  const counted = await beginAttempt(moment, deliveryId);
  if (!counted) return null;
  return { delivery, webhook, ...counted, allowedHosts: await readSetting(moment, 'outgoing.allowedHosts') };
}

async function send(deps: WebhookDeps, institutionId: string, begun: Begun): Promise<Judged> {
  const { webhook, delivery, attempt } = begun;
  const failed = (error: string): Judged => ({
    delivered: false,
    error,
    answerCode: null,
    givenUp: false,
    status: null,
    milliseconds: 0,
  });
  const url = openPart(deps.secret, institutionId, webhook.id, 'url', webhook.urlSealed);
  const sealed = webhook.secretSealed;
  const secret = sealed === null ? null : openPart(deps.secret, institutionId, webhook.id, 'secret', sealed);
  if (url === null || (sealed !== null && secret === null)) return failed('secret_lost');
  const { format, language } = webhook;
  const message = composeMessage(
    {
      institutionId,
      deliveryId: delivery.id,
      attempt,
      format,
      url,
      secret,
      language,
      body: delivery.body,
      at: deps.outside(),
    },
    deps,
  );
  const began = performance.now();
  const answer = await postOutside(message, { ...deps.guard, allowedHosts: begun.allowedHosts });
  const milliseconds = Math.round(performance.now() - began);
  if (!answer.ok) return { ...failed(answer.failure), milliseconds };
  return { ...judgeAnswer(format, answer.status, answer.body), status: answer.status, milliseconds };
}

async function conclude(deps: WebhookDeps, moment: Moment, begun: Begun, judged: Judged): Promise<Outcome> {
  const { delivery, webhook } = begun;
  const { status, milliseconds, error, answerCode } = judged;
  await insertAttempt(moment, delivery.id, {
    number: begun.attempt,
    at: moment.now,
    status,
    milliseconds,
    error,
    answerCode,
  });
  const isTrial = delivery.eventId === null;
  if (judged.delivered || !isTrial) await noteAnswer(moment, webhook.id, judged.delivered, moment.now);
  if (judged.delivered) {
    await endDelivery(moment, delivery.id, 'delivered', moment.now);
    return { state: 'delivered' };
  }
  const pause = judged.givenUp || isTrial ? null : pauseAfter(begun.tries);
  if (pause !== null) {
    await postponeDelivery(moment, delivery.id, new Date(deps.outside().getTime() + pause * 1000));
    return { state: 'waiting', afterSeconds: pause };
  }
  await endDelivery(moment, delivery.id, 'dead', moment.now);
  if (!isTrial) await stopIfFailing(moment, webhook.id, judged.givenUp);
  return { state: 'dead' };
}

async function stopIfFailing(moment: Moment, webhookId: string, gone: boolean): Promise<void> {
  const webhook = await findWebhook(moment, webhookId);
  if (webhook?.state !== 'active' || !(gone || stopsNow(webhook.failingSince, moment.now))) return;
  await moment.tx
    .updateTable('webhooks')
    .set({ state: 'stopped', version: webhook.version + 1 })
    .where('institution_id', '=', moment.institutionId)
    .where('id', '=', webhookId)
    .execute();
  await appendEvent(moment, {
    act: 'webhook.stopped',
    objectKind: 'webhook',
    objectId: webhookId,
    before: { state: 'active' },
    after: {
      state: 'stopped',
      failingSince: webhook.failingSince?.toISOString() ?? null,
      addresseeIds: await administratorsOn(moment, moment.today),
    },
  });
}

/**
 * One attempt, callable as often as a queue likes: what is delivered or dead stays so. Where the process dies between sending and
 * writing down, the same id goes out again: at least once outside.
 */
export async function deliverWebhook(
  deps: WebhookDeps,
  { institutionId, deliveryId }: { institutionId: string; deliveryId: string },
): Promise<Outcome> {
  const begun = await openMoment(deps, institutionId, (moment) => begin(moment, deliveryId));
  if (!begun) return { state: 'idle' };
  const judged = await send(deps, institutionId, begun);
  return openMoment(deps, institutionId, (moment) => conclude(deps, moment, begun, judged));
}

const DAY_MILLISECONDS = 86_400_000;

/** At midnight: the log of what arrived long ago goes; what waits or was given up stays. */
export async function sweepWebhooks(moment: Moment): Promise<void> {
  const days = await readSetting(moment, 'deliveries.keepDays');
  await sweepDeliveries(moment, new Date(moment.now.getTime() - days * DAY_MILLISECONDS));
}
