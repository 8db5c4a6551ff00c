// A receiver of webhooks on this machine that behaves as it is told: well, badly, slowly, or never.
import { createServer, type IncomingHttpHeaders } from 'node:http';

export type Received = { path: string; headers: IncomingHttpHeaders; body: string };
/** A status and body; `hang` never answers; `huge` answers without end; `late` answers after so many milliseconds. */
export type Manner =
  | { status?: number; body?: string; headers?: Record<string, string>; late?: number }
  | 'hang'
  | 'huge';

export type Receiver = {
  base: string;
  host: string;
  received: Received[];
  /** The manners of the next requests, in order; afterwards 200. */
  behave(...manners: Manner[]): void;
  close(): Promise<void>;
};

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let manners: Manner[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      const manner = manners.shift() ?? {};
      if (manner === 'hang') return;
      if (manner === 'huge') {
        const flood = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        };
        response.on('drain', flood);
        return flood();
      }
      const answer = () => response.writeHead(manner.status ?? 200, manner.headers).end(manner.body ?? '');
      if (manner.late === undefined) answer();
      else setTimeout(answer, manner.late);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  const host = `127.0.0.1:${address.port}`;
  return {
    base: `http://${host}`,
    host,
    received,
    behave(...next) {
      manners = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
