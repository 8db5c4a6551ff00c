// Where the measurements work: the running product, its database beside it, and the people and items of the synthetic institution.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { openScopeFor } from '../../src/capabilities/identity/open-scope.ts';
import { createToken } from '../../src/capabilities/identity/tokens.actions.ts';
import { joinClock } from '../../src/entry/product-clock.ts';
import { loadAllWords, wire } from '../../src/entry/wire.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { type OpenDatabase, openDatabase } from '../../src/platform/database/connect.ts';
import { type EmbeddedConnections, findRunning } from '../../src/platform/database/embedded.ts';
import type { Product } from './product.ts';
import { recordStatements, type Taken } from './statements.ts';

export type Leaf = { id: string; personId: string; chain: string[] };
export type Stage = {
  product: Product;
  places: EmbeddedConnections;
  institutionId: string;
  opened: OpenDatabase;
  clock: Clock;
  /** As the tables' owner, whom row-level security lets see everything. */
  owner: pg.Client;
  /** A bearer token's header for somebody. */
  as(personId: string): Promise<{ authorization: string }>;
  /** The statements that the product sends for one request, and its answer. */
  record(request: Asked): Promise<Taken & { body: unknown }>;
  api<T>(request: Asked): Promise<T>;
  close(): Promise<void>;
};
export type Asked = {
  method?: 'GET' | 'POST' | 'PUT';
  path: string;
  headers: Record<string, string>;
  body?: unknown;
};

export async function openStage(product: Product, dataFolder: string, institutionId: string): Promise<Stage> {
  const places = await findRunning(dataFolder);
  if (places === null) throw new Error('the server has no database of its own');
  const owner = new pg.Client(places.owner);
  await owner.connect();
  const opened = openDatabase({ connection: places.app, poolSize: 1, name: 'liandong-bench' });
  // before its first connection is opened
  const recorder = recordStatements(opened.pool);
  const clock = await joinClock(opened.db);
  const app = await wireBeside(opened, clock, dataFolder);
  const tokens = new Map<string, string>();
  return {
    product,
    places,
    institutionId,
    opened,
    clock,
    owner,
    async as(personId) {
      const token = tokens.get(personId) ?? (await tokenFor({ opened, clock, institutionId, personId }));
      tokens.set(personId, token);
      return { authorization: `Bearer ${token}` };
    },
    async record({ method = 'GET', path, headers, body }) {
      recorder.take();
      const since = Date.now();
      const reply = await app.inject({
        method,
        url: `/api${path}`,
        headers,
        ...(body !== undefined && { payload: body as object }),
      });
      if (reply.statusCode >= 300) throw new Error(`${path} was answered by ${reply.statusCode}: ${reply.body}`);
      return { since, statements: recorder.take(), body: reply.json() };
    },
    api: (request) => callProduct(product.url, request),
    async close() {
      await app.close();
      await owner.end();
      await opened.close();
    },
  };
}

/** The same routes in this process, on the same database: the place where statements can be listened to. */
function wireBeside({ db }: OpenDatabase, clock: Clock, dataFolder: string): Promise<FastifyInstance> {
  const own = join(dataFolder, 'bench');
  mkdirSync(own, { recursive: true });
  const config = { publicUrl: 'http://127.0.0.1', logLevel: 'silent' as const, dataFolder: own };
  return wire({ db, clock, say: loadAllWords(), version: '0.0.0', config });
}

type TokenFor = Pick<Stage, 'opened' | 'clock' | 'institutionId'> & { personId: string };

async function tokenFor({ opened, clock, institutionId, personId }: TokenFor): Promise<string> {
  const caller = { institutionId, personId, now: clock.now() };
  const { token } = await openScopeFor(opened.db, caller, (scope) => createToken(scope, { name: 'bench' }));
  return token;
}

async function callProduct<T>(url: string, { method = 'GET', path, headers, body }: Asked): Promise<T> {
  const isForm = body instanceof FormData;
  const reply = await fetch(`${url}/api${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && !isForm && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path} was answered by ${reply.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as T;
}

export async function personWith(stage: Stage, role: string): Promise<string> {
  const { rows } = await stage.owner.query<{ id: string }>(
    `select person_id as id from role_grants where institution_id = $1 and role = $2 and state = 'confirmed' and to_day is null
     order by person_id limit 1`,
    [stage.institutionId, role],
  );
  const [found] = rows;
  if (!found) throw new Error(`nobody is ${role}`);
  return found.id;
}

/**
 * Leaves in progress on the sixth level that owe the running period's report, each of another person, spread over the roots. Their nodes lose their weight, so that a
 * percentage can be reported and every report moves the whole chain.
 */
export async function chooseLeaves(stage: Stage, count: number): Promise<Leaf[]> {
  const { rows } = await stage.owner.query<Leaf>(
    `select * from (
       select distinct on (i.responsible_person_id) i.id, i.responsible_person_id as "personId", i.path as chain from items i
       where i.institution_id = $1 and i.state = 'in_progress' and i.level = 6 and cardinality(i.path) = 6
         and not exists (select 1 from items a where a.institution_id = i.institution_id and a.id = any (i.path) and a.state <> 'in_progress')
         and not exists (select 1 from submissions s where s.institution_id = i.institution_id and s.item_id = i.id and s.kind = 'close_out')
         and not exists (select 1 from reports r where r.institution_id = i.institution_id and r.item_id = i.id and r.period_to >= $3)
       order by i.responsible_person_id, i.id) x
     order by md5(id::text) limit $2`,
    [stage.institutionId, count, stage.clock.now()],
  );
  if (rows.length < count) throw new Error(`only ${rows.length} leaves can be reported on`);
  await stage.owner.query('update nodes set weight = 0 where institution_id = $1 and item_id = any ($2)', [
    stage.institutionId,
    rows.map((leaf) => leaf.id),
  ]);
  return rows;
}
