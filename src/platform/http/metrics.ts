// What an operator's Prometheus reads: request times by route, the pool of connections, background lag, the process itself.
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** A gauge of one value a state, read when it is asked for. */
export type StatedGauge = { name: string; help: string; read: () => Promise<Readonly<Record<string, number>>> };

export type MetricsOptions = {
  pool: pg.Pool;
  /** Milliseconds since each kind of background work last succeeded. */
  lags: Readonly<Record<string, () => number>>;
  gauges?: readonly StatedGauge[];
};

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function addMetrics(app: FastifyInstance, { pool, lags, gauges = [] }: MetricsOptions): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'liandong_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  new Gauge({
    name: 'liandong_database_connections',
    help: 'Connections of the pool',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waited_for' }, pool.waitingCount);
    },
  });
  new Gauge({
    name: 'liandong_background_lag_seconds',
    help: 'Time since each kind of background work last succeeded',
    labelNames: ['work'],
    registers: [registry],
    collect() {
      for (const [work, lag] of Object.entries(lags)) this.set({ work }, lag() / 1000);
    },
  });
  for (const { name, help, read } of gauges) {
    new Gauge({
      name,
      help,
      labelNames: ['state'],
      registers: [registry],
      async collect() {
        for (const [state, value] of Object.entries(await read())) this.set({ state }, value);
      },
    });
  }
  app.addHook('onResponse', async (request, reply) => {
    // The pattern, not the address: ids would make one series each.
    const route = request.routeOptions.url ?? 'none';
    durations.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
