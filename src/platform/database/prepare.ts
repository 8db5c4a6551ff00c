// Makes the database ready for a start or a command: embedded, joined or the institution's own; migrated, and fenced by its role.
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { StartRefused } from '../start-refused.ts';
import { findRunning, startEmbedded } from './embedded.ts';
import type { Purpose } from './folder-lock.ts';
import { migrate, pendingMigrations } from './migrations.ts';
import { type Connection, createProductRole, credentialsOf, refuseUnfencedRole, withClient } from './roles.ts';

export type PreparedDatabase = {
  /** Under the product's role. */
  app: Connection;
  /** Under the owner's role; null where the institution's own server is used without DATABASE_OWNER_URL. */
  owner: Connection | null;
  /** True where the database is that of a server which runs already. */
  joined: boolean;
  /** Ends what was started here; nothing where the database is another's. */
  stop(): Promise<void>;
};

export type PrepareOptions = {
  config: Pick<Config, 'databaseUrl' | 'databaseOwnerUrl' | 'dataFolder'>;
  purpose: Purpose;
  log?: (sentence: string) => void;
};

const OLDEST_VERSION = 15;

export async function prepareDatabase({ config, purpose, log = () => {} }: PrepareOptions): Promise<PreparedDatabase> {
  if (config.databaseUrl !== null) return prepareExternal(config.databaseUrl, config.databaseOwnerUrl, log);
  if (purpose === 'command') {
    const joined = await joinRunning(config.dataFolder, log);
    if (joined !== null) return joined;
  }
  const embedded = await startEmbedded({ dataFolder: config.dataFolder, purpose, log });
  try {
    await migrate({ owner: embedded.owner, log });
    await refuseUnfencedRole(embedded.app);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return { app: embedded.app, owner: embedded.owner, joined: false, stop: embedded.stop };
}

/** The running server's database; another command's would end under our feet, so that one is waited for. */
async function joinRunning(dataFolder: string, log: (sentence: string) => void): Promise<PreparedDatabase | null> {
  for (let told = false; ; told = true) {
    const running = await findRunning(dataFolder);
    if (running === null) return null;
    if (running.purpose === 'server') {
      refusePending(await pendingMigrations(running.app), '请重新启动服务。Restart the server.');
      return { app: running.app, owner: running.owner, joined: true, stop: async () => {} };
    }
    if (!told) {
      log(`等待进程 ${running.pid} 的命令结束。Waiting for the command of process ${running.pid} to end.`);
    }
    await wait(200);
  }
}

async function prepareExternal(
  url: string,
  ownerUrl: string | null,
  log: (sentence: string) => void,
): Promise<PreparedDatabase> {
  const app = { connectionString: url };
  const owner = ownerUrl === null ? null : { connectionString: ownerUrl };
  if (owner !== null && ownerUrl !== null) {
    await refuseOldServer(owner, 'DATABASE_OWNER_URL');
    await createProductRole(ownerUrl, url);
    await migrate({ owner, appRole: credentialsOf(url).user, log });
  }
  await refuseOldServer(app, 'DATABASE_URL');
  await refuseUnfencedRole(app);
  if (owner === null) {
    refusePending(await pendingMigrations(app), '请设置 DATABASE_OWNER_URL。Set DATABASE_OWNER_URL for one start.');
  }
  return { app, owner, joined: false, stop: async () => {} };
}

function refusePending(pending: string[], remedy: string): void {
  if (pending.length === 0) return;
  throw new StartRefused(
    `数据库尚未升级：${pending.join(', ')}。The database lacks migrations: ${pending.join(', ')}. ${remedy}`,
  );
}

async function refuseOldServer(connection: Connection, name: string): Promise<void> {
  let version: number;
  try {
    version = await withClient(connection, async (client) => {
      const { rows } = await client.query<{ major: number }>(
        "select current_setting('server_version_num')::int / 10000 as major",
      );
      return rows[0]?.major ?? 0;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartRefused(`${name} 指向的数据库无法连接。The database of ${name} cannot be reached: ${reason}`);
  }
  if (version < OLDEST_VERSION) {
    throw new StartRefused(
      `PostgreSQL ${version} 过旧，需要 ${OLDEST_VERSION} 或更高版本。PostgreSQL ${version} is too old: ${OLDEST_VERSION} or later is needed.`,
    );
  }
}
