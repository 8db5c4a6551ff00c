// A worker in a process of its own: finds the database of the servers, goes by their clock, and ends with the server whose database it shares.
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../platform/config.ts';
import { findRunning } from '../platform/database/embedded.ts';
import { pendingMigrations } from '../platform/database/migrations.ts';
import { type PreparedDatabase, prepareDatabase } from '../platform/database/prepare.ts';
import { type Rounds, startRounds } from '../platform/jobs/rounds.ts';

const LOOK_AGAIN = 300;
const WATCH_PAUSE = 1000;

export type Apart = { config: Config; log: (sentence: string) => void; ending: () => boolean };

/** The institution's own database; or that of the server on the same data folder, for which it waits. Null where the process is told to end meanwhile. */
export async function joinServers({ config, log, ending }: Apart): Promise<PreparedDatabase | null> {
  if (config.databaseUrl !== null) return prepareDatabase({ config, purpose: 'server', log });
  for (let told = false; !ending(); told = true) {
    const running = await findRunning(config.dataFolder);
    // A server that has just begun is still bringing the database forward.
    const ready =
      running?.purpose === 'server' && (await pendingMigrations(running.app).catch(() => ['?'])).length === 0;
    if (running && ready) return { app: running.app, owner: running.owner, joined: true, stop: async () => {} };
    if (!told) log(`等待 ${config.dataFolder} 上的服务启动。Waiting for the server on ${config.dataFolder} to start.`);
    await wait(LOOK_AGAIN);
  }
  return null;
}

export type Watch = { config: Config; prepared: PreparedDatabase; onGone: () => void };

/** An embedded database goes with its server, and the next one stands elsewhere. Null where there is nothing to watch. */
export function watchServer({ config, prepared, onGone }: Watch): Rounds | null {
  if (!prepared.joined || !('host' in prepared.app)) return null;
  const { host } = prepared.app;
  return startRounds({
    pauseMilliseconds: WATCH_PAUSE,
    round: async () => {
      const running = await findRunning(config.dataFolder);
      if (running?.host !== host) onGone();
    },
  });
}
