// Binds an endpoint to its use case: validation, version, status, ETag; a route without an access word does not start.
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { Refused, refuseNow } from '../result.ts';
import type { Endpoint, InputOf, ReplyOf } from './endpoint.ts';

export type Exchange = {
  request: FastifyRequest;
  reply: FastifyReply;
  /** The version that the caller believes to change; null where none was sent. */
  ifMatch: number | null;
  /** Answers with another success code than the endpoint's usual one. */
  answerWith(status: 200 | 201 | 202): void;
};

/** Opens whatever a use case works in (transaction, caller); given by the capability that knows callers. */
export type OpenScope<S> = <T>(exchange: Exchange, endpoint: Endpoint, work: (scope: S) => Promise<T>) => Promise<T>;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: 'public' | 'member';
    /** What the route was bound to, for the description of the interface. */
    endpoint?: Endpoint;
  }
}

export function readIfMatch(request: FastifyRequest, endpoint: Endpoint): number | null {
  const header = request.headers['if-match'];
  if (endpoint.version === 'none') return null;
  if (header === undefined || header.trim() === '*') {
    if (endpoint.version === 'required' && header === undefined) refuseNow('unversioned', 'version_required');
    return null;
  }
  const version = Number(header.replace(/^W\//, '').replaceAll('"', '').trim());
  // A tag that is no version of ours matches nothing.
  return Number.isInteger(version) ? version : -1;
}

function toRoutePath(path: string): string {
  return `/api${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
}

function schemaOf(endpoint: Endpoint) {
  return {
    ...(endpoint.params && { params: endpoint.params }),
    ...(endpoint.query && { querystring: endpoint.query }),
    ...(endpoint.body && !endpoint.upload && { body: endpoint.body }),
    response: {
      [endpoint.status]: endpoint.reply,
      ...(endpoint.status === 201 && { 200: endpoint.reply, 202: endpoint.reply }),
    },
  };
}

function addRoute<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  carry: (exchange: Exchange, input: InputOf<E>) => Promise<unknown>,
) {
  app.route({
    method: endpoint.method,
    url: toRoutePath(endpoint.path),
    config: { access: endpoint.access, endpoint },
    schema: schemaOf(endpoint),
    handler: async (request, reply) => {
      reply.code(endpoint.status);
      const exchange: Exchange = {
        request,
        reply,
        ifMatch: readIfMatch(request, endpoint),
        answerWith: (status) => void reply.code(status),
      };
      const input = { params: request.params, query: request.query, body: request.body ?? undefined } as InputOf<E>;
      const result = await carry(exchange, input);
      if (reply.sent) return reply;
      if (result !== null && typeof result === 'object' && 'version' in result && typeof result.version === 'number') {
        reply.header('etag', `"${result.version}"`);
      }
      return reply.statusCode === 204 ? reply.send() : reply.send(result);
    },
  });
}

export function createBinder<S>(app: FastifyInstance, open: OpenScope<S>) {
  return function bind<E extends Endpoint>(
    endpoint: E,
    handle: (scope: S, input: InputOf<E>, exchange: Exchange) => Promise<ReplyOf<E>>,
  ): void {
    addRoute(app, endpoint, (exchange, input) => open(exchange, endpoint, (scope) => handle(scope, input, exchange)));
  };
}

export function bindPublic<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handle: (input: InputOf<E>, exchange: Exchange) => Promise<ReplyOf<E>>,
): void {
  addRoute(app, endpoint, (exchange, input) => handle(input, exchange));
}

/** Deny by default: the start fails where a route says nobody may, or everybody may, without saying so. */
export function demandAccessWord(app: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => void routes.push(route));
  // at the end: a plugin may give its routes their word after this hook has seen them
  app.addHook('onReady', async () => {
    const silent = routes.find((route) => !route.config?.access);
    if (silent) throw new Error(`the route ${String(silent.method)} ${silent.url} has no access word`);
  });
}

export function demandVersion(ifMatch: number | null, current: number): void {
  if (ifMatch !== null && ifMatch !== current)
    throw new Refused({ kind: 'stale', code: 'stale_version', params: { current } });
}

export type Bind<S> = ReturnType<typeof createBinder<S>>;
