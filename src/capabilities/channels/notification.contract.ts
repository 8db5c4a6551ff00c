// What the inbox speaks over HTTP: a person's own messages, read by nobody else, and how he wants to be reached.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Day, Id, IdParams, Instant, ListQuery, listOf } from '../../platform/http/shapes.ts';
import { PersonBrief } from '../identity/identity.contract.ts';
import { NOTIFICATION_KINDS, REMINDERS } from './notification.rules.ts';

export const NotificationKind = z.enum(NOTIFICATION_KINDS);
export const ReminderCode = z.enum(REMINDERS);
const Bool = z.enum(['true', 'false']).transform((value) => value === 'true');
const KindList = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(NotificationKind).min(1))
  .meta({ description: 'One kind, or several with commas between them' });

/** An item as far as the reader may see it now; a placeholder has no title. */
export const NotifiedItem = z.object({
  id: Id,
  code: z.string().nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
});
export const DigestLine = z.object({
  code: ReminderCode.or(NotificationKind),
  count: z.number().int(),
  text: z.string(),
  entries: z.array(z.object({ item: NotifiedItem.nullable(), text: z.string(), link: z.string().nullable() })),
});
export const Notification = z.object({
  id: Id,
  kind: NotificationKind,
  at: Instant,
  /** Goes out by e-mail at once, outside quiet hours; the rest waits for the digest. */
  urgent: z.boolean(),
  /** How many alike one act brought about: a subtree assigned at once is one message. */
  count: z.number().int(),
  /** In the reader's language, composed when it is read. */
  text: z.string(),
  /** Ids, codes, days and numbers that the text is made of. */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Where to act or read on, below the product's address; null where the reader no longer sees it. */
  link: z.string().nullable(),
  item: NotifiedItem.nullable(),
  itemId: Id.nullable(),
  objectKind: z.string().nullable(),
  objectId: Id.nullable(),
  /** Who did it; null for the product itself. */
  actor: PersonBrief.nullable(),
  /** A digest's own: what it reminds of. */
  day: Day.nullable(),
  lines: z.array(DigestLine),
  readAt: Instant.nullable(),
});

const TAG = 'channels';

export const listNotifications = defineEndpoint({
  name: 'listNotifications',
  method: 'GET',
  path: '/notifications',
  summary: "The caller's messages, latest first, and how many are unread",
  tag: TAG,
  query: ListQuery.omit({ sort: true }).extend({ unread: Bool.optional(), kind: KindList.optional() }),
  reply: listOf(Notification).extend({ unread: z.number().int() }),
});
export const readNotification = defineEndpoint({
  name: 'readNotification',
  method: 'POST',
  path: '/notifications/{id}/read',
  summary: 'Put a message down as read; nobody else is told',
  tag: TAG,
  params: IdParams,
  reply: Notification,
});
export const readAllNotifications = defineEndpoint({
  name: 'readAllNotifications',
  method: 'POST',
  path: '/notifications/read-all',
  summary: 'Put all messages, or those of some kinds, down as read',
  tag: TAG,
  body: z.object({ kinds: z.array(NotificationKind).optional() }).optional(),
  reply: z.object({ read: z.number().int(), unread: z.number().int() }),
});

/** all: what is urgent at once, the rest in the digest; digest: once a working day; none: the inbox alone. */
export const EmailWish = z.enum(['all', 'digest', 'none']);
export const NotificationPreferences = z.object({
  email: EmailWish,
  /** Where e-mail goes; the directory holds it. */
  address: z.string().nullable(),
  /** Whether this installation sends e-mail at all. */
  mailOn: z.boolean(),
});
export const readNotificationPreferences = defineEndpoint({
  name: 'readNotificationPreferences',
  method: 'GET',
  path: '/me/notifications',
  summary: 'How the caller wants to be reached',
  tag: TAG,
  reply: NotificationPreferences,
});
export const changeNotificationPreferences = defineEndpoint({
  name: 'changeNotificationPreferences',
  method: 'PUT',
  path: '/me/notifications',
  summary: 'Choose how to be reached',
  tag: TAG,
  body: z.object({ email: EmailWish }),
  reply: NotificationPreferences,
});
