// One outgoing POST behind a guard: the name is resolved once and that very address is connected, nothing is followed, nothing waits or reads for long.
import { lookup } from 'node:dns/promises';
import { type IncomingMessage, type RequestOptions, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isAllowedHost, isPublicAddress, readTarget, type Target } from './address.ts';

export type Outgoing = { url: string; headers: Record<string, string>; body: string };

export type Guard = {
  /** Hosts (`host` or `host:port`) that may be called although they are not of the open internet. */
  allowedHosts: readonly string[];
  /** For the whole of the call, in milliseconds. */
  timeout?: number;
  /** Of the answer, in bytes. */
  largestAnswer?: number;
  /** Gives the addresses of a name; the machine's own resolver where none is given. */
  resolve?: (host: string) => Promise<string[]>;
};

export type Failure =
  | 'address_malformed'
  | 'address_protocol'
  | 'address_credentials'
  | 'address_refused'
  | 'name_unknown'
  | 'timed_out'
  | 'answer_too_large'
  | 'connection_failed'
  | 'certificate_refused';

export type Answer = { ok: true; status: number; body: string } | { ok: false; failure: Failure };

const LONGEST_CALL = 10_000;
const LARGEST_ANSWER = 64 * 1024;

const resolveByMachine = async (host: string): Promise<string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);

class Refusing extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure);
    this.failure = failure;
  }
}

/** Answers what came back; never throws for what the other side does. */
export async function postOutside(outgoing: Outgoing, guard: Guard): Promise<Answer> {
  const target = readTarget(outgoing.url);
  if (typeof target === 'string') return { ok: false, failure: target };
  const signal = AbortSignal.timeout(guard.timeout ?? LONGEST_CALL);
  try {
    const address = await Promise.race([chooseAddress(target, guard), whenAborted(signal)]);
    return await send(outgoing, { target, address, signal, largest: guard.largestAnswer ?? LARGEST_ANSWER });
  } catch (error) {
    return { ok: false, failure: nameFailure(error, signal) };
  }
}

/** One address for the whole call. A name with a single private address among its public ones is refused too: which is taken would be chance. */
async function chooseAddress(target: Target, guard: Guard): Promise<string> {
  const addresses = isIP(target.host)
    ? [target.host]
    : await (guard.resolve ?? resolveByMachine)(target.host).catch(() => []);
  const [first] = addresses;
  if (first === undefined) throw new Refusing('name_unknown');
  if (!isAllowedHost(guard.allowedHosts, target) && !addresses.every(isPublicAddress))
    throw new Refusing('address_refused');
  return first;
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

type Way = { target: Target; address: string; signal: AbortSignal; largest: number };

function send(outgoing: Outgoing, { target, address, signal, largest }: Way): Promise<Answer> {
  const family = isIP(address);
  // Whoever answers for the name a second time is not asked.
  const alreadyKnown: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [{ address, family }]) : done(null, address, family);
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    signal,
    lookup: alreadyKnown,
    headers: { ...outgoing.headers, 'content-length': Buffer.byteLength(outgoing.body) },
  };
  const request = target.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const sending = request(outgoing.url, options, (message) => {
      readAnswer(message, largest).then(resolve, reject);
    });
    sending.on('error', reject);
    sending.end(outgoing.body);
  });
}

async function readAnswer(message: IncomingMessage, largest: number): Promise<Answer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of message) {
    const bytes = part as Buffer;
    size += bytes.length;
    if (size > largest) {
      message.destroy();
      throw new Refusing('answer_too_large');
    }
    parts.push(bytes);
  }
  return { ok: true, status: message.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') };
}

function nameFailure(error: unknown, signal: AbortSignal): Failure {
  if (error instanceof Refusing) return error.failure;
  if (signal.aborted) return 'timed_out';
  const code = String((error as { code?: unknown }).code ?? '');
  return /CERT|SELF_SIGNED|TLS|SSL|ALTNAME|UNABLE_TO_(GET|VERIFY)/.test(code)
    ? 'certificate_refused'
    : 'connection_failed';
}
