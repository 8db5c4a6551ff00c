// What calendar feeds speak over HTTP: making, listing and revoking a secret address, and what a calendar program reads there.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Id, IdParams, Instant, ListQuery, listOf } from '../../platform/http/shapes.ts';

export const FeedWhat = z.enum(['mine', 'unit', 'seen']);
export const FeedKindName = z.enum(['nodes', 'dues', 'reports']);

export const CalendarFeed = z.object({
  id: Id,
  /** mine: what I answer for; unit: what a unit and those below it lead; seen: all annual work that I see. */
  what: FeedWhat,
  unit: z.object({ id: Id, name: z.string(), nameEn: z.string().nullable() }).nullable(),
  kinds: z.array(FeedKindName),
  createdAt: Instant,
  /** When a calendar program last fetched it. */
  readAt: Instant.nullable(),
});

export const createCalendarFeed = defineEndpoint({
  name: 'createCalendarFeed',
  method: 'POST',
  path: '/calendar-feeds',
  summary: 'Make an address for calendar programs; it is shown once',
  tag: 'channels',
  status: 201,
  shownOnce: true,
  body: z.object({
    what: FeedWhat,
    unitId: Id.optional(),
    kinds: z.array(FeedKindName).min(1).max(3).optional(),
  }),
  reply: CalendarFeed.extend({ url: z.string() }),
});
export const listCalendarFeeds = defineEndpoint({
  name: 'listCalendarFeeds',
  method: 'GET',
  path: '/calendar-feeds',
  summary: 'My calendar addresses, without their keys',
  tag: 'channels',
  query: ListQuery,
  reply: listOf(CalendarFeed),
});
export const revokeCalendarFeed = defineEndpoint({
  name: 'revokeCalendarFeed',
  method: 'DELETE',
  path: '/calendar-feeds/{id}',
  summary: 'Revoke a calendar address: it is unknown from now on',
  tag: 'channels',
  status: 204,
  params: IdParams,
  reply: z.null(),
});
export const readCalendarFeed = defineEndpoint({
  name: 'readCalendarFeed',
  method: 'GET',
  path: '/exports/{kind}.ics',
  summary: 'A calendar (RFC 5545) by its secret address, without signing in',
  tag: 'channels',
  access: 'public',
  params: z.object({ kind: z.enum(['calendar']) }),
  query: z.object({ key: z.string().max(200) }),
  reply: z.any().meta({ description: 'text/calendar; 304 where the ETag sent is still right' }),
});

export const feedEndpoints = [createCalendarFeed, listCalendarFeeds, revokeCalendarFeed, readCalendarFeed] as const;
