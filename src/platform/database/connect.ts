// The way to the database: a pool under the product's role, and transactions that belong to one institution.
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type Transaction,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import type { Connection } from './roles.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

export type OpenOptions = {
  connection: Connection;
  poolSize?: number;
  /** Longest that one statement may take, in milliseconds. */
  statementTimeout?: number;
  /** Longest that a request waits for a free connection, in milliseconds. */
  connectionTimeout?: number;
  /** Shown by the server beside the connection. */
  name?: string;
  /** Told of a connection that broke while nobody used it. */
  onLostConnection?: (error: Error) => void;
};

export type OpenDatabase = { db: Db; pool: pg.Pool; close(): Promise<void> };

const { types } = pg;
const asText = (text: string) => text;
const TEXT_ARRAY: number = 1009;
const textArray: (text: string) => (string | null)[] = types.getTypeParser(TEXT_ARRAY);
const arrayOf = (parse: (text: string) => unknown) => (text: string) =>
  textArray(text).map((entry) => (entry === null ? null : parse(entry)));
// A date is a day without a zone, and the counts and sums of this product stay far below 2^53.
const PARSERS = new Map<number, (text: string) => unknown>([
  [1082, asText], // date
  [1700, Number], // numeric
  [20, Number], // int8
  [1182, arrayOf(asText)], // date[]
  [1231, arrayOf(Number)], // numeric[]
  [1016, arrayOf(Number)], // int8[]
]);
/** Per connection, so that other users of `pg` in the process keep their own. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : PARSERS.get(oid)) ?? types.getTypeParser(oid, format ?? 'text'),
};

export function openDatabase(options: OpenOptions): OpenDatabase {
  const timeout = options.statementTimeout ?? 30_000;
  const pool = new pg.Pool({
    ...options.connection,
    types: typeParsers,
    max: options.poolSize ?? 20,
    application_name: options.name ?? 'liandong',
    statement_timeout: timeout,
    idle_in_transaction_session_timeout: Math.max(timeout * 2, 60_000),
    connectionTimeoutMillis: options.connectionTimeout ?? 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  });
  // Without a listener one broken idle connection would end the process; the pool replaces it by itself.
  pool.on('error', (error) => options.onLostConnection?.(error));
  const db = new Kysely<Tables>({ dialect: new TenantDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

const tenant = new AsyncLocalStorage<string>();

/** Begins a transaction and names its institution in one trip to the server instead of two. */
class TenantDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const institutionId = tenant.getStore();
    if (institutionId === undefined) return super.beginTransaction(connection, settings);
    await connection.executeQuery(
      CompiledQuery.raw(`begin; select set_config('liandong.institution_id', '${institutionId}', true)`),
    );
  }
}

class TenantDialect extends PostgresDialect {
  readonly #pool: { pool: pg.Pool };

  constructor(config: { pool: pg.Pool }) {
    super(config);
    this.#pool = config;
  }

  override createDriver(): Driver {
    return new TenantDriver(this.#pool);
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const ATTEMPTS = 4;

/**
 * One transaction (READ COMMITTED) in which row-level security shows the rows of one institution only. May run more than once:
 * what `act` does outside the database must bear repetition.
 */
export async function inTenant<Value>(db: Db, institutionId: string, act: (tx: Tx) => Promise<Value>): Promise<Value> {
  // It is written into the statement as it is.
  if (!UUID.test(institutionId)) throw new Error('the id of an institution is a UUID');
  return repeated(() => tenant.run(institutionId, () => db.transaction().execute((tx) => tenant.exit(() => act(tx)))));
}

/** For the few statements without an institution: row-level security shows no row of any. */
export async function outsideTenant<Value>(db: Db, act: (tx: Tx) => Promise<Value>): Promise<Value> {
  return repeated(() => tenant.exit(() => db.transaction().execute(act)));
}

async function repeated<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if ((code !== SERIALIZATION_FAILURE && code !== DEADLOCK) || made === ATTEMPTS) throw error;
    }
  }
}
