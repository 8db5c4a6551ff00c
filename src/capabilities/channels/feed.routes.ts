// Binds calendar feeds: managed by whoever is signed in, read by whoever holds the address.
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import { bindPublic, createBinder, type OpenScope } from '../../platform/http/bind.ts';
import { createThrottle } from '../../platform/http/throttle.ts';
import { refuseNow } from '../../platform/result.ts';
import type { SignedInScope } from '../identity/open-scope.ts';
import { createFeed, endFeed, type FeedDeps, listFeeds, readFeed } from './feed.actions.ts';
import * as contract from './feed.contract.ts';
import { readFeedKey } from './feed-key.ts';

export type FeedRouteDeps = FeedDeps & { clock: Clock; open: OpenScope<SignedInScope> };

const SPAN_SECONDS = 600;
const MOST_A_FEED = 60;
const MOST_AN_ADDRESS = 600;
const MINUTES_KEPT = 15;

export function addFeedRoutes(app: FastifyInstance, deps: FeedRouteDeps): void {
  const bind = createBinder(app, deps.open);
  bind(contract.createCalendarFeed, (scope, { body }) => createFeed(scope, deps.publicUrl, body));
  bind(contract.listCalendarFeeds, (scope, { query }) => listFeeds(scope, query));
  bind(contract.revokeCalendarFeed, async (scope, { params }) => {
    await endFeed(scope, params.id);
    return null;
  });
  addReading(app, deps);
}

function addReading(app: FastifyInstance, deps: FeedRouteDeps): void {
  const byFeed = createThrottle({ most: MOST_A_FEED, seconds: SPAN_SECONDS });
  const byAddress = createThrottle({ most: MOST_AN_ADDRESS, seconds: SPAN_SECONDS });
  bindPublic(app, contract.readCalendarFeed, async ({ query }, { request, reply }) => {
    const now = deps.clock.now();
    const key = readFeedKey(query.key);
    const wait = byAddress.come(request.ip, now) ?? (key && byFeed.come(key.hash.toString('hex'), now));
    if (wait !== null) refuseNow('throttled', 'feed_throttled', { retryAfter: wait });
    const feed = key && (await readFeed(deps, key, now));
    if (!feed) return refuseNow('missing', 'not_found');
    reply
      .header('etag', feed.etag)
      .header('cache-control', `private, max-age=${MINUTES_KEPT * 60}`)
      .header('x-content-type-options', 'nosniff');
    if (feed.changedAt) reply.header('last-modified', feed.changedAt.toUTCString());
    const known = String(request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
    // A weak mark compares like a strong one here: compression on the way makes it weak.
    if (known.some((tag) => tag.replace(/^W\//, '') === feed.etag)) return reply.code(304).send();
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="liandong.ics"')
      .send(feed.text);
  });
}
