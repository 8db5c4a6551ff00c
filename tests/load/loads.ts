// Load from a number of connections for a span of time: over HTTP by autocannon, through `pg` by as many clients.
import autocannon, { type CannonRequest } from 'autocannon';
import pg from 'pg';
import { type OpenOptions, typeParsers } from '../../src/platform/database/connect.ts';
import type { Statement } from './statements.ts';

export type Load = { rate: number; failures: number; p50: number };

export type HttpLoad = {
  url: string;
  seconds: number;
  connections: number;
  of: (connection: number) => CannonRequest[];
};

/** Each connection repeats its own list of requests; the rate counts single requests. */
export async function loadHttp({ url, seconds, connections, of }: HttpLoad): Promise<Load> {
  let next = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    timeout: 60,
    setupClient: (client) => client.setRequests(of(next++)),
  });
  const failures = result.errors + result.timeouts + result.non2xx;
  return { rate: result['2xx'] / result.duration, failures, p50: result.latency.p50 };
}

export type PgLoad = {
  connection: OpenOptions['connection'];
  seconds: number;
  connections: number;
  /** What each connection does again and again. */
  of: (connection: number) => (client: pg.Client) => Promise<unknown>;
};

export async function loadPg({ connection, seconds, connections, of }: PgLoad): Promise<Load> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ ...connection, types: typeParsers });
      await client.connect();
      return client;
    }),
  );
  const begun = performance.now();
  const ends = begun + seconds * 1000;
  let done = 0;
  try {
    await Promise.all(
      clients.map(async (client, at) => {
        const act = of(at);
        while (performance.now() < ends) {
          await act(client);
          done += 1;
        }
      }),
    );
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
  const passed = (performance.now() - begun) / 1000;
  return { rate: done / passed, failures: 0, p50: (connections * passed * 1000) / Math.max(1, done) };
}

/** The statements of one request, each in a round trip of its own as the product sends them. */
export const replayed =
  (statements: readonly Statement[]) =>
  async (client: pg.Client): Promise<void> => {
    for (const { text, values } of statements) {
      if (values.length === 0) await client.query(text);
      else await client.query(text, [...values]);
    }
  };
