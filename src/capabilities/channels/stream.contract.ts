// What the stream of events speaks: server-sent events of what the caller may see, by ids alone.
import { z } from 'zod';
import { defineEndpoint } from '../../platform/http/endpoint.ts';
import { Id, Instant } from '../../platform/http/shapes.ts';

/** The data of one message. */
export const StreamedEvent = z.object({
  id: Id,
  act: z.string(),
  objectKind: z.string(),
  objectId: Id,
  itemId: Id.nullable(),
  at: Instant,
  /** The caller did it himself. */
  own: z.boolean(),
});
/** The data of a message of the type `notification`. */
export const StreamedInbox = z.object({ unread: z.number().int() });

export const streamEvents = defineEndpoint({
  name: 'streamEvents',
  method: 'GET',
  path: '/events',
  summary:
    'Server-sent events of what the caller may see; `Last-Event-ID` (or `after`) goes on from there. Types: message, notification, ready, reset',
  tag: 'channels',
  query: z.object({ after: z.string().max(200).optional() }),
  reply: z.any().meta({ description: 'text/event-stream' }),
});
