// The digest: once a working day, as the quiet hours end, one message to whoever has something to hear of.
import { v7 as uuid } from 'uuid';
import type { Moment } from '../../platform/events/append.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { readSetting } from '../institution/settings.store.ts';
import { deadlinesToTell, digestsOf, dueSpans } from './digest.rules.ts';
import {
  countLevels,
  dropOldDeliveries,
  dropReadNotifications,
  markTold,
  selectNews,
  selectReminders,
} from './digest.store.ts';
import { urgencyOf } from './notification.rules.ts';
import { insertNotifications } from './notification.store.ts';

const DAY_MILLISECONDS = 86_400_000;

/** A morning act; answers how many people got one. Run again it finds them there. */
export async function sendDigests(moment: Moment): Promise<number> {
  const calendar = await loadCalendar(moment);
  const reminders = await selectReminders(moment, {
    items: dueSpans(calendar, moment.today, 'item'),
    nodes: dueSpans(calendar, moment.today, 'node'),
    deadlines: deadlinesToTell(calendar, moment.today, await countLevels(moment)),
  });
  const digests = digestsOf(reminders, await selectNews(moment));
  const nothing = { eventId: null, actorId: null, itemId: null, objectKind: null, objectId: null, params: {} };
  const kind = 'digest' as const;
  const own = { kind, urgency: urgencyOf(kind, {}), count: 1, day: moment.today, at: moment.now };
  const made = [...digests].map(([personId, lines]) => ({ ...nothing, ...own, id: uuid(), personId, lines }));
  const added = await insertNotifications(moment, made);
  await markTold(moment);
  return added;
}

/** At midnight: what has been read long ago goes, and the log of e-mail with it; what nobody has read stays. */
export async function sweepMessages(moment: Moment): Promise<void> {
  const { notifications, deliveries } = {
    notifications: await readSetting(moment, 'notifications.keepDays'),
    deliveries: await readSetting(moment, 'deliveries.keepDays'),
  };
  const before = (days: number) => new Date(moment.now.getTime() - days * DAY_MILLISECONDS);
  await dropOldDeliveries(moment, before(deliveries));
  await dropReadNotifications(moment, before(notifications));
}
