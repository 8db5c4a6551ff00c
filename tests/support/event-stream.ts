// Reads a stream of server-sent events over the wire, as a program would.
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export type Told = { id: string | null; event: string; data: Record<string, unknown> };

export type EventReader = {
  status: number;
  headers: IncomingHttpHeaders;
  /** Everything told so far; the beginning and signs of life left out. */
  told: Told[];
  /** The last place, as a browser keeps it. */
  lastId(): string | null;
  /** Settles when the server has ended the answer. */
  ended: Promise<void>;
  close(): Promise<void>;
};

function readBlock(block: string, reader: { told: Told[]; setLast(id: string): void }): void {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const at = line.indexOf(':');
    if (at > 0) fields.set(line.slice(0, at), line.slice(at + 1).trim());
  }
  const id = fields.get('id') ?? null;
  if (id !== null) reader.setLast(id);
  const data = fields.get('data');
  if (data === undefined) return;
  reader.told.push({ id, event: fields.get('event') ?? 'message', data: JSON.parse(data) });
}

const ask = (address: string, headers: Record<string, string>): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    // A connection of its own, that ends with the answer.
    get(address, { headers, agent: false }, resolve).on('error', reject);
  });

/** Answers once the stream has said that it stands (or was refused). */
export async function readEventStream(base: string, headers: Record<string, string>, query = ''): Promise<EventReader> {
  const message = await ask(`${base}/api/events${query}`, headers);
  const told: Told[] = [];
  let last: string | null = null;
  const setLast = (id: string) => {
    last = id;
  };
  const { promise: stands, resolve: haveBegun } = Promise.withResolvers<void>();
  const { promise: ended, resolve: haveEnded } = Promise.withResolvers<void>();
  let rest = '';
  message.setEncoding('utf8');
  message.on('data', (text: string) => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    if (message.statusCode === 200) for (const block of blocks) readBlock(block, { told, setLast });
    if (told.length > 0) haveBegun();
  });
  message.on('close', () => {
    haveBegun();
    haveEnded();
  });
  message.on('error', () => {});
  await stands;
  return {
    status: message.statusCode ?? 0,
    headers: message.headers,
    told,
    lastId: () => last,
    ended,
    close: async () => {
      message.destroy();
      await ended;
    },
  };
}
