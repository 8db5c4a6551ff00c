// The streams that are open at this server: opened, counted, fed by what the database calls out on one connection, ended with the server.
import type { Connection } from '../../platform/database/roles.ts';
import { type Listening, startListening } from '../../platform/events/listen.ts';
import { type PassDeps, type Stream, startPassing } from './stream-pass.ts';

export type HubDeps = PassDeps & {
  /** Where the database is heard; without it the hub looks at every beat alone. */
  connection?: Connection | undefined;
  /** Milliseconds between two looks and signs of life. */
  beat?: number;
};

export type StreamHub = {
  /** Answers how to close it. */
  open(stream: Stream): () => void;
  countOf(personId: string): number;
  /** Looks at once, as every beat does. */
  look(): Promise<void>;
  stop(): Promise<void>;
};

const SEALED = 'liandong_sealed';
const INBOX = 'liandong_inbox';
const BEAT = 15_000;

export function createStreamHub(deps: HubDeps): StreamHub {
  const streams = new Map<string, Set<Stream>>();
  const passing = startPassing(deps, streams);
  const everyone = (): Stream[] => [...streams.values()].flatMap((own) => [...own]);
  let listening: Listening | null = null;
  let beating: NodeJS.Timeout | null = null;
  // A server that nobody streams from keeps no connection for it.
  const begin = () => {
    if (beating) return;
    beating = setInterval(() => void passing.look(true), deps.beat ?? BEAT);
    beating.unref();
    if (deps.connection) listening = hear(deps.connection);
  };
  const hear = (connection: Connection): Listening =>
    startListening({
      connection,
      channels: [SEALED, INBOX],
      // What was called out before the connection stood was not heard.
      onReady: () => {
        void passing.look(false);
        for (const institutionId of streams.keys()) passing.tellInbox(institutionId);
      },
      onNote: (channel, payload) => {
        const [institutionId = '', about = ''] = payload.split(' ');
        if (channel === SEALED) passing.wake(institutionId);
        else passing.tellInbox(institutionId, about);
      },
    });
  return {
    open(stream) {
      begin();
      const own = streams.get(stream.institutionId) ?? new Set();
      streams.set(stream.institutionId, own.add(stream));
      passing.begin(stream);
      return () => {
        own.delete(stream);
        if (own.size === 0 && streams.get(stream.institutionId) === own) streams.delete(stream.institutionId);
      };
    },
    countOf: (personId) => everyone().filter((stream) => stream.personId === personId).length,
    look: () => passing.look(true),
    async stop() {
      if (beating) clearInterval(beating);
      passing.stop();
      for (const stream of everyone()) stream.outlet.end();
      streams.clear();
      await listening?.stop();
    },
  };
}
