// The database's roles: one owns the schema and migrates, the other is the product's own and owns nothing, so that row-level security binds it.
import pg from 'pg';
import { StartRefused } from '../start-refused.ts';
import type { ConnectionSettings } from './embedded.ts';

export const DATABASE_NAME = 'liandong';
export const OWNER_ROLE = 'liandong_owner';
export const PRODUCT_ROLE = 'liandong';

export type Connection = ConnectionSettings | { connectionString: string };

/** One short-lived connection, closed whatever happens. */
export async function withClient<Value>(
  connection: Connection,
  act: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client(connection);
  // A server that goes away between two statements is reported by the next statement.
  client.on('error', () => {});
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

/** Roles and database of a new embedded cluster; each step only where it is still missing, for a first start may have been interrupted. */
export async function createProductDatabase(superuser: ConnectionSettings): Promise<void> {
  await withClient(superuser, async (client) => {
    const present = await client.query<{ roles: string[]; made: boolean }>(
      `select array(select rolname::text from pg_roles where rolname = any($1)) as roles,
              exists(select from pg_database where datname = $2) as made`,
      [[OWNER_ROLE, PRODUCT_ROLE], DATABASE_NAME],
    );
    const roles = present.rows[0]?.roles ?? [];
    for (const role of [OWNER_ROLE, PRODUCT_ROLE]) {
      if (!roles.includes(role))
        await client.query(`create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole`);
    }
    if (present.rows[0]?.made) return;
    await client.query(`create database ${DATABASE_NAME} owner ${OWNER_ROLE}`);
  });
}

/** On a server of the institution's own: the owner creates the product's role if it is missing, with the password of DATABASE_URL. */
export async function createProductRole(ownerUrl: string, productUrl: string): Promise<void> {
  const { user, password, database } = credentialsOf(productUrl);
  await withClient({ connectionString: ownerUrl }, async (client) => {
    const known = await client.query('select from pg_roles where rolname = $1', [user]);
    if (known.rowCount === 0) {
      const secret = password === '' ? '' : ` password ${pg.escapeLiteral(password)}`;
      await client.query(
        `create role ${pg.escapeIdentifier(user)} login nosuperuser nobypassrls nocreatedb nocreaterole${secret}`,
      );
    }
    await client.query(`grant connect on database ${pg.escapeIdentifier(database)} to ${pg.escapeIdentifier(user)}`);
  });
}

export function credentialsOf(url: string): { user: string; password: string; database: string } {
  // Read by the driver itself, without connecting: it knows forms of the address that the URL standard does not.
  const { user = PRODUCT_ROLE, password, database = DATABASE_NAME } = new pg.Client({ connectionString: url });
  return { user, password: typeof password === 'string' ? password : '', database };
}

/** Row-level security is the second fence between institutions: a role that passes it by must not serve. */
export async function refuseUnfencedRole(product: Connection): Promise<void> {
  const row = await withClient(product, async (client) => {
    const found = await client.query<{ role: string; unfenced: boolean; owned: string | null }>(
      `select current_user::text as role,
              (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as unfenced,
              (select min(c.oid::regclass::text) from pg_class c
                where c.relkind in ('r', 'p', 'v', 'm') and pg_has_role(current_user, c.relowner, 'member')
                  and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)) as owned`,
    );
    return found.rows[0];
  });
  if (row?.unfenced) {
    throw new StartRefused(
      `数据库账号 ${row.role} 是超级用户或可绕过行级安全，拒绝启动。The database role ${row.role} is a superuser or bypasses row-level security: refused.`,
    );
  }
  if (row?.owned) {
    throw new StartRefused(
      `数据库账号 ${row.role} 拥有表 ${row.owned}，拒绝启动。The database role ${row.role} owns the table ${row.owned}: refused; use a role that owns nothing.`,
    );
  }
}
