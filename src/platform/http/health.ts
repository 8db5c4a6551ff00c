// Whether the process lives (/healthz) and whether it may be sent requests (/readyz): database, migrations, worker.
import type { FastifyInstance } from 'fastify';

/** Answers null when all is well, else one word for what is not. */
export type Readiness = Readonly<Record<string, () => Promise<string | null>>>;

const open = { config: { access: 'public' as const }, schema: { hide: true }, logLevel: 'warn' as const };
const LONGEST_CHECK = 3000;

export function addHealth(app: FastifyInstance, readiness: Readiness): void {
  app.get('/healthz', open, async () => ({ status: 'ok' }));
  app.get('/readyz', open, async (_request, reply) => {
    const checks = await Promise.all(
      Object.entries(readiness).map(async ([name, check]) => [name, (await timed(check)) ?? 'ok'] as const),
    );
    const ready = checks.every(([, state]) => state === 'ok');
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ok' : 'unavailable', ...Object.fromEntries(checks) });
  });
}

async function timed(check: () => Promise<string | null>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('slow'), LONGEST_CHECK);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return 'unavailable';
  } finally {
    clearTimeout(timer);
  }
}
