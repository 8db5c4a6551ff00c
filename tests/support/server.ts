// The product's HTTP server in memory, with clients that sign in as a browser does.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { SetupToken } from '../../src/capabilities/institution/setup-token.ts';
import { loadAllWords, wire } from '../../src/entry/wire.ts';
import { manualClock } from '../../src/platform/clock.ts';
import type { Db } from '../../src/platform/database/connect.ts';
import { addPages } from '../../src/platform/http/pages.ts';
import { useDatabase } from './database.ts';
import { PASSWORD, START } from './institution.ts';

export { loadAllWords };

/** Servers on one database share it. */
export const SECRET = 'the secret that all servers of a test share';

/** The body as it was sent; tests look into it by shape. */
export type Reply<T = Record<string, never>> = { status: number; body: T; headers: Record<string, unknown> };
type Sent = { body?: unknown; headers?: Record<string, string>; query?: Record<string, string> };

export type Client = {
  csrfToken: string;
  cookie: string;
  get<T = never>(path: string, sent?: Sent): Promise<Reply<T>>;
  post<T = never>(path: string, body?: unknown, sent?: Sent): Promise<Reply<T>>;
  put<T = never>(path: string, body?: unknown, sent?: Sent): Promise<Reply<T>>;
  patch<T = never>(path: string, body?: unknown, sent?: Sent): Promise<Reply<T>>;
  del<T = never>(path: string, sent?: Sent): Promise<Reply<T>>;
};

export type TestServer = {
  app: FastifyInstance;
  clock: ReturnType<typeof manualClock>;
  /** Paths below /api. */
  signIn(institutionId: string, account: string, password?: string): Promise<Client>;
  /** A client that sends these headers and nothing else. */
  client(headers: Record<string, string>): Client;
  /** Serves the built pages too, on a free port; answers the address. */
  listen(): Promise<string>;
  close(): Promise<void>;
};

async function send<T>(app: FastifyInstance, method: string, path: string, sent: Sent): Promise<Reply<T>> {
  const options: InjectOptions = {
    method: method as 'GET',
    url: `/api${path}`,
    headers: sent.headers ?? {},
    ...(sent.query && { query: sent.query }),
    ...(sent.body !== undefined && { payload: sent.body as object }),
  };
  const reply = await app.inject(options);
  const text = reply.body;
  const json = String(reply.headers['content-type'] ?? '').includes('json');
  return {
    status: reply.statusCode,
    body: (json && text !== '' ? JSON.parse(text) : text) as T,
    headers: reply.headers,
  };
}

function clientOf(app: FastifyInstance, base: Record<string, string>, csrfToken = '', cookie = ''): Client {
  const act = <T>(method: string, path: string, sent: Sent = {}, body?: unknown) =>
    send<T>(app, method, path, { ...sent, body, headers: { ...base, ...sent.headers } });
  return {
    csrfToken,
    cookie,
    get: (path, sent) => act('GET', path, sent),
    post: (path, body, sent) => act('POST', path, sent, body),
    put: (path, body, sent) => act('PUT', path, sent, body),
    patch: (path, body, sent) => act('PATCH', path, sent, body),
    del: (path, sent) => act('DELETE', path, sent),
  };
}

type ServerOptions = {
  now?: Date;
  setupToken?: SetupToken;
  /** Serves the built pages too. */
  pages?: boolean;
  /** Another database than the test file's own. */
  db?: Db;
};

export async function startTestServer(options: ServerOptions = {}): Promise<TestServer> {
  const own = options.db ? null : await useDatabase();
  const db = options.db ?? (await useDatabase()).db;
  const connection = own?.connections.app;
  const clock = manualClock(options.now ?? START);
  const dataFolder = mkdtempSync(join(tmpdir(), 'liandong-test-files-'));
  const app = await wire({
    db,
    clock,
    say: loadAllWords(),
    version: '0.0.0',
    ...(connection && { connection }),
    outside: () => clock.now(),
    config: { publicUrl: 'http://127.0.0.1', logLevel: 'silent', dataFolder, secret: SECRET },
    ...(options.setupToken && { setupToken: options.setupToken }),
  });
  if (options.pages) await addPages(app, { folder: join(import.meta.dirname, '../../build/web') });
  return {
    app,
    clock,
    client: (headers) => clientOf(app, headers),
    async signIn(institutionId, account, password = PASSWORD) {
      const body = { account, password, institution: institutionId };
      const reply = await send<{ csrfToken: string }>(app, 'POST', '/session', { body });
      if (reply.status !== 200) throw new Error(`${account} could not sign in: ${JSON.stringify(reply.body)}`);
      const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
      const { csrfToken } = reply.body;
      return clientOf(app, { cookie, 'x-csrf-token': csrfToken, 'accept-language': 'en' }, csrfToken, cookie);
    },
    async listen() {
      await app.listen({ host: '127.0.0.1', port: 0 });
      const address = app.server.address();
      if (typeof address !== 'object' || address === null) throw new Error('no address');
      return `http://127.0.0.1:${address.port}`;
    },
    close: () => app.close(),
  };
}
