// Binds the stream of events: a long answer, so no transaction stays open behind it; it ends with its session and before the server does.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuseNow } from '../../platform/result.ts';
import { readCredential } from '../identity/open-scope.ts';
import { beginStream } from './stream.actions.ts';
import { streamEvents } from './stream.contract.ts';
import { writeMessage } from './stream.rules.ts';
import { createStreamHub, type HubDeps, type StreamHub } from './stream-hub.ts';
import { type Outlet, placeOf } from './stream-pass.ts';

const MOST_A_PERSON = 8;
const RETRY_MILLISECONDS = 3000;

export function addStreamRoute(app: FastifyInstance, deps: HubDeps): StreamHub {
  const hub = createStreamHub(deps);
  app.addHook('preClose', () => hub.stop());
  app.route({
    method: streamEvents.method,
    url: `/api${streamEvents.path}`,
    exposeHeadRoute: false,
    config: { access: streamEvents.access, endpoint: streamEvents },
    schema: { querystring: streamEvents.query },
    handler: (request, reply) => openStream(request, reply, hub, deps),
  });
  return hub;
}

async function openStream(request: FastifyRequest, reply: FastifyReply, hub: StreamHub, deps: HubDeps) {
  const credential = readCredential(request.headers, request.cookies);
  if (!credential) return refuseNow('unauthenticated', 'sign_in_needed');
  const { institutionId } = credential;
  const { after } = request.query as { after?: string };
  const header = request.headers['last-event-id'];
  const begun = await beginStream(deps, credential, typeof header === 'string' ? header : after);
  const { personId, sequence, missed } = begun;
  if (hub.countOf(personId) >= MOST_A_PERSON)
    refuseNow('throttled', 'streams_enough', { most: MOST_A_PERSON, retryAfter: 30 });

  reply.hijack();
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Kept for another request it would hold up the end of a server.
    connection: 'close',
    // A proxy that gathers answers before it passes them on would hold the stream back.
    'x-accel-buffering': 'no',
  });
  const outlet: Outlet = {
    write: (text) => void reply.raw.write(text),
    waiting: () => reply.raw.writableLength,
    end: () => void reply.raw.end(),
  };
  const first = { id: placeOf(deps.secret, institutionId, sequence), event: missed ? 'reset' : 'ready', data: {} };
  outlet.write(`retry: ${RETRY_MILLISECONDS}\n${writeMessage(first)}`);
  const leave = hub.open({ institutionId, personId, credential, sequence, outlet });
  reply.raw.on('close', leave);
  reply.raw.on('error', leave);
  return reply;
}
