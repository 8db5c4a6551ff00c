// Writes entries as an iCalendar object (RFC 5545): whole days, stable ids, lines folded at 75 octets.
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { FeedEntry } from './feed.rules.ts';

export type CalendarHead = { name: string; publicUrl: string; language: 'zh-CN' | 'en' };

const A_DAY_MS = 86_400_000;
const HOURS_BETWEEN_READS = 1;

const STATUS: Record<FeedEntry['status'], ICalEventStatus> = {
  CONFIRMED: ICalEventStatus.CONFIRMED,
  TENTATIVE: ICalEventStatus.TENTATIVE,
  CANCELLED: ICalEventStatus.CANCELLED,
};

/** The same entries give the same text: nothing in it is of the moment of writing. */
export function writeCalendar(entries: readonly FeedEntry[], { name, publicUrl, language }: CalendarHead): string {
  const calendar = ical({
    name,
    prodId: { company: 'liandong', product: 'calendar', language: language === 'en' ? 'EN' : 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: HOURS_BETWEEN_READS * 3600,
  });
  for (const entry of entries) {
    const start = new Date(`${entry.day}T00:00:00Z`);
    const changedAt = new Date(entry.changedAt);
    calendar.createEvent({
      id: entry.uid,
      sequence: entry.sequence,
      start,
      end: new Date(start.getTime() + A_DAY_MS),
      allDay: true,
      summary: entry.summary,
      status: STATUS[entry.status],
      // A date to keep in mind takes nobody's time.
      transparency: ICalEventTransparency.TRANSPARENT,
      url: publicUrl + entry.path,
      stamp: changedAt,
      lastModified: changedAt,
    });
  }
  return calendar.toString();
}
