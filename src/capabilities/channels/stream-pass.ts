// Passing sealed events on to open streams: read once an institution, given to each stream by what its person may see at that moment. A round
// rests four times as long as it took, so that streams never take the server from those who work.
import type { Clock } from '../../platform/clock.ts';
import { type Db, inTenant, type Tx } from '../../platform/database/connect.ts';
import { type FollowedEvent, readSealed } from '../../platform/events/follow.ts';
import { openText, sealText } from '../../platform/sealed-text.ts';
import type { Credential } from '../identity/bearer-token.ts';
import { findCaller } from '../identity/credentials.store.ts';
import type { Actor } from '../identity/scope.ts';
import { countUnread } from './notification.store.ts';
import { mayPass, type StreamMessage, streamed, writeMessage } from './stream.rules.ts';
import { openItems, readChainEnd, readingScope } from './stream.store.ts';

export type Outlet = {
  write(text: string): void;
  /** Bytes that the other side has not taken yet. */
  waiting(): number;
  end(): void;
};

export type Stream = {
  institutionId: string;
  personId: string;
  credential: Credential;
  /** The last sequence that was passed or passed over. */
  sequence: number;
  outlet: Outlet;
};

export type PassDeps = {
  db: Db;
  clock: Clock;
  /** Under which places in the stream are sealed: their numbers would tell how much happens unseen. */
  secret: string;
};

const MOST_EVENTS = 500;
const MOST_WAITING = 256 * 1024;
const REST_TIMES = 4;
const LONGEST_REST = 10_000;

/** Who holds the credential now, if it still opens the stream. */
export async function findReader(tx: Tx, credential: Credential, now: Date): Promise<Actor | null> {
  const caller = await findCaller(tx, credential, now);
  if (!caller?.actor || caller.mustChangePassword) return null;
  if (caller.scopes && !caller.scopes.some((scope) => scope === 'read' || scope === 'write')) return null;
  return caller.actor;
}

const placeName = (institutionId: string) => `${institutionId} stream`;

export const placeOf = (secret: string, institutionId: string, sequence: number): string =>
  sealText(secret, placeName(institutionId), String(sequence)).toString('base64url');

export function sequenceOf(secret: string, institutionId: string, place: string): number | null {
  const text = openText(secret, placeName(institutionId), Buffer.from(place, 'base64url'));
  return text === null ? null : Number(text);
}

const tell = (stream: Stream, message: StreamMessage): void => stream.outlet.write(writeMessage(message));

/** The credential is looked at before anything is passed: what has ended or lost a right passes nothing more. */
async function passTo(
  { db, clock, secret }: PassDeps,
  stream: Stream,
  fresh: readonly FollowedEvent[],
  withSign: boolean,
): Promise<void> {
  if (stream.outlet.waiting() > MOST_WAITING) return stream.outlet.end();
  const { institutionId, personId } = stream;
  const passed = await inTenant(db, institutionId, async (tx) => {
    const actor = await findReader(tx, stream.credential, clock.now());
    if (!actor) return null;
    const items = [...new Set(fresh.flatMap((event) => event.itemId ?? []))];
    const open = await openItems(readingScope(tx, actor, clock.now()), items);
    return fresh.filter((event) => mayPass(event, personId, open));
  });
  if (passed === null) return stream.outlet.end();
  stream.sequence = fresh.at(-1)?.sequence ?? stream.sequence;
  for (const event of passed) {
    tell(stream, { id: placeOf(secret, institutionId, event.sequence), data: streamed(event, personId) });
  }
  if (withSign) tell(stream, { id: placeOf(secret, institutionId, stream.sequence) });
}

async function pass(
  deps: PassDeps,
  streams: readonly Stream[],
  institutionId: string,
  withSign: boolean,
): Promise<void> {
  let from = Math.min(...streams.map((stream) => stream.sequence));
  for (;;) {
    const events = await inTenant(deps.db, institutionId, async (tx) => {
      const to = Math.min(await readChainEnd(tx, institutionId), from + MOST_EVENTS);
      return to > from ? readSealed(tx, institutionId, { from, to }) : [];
    });
    for (const stream of streams) {
      const fresh = events.filter((event) => event.sequence > stream.sequence);
      if (fresh.length > 0 || withSign) await passTo(deps, stream, fresh, withSign);
    }
    if (events.length < MOST_EVENTS) return;
    from += MOST_EVENTS;
  }
}

async function passInbox({ db, clock }: PassDeps, stream: Stream): Promise<void> {
  const unread = await inTenant(db, stream.institutionId, async (tx) => {
    const actor = await findReader(tx, stream.credential, clock.now());
    return actor && countUnread(readingScope(tx, actor, clock.now()));
  });
  if (unread === null) stream.outlet.end();
  else tell(stream, { event: 'notification', data: { unread } });
}

export type Passing = {
  /** What a new stream has missed since its place. */
  begin(stream: Stream): void;
  /** Something was sealed there. */
  wake(institutionId: string): void;
  /** Looks everywhere at once, with a sign of life where asked for. */
  look(withSign: boolean): Promise<void>;
  /** How many messages are unread: to one person, or to everybody where nobody is named. */
  tellInbox(institutionId: string, personId?: string): void;
  stop(): void;
};

/** One round at a time: two at once would pass the same event twice. A database that is away is found again by the next look. */
export function startPassing(deps: PassDeps, streams: ReadonlyMap<string, ReadonlySet<Stream>>): Passing {
  const due = new Set<string>();
  let turn: Promise<void> = Promise.resolve();
  let isRunning = false;
  let isStopped = false;
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(() => (isStopped ? undefined : work())).catch(() => {});
    return turn;
  };
  const passIn = (institutionId: string, withSign: boolean) =>
    inTurn(async () => {
      const own = [...(streams.get(institutionId) ?? [])];
      if (own.length > 0) await pass(deps, own, institutionId, withSign);
    });
  const run = async (): Promise<void> => {
    isRunning = true;
    while (due.size > 0 && !isStopped) {
      const began = performance.now();
      const now = [...due];
      due.clear();
      for (const institutionId of now) await passIn(institutionId, false);
      const rest = Math.min(LONGEST_REST, (performance.now() - began) * REST_TIMES);
      await new Promise<void>((resolve) => {
        setTimeout(resolve, rest).unref();
      });
    }
    isRunning = false;
  };
  return {
    begin: (stream) => void inTurn(() => pass(deps, [stream], stream.institutionId, false)),
    wake(institutionId) {
      if (!streams.has(institutionId)) return;
      due.add(institutionId);
      if (!isRunning) void run();
    },
    async look(withSign) {
      for (const institutionId of [...streams.keys()]) await passIn(institutionId, withSign);
    },
    tellInbox(institutionId, personId) {
      const own = [...(streams.get(institutionId) ?? [])].filter(
        (stream) => personId === undefined || stream.personId === personId,
      );
      for (const stream of own) void inTurn(() => passInbox(deps, stream));
    },
    stop() {
      isStopped = true;
    },
  };
}
