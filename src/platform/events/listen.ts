// One connection that hears what the database calls out (LISTEN), begun anew where it broke; whoever listens is told when something may have been missed.
import pg from 'pg';
import type { Connection } from '../database/roles.ts';

export type Listening = { stop(): Promise<void> };

export type ListenOptions = {
  connection: Connection;
  channels: readonly string[];
  onNote: (channel: string, payload: string) => void;
  /** The connection stands, for the first time or again: what was called out before was not heard. */
  onReady: () => void;
};

const PAUSE_MILLISECONDS = 1000;

export function startListening({ connection, channels, onNote, onReady }: ListenOptions): Listening {
  let stopping = false;
  let end = () => {};
  const hear = async (): Promise<void> => {
    const client = new pg.Client({ ...connection, application_name: 'liandong events', keepAlive: true });
    const lost = new Promise<void>((resolve) => {
      end = resolve;
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
    client.on('notification', ({ channel, payload }) => onNote(channel, payload ?? ''));
    try {
      await client.connect();
      // Names of the product's own, never anybody's words.
      for (const channel of channels) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      if (!stopping) onReady();
      if (!stopping) await lost;
    } catch {
      // The database is away; the next round tries again.
    } finally {
      await client.end().catch(() => {});
    }
  };
  let wake = () => {};
  const running = (async () => {
    while (!stopping) {
      await hear();
      if (stopping) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PAUSE_MILLISECONDS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    stop: async () => {
      stopping = true;
      wake();
      end();
      await running;
    },
  };
}
