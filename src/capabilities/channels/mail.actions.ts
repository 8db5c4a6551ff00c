// One e-mail sent: the attempt is counted before it is made and its end written after it, so that every message leaves at least once and a repeat says so.
import { sql } from 'kysely';
import { type Db, inTenant } from '../../platform/database/connect.ts';
import type { JobOutcome, QueueJob } from '../../platform/jobs/queue.ts';
import type { MailTransport, OutgoingMail } from '../../platform/mail/transport.ts';
import { Refused } from '../../platform/result.ts';
import type { Language, Say } from '../../platform/words.ts';
import { openScopeFor } from '../identity/open-scope.ts';
import type { Scope } from '../identity/scope.ts';
import { readSetting } from '../institution/settings.store.ts';
import { type DeliveryState, judgeFailure } from './delivery.rules.ts';
import { beginAttempt, type Ending, endAttempt, giveUp } from './delivery.store.ts';
import { composeMail, type MailSection } from './mail-body.ts';
import { hostOf, senderOf } from './mail-sender.rules.ts';
import { nameLines, viewLine } from './notification.actions.ts';
import { linkOf, mayFollow } from './notification.rules.ts';
import { type StoredNotification, selectNotifications } from './notification.store.ts';
import { dayInWords, nameOf, tellInWords } from './notification-text.ts';

export type MailDeps = {
  db: Db;
  now: () => Date;
  say: Say;
  transport: MailTransport;
  publicUrl: string;
  smtpUrl: string;
};

export const PREFERENCES_PATH = '/settings/messages';

/** Answers what the queue is to do with the job. */
export async function sendMail(deps: MailDeps, job: QueueJob): Promise<JobOutcome> {
  const { db, now } = deps;
  const end = (state: DeliveryState, failure: string | null) => endJob(deps, job, { state, failure, now: now() });
  const taken = await inTenant(db, job.institutionId, (tx) => beginAttempt(own(tx, job), job.subjectId, job.id, now()));
  if (!taken) return 'done';
  const caller = { institutionId: job.institutionId, personId: taken.personId, now: now(), requestId: 'mail' };
  const mail = await openScopeFor(db, caller, (scope) => prepareMail(deps, scope, job, taken)).catch(
    (error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    },
  );
  if (!mail) return end('dropped', null).then(() => 'done');
  try {
    await deps.transport.send(mail);
  } catch (error) {
    const attempt = judgeFailure(typeof error === 'object' && error !== null ? error : {});
    if (attempt.outcome === 'sent') return 'again';
    // The attempt's failure is kept while it waits for the next one too.
    await end(attempt.outcome === 'final' ? 'failed' : 'queued', attempt.failure);
    return attempt.outcome === 'final' ? 'dead' : 'again';
  }
  await end('sent', null);
  return 'done';
}

/** Given up by the queue: somebody may look, and have it sent again. */
export async function giveUpMail(deps: Pick<MailDeps, 'db' | 'now'>, job: QueueJob): Promise<void> {
  await inTenant(deps.db, job.institutionId, (tx) => giveUp(own(tx, job), job.subjectId, job.id, deps.now()));
}

const own = (tx: Scope['tx'], job: QueueJob) => ({ tx, institutionId: job.institutionId });

const endJob = ({ db }: MailDeps, job: QueueJob, ending: Ending) =>
  inTenant(db, job.institutionId, (tx) => endAttempt(own(tx, job), job.subjectId, job.id, ending));

/** The reader has left meanwhile: there is nobody to write to. */
const isMissing = (error: unknown): boolean => error instanceof Refused && error.refusal.kind === 'missing';

type Taken = { notificationId: string; attempt: number };

async function prepareMail(deps: MailDeps, scope: Scope, job: QueueJob, taken: Taken): Promise<OutgoingMail | null> {
  const { say, publicUrl, smtpUrl } = deps;
  const { actor } = scope;
  const [told] = await selectNotifications(scope, sql`and n.id = ${taken.notificationId}`, 1);
  if (!told || !actor.email) return null;
  const institution = await readInstitution(scope);
  const again = taken.attempt > 1;
  const body = composeMail(say, {
    ...(await wordsOf(deps, scope, told, institution.timeZone)),
    language: actor.language,
    institution: institution.nameIn(actor.language),
    again,
  });
  const preferences = publicUrl + PREFERENCES_PATH;
  const chosen = await readSetting(scope, 'mail.from');
  return {
    from: { name: institution.nameIn(actor.language), address: senderOf({ chosen, smtpUrl, publicUrl }) },
    to: { name: nameOf(say, actor.language, { ...actor, id: actor.personId }), address: actor.email },
    ...body,
    messageId: `<${job.subjectId}@${hostOf(publicUrl)}>`,
    headers: {
      'List-Unsubscribe': `<${preferences}>`,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Liandong-Delivery': job.subjectId,
      'X-Liandong-Attempt': String(taken.attempt),
      ...(again && { 'X-Liandong-Again': 'yes' }),
    },
  };
}

async function readInstitution({ tx, institutionId }: Scope) {
  const row = await tx
    .selectFrom('institutions')
    .select(['name', 'name_en', 'time_zone'])
    .where('id', '=', institutionId)
    .executeTakeFirstOrThrow();
  const nameIn = (language: Language) => (language === 'en' ? (row.name_en ?? row.name) : row.name);
  return { nameIn, timeZone: row.time_zone };
}

const COLOURS = new Set<unknown>(['yellow', 'orange', 'red']);

async function wordsOf({ say, publicUrl }: MailDeps, scope: Scope, told: StoredNotification, timeZone: string) {
  const { actor } = scope;
  const { language } = actor;
  const isDigest = told.kind === 'digest';
  const at = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  }).format(told.at);
  return {
    reader: nameOf(say, language, { ...actor, id: actor.personId }),
    text: isDigest
      ? say(language, 'mail.digestTitle', { day: dayInWords(language, told.day) })
      : tellInWords(say, language, told),
    by: told.actor ? say(language, 'mail.by', { person: nameOf(say, language, told.actor), at }) : null,
    light: COLOURS.has(told.params.colour) ? (told.params.colour as 'yellow' | 'orange' | 'red') : null,
    code: told.item?.title ? told.item.code : null,
    link: publicUrl + (mayFollow(told) ? linkOf(told.kind, told) : '/'),
    act: say(language, isDigest ? 'mail.openWorkbench' : 'mail.open'),
    preferences: publicUrl + PREFERENCES_PATH,
    sections: await sectionsOf({ say, publicUrl, language }, scope, told),
  };
}

type Place = { say: Say; publicUrl: string; language: Language };

async function sectionsOf(
  { say, publicUrl, language }: Place,
  scope: Scope,
  told: StoredNotification,
): Promise<MailSection[]> {
  const named = await nameLines(scope, told.lines);
  return told.lines.map((line) => {
    const { text, entries } = viewLine(say, language, line, named);
    return {
      title: text,
      entries: entries.map((entry) => ({ text: entry.text, link: entry.link && publicUrl + entry.link })),
      more: Math.max(0, line.count - entries.length),
    };
  });
}
