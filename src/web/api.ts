// Calls the server as its contracts describe it; contracts enter as types alone, so that no schema reaches the browser.
import type { Endpoint, ReplyOf, SentTo } from '../platform/http/endpoint.ts';
import { currentLanguage } from './language.ts';
import { type RefusalEntry, Refused, Unreachable } from './refusal.ts';

export type Described = Pick<Endpoint, 'method' | 'path' | 'reply'>;

/** An endpoint as the browser knows it: its address at run time, its shapes while types are checked. */
export interface Remote<E extends Described> {
  method: E['method'];
  path: E['path'];
  /** Carries the endpoint's type; never set. */
  shapes?: E;
}

/** `remote<typeof readItem>('GET', '/items/{id}')`: method and path are checked against the contract. */
export function remote<E extends Described>(method: E['method'], path: E['path']): Remote<E> {
  return { method, path };
}

type Needed<K extends string, V> = V extends undefined
  ? { [P in K]?: undefined }
  : Record<string, never> extends V
    ? { [P in K]?: V }
    : { [P in K]: V };

/** Every filter of a list may be left out; the server refuses the few queries where it may not. */
type Query<Q> = Q extends undefined ? { query?: undefined } : { query?: { [K in keyof Q]?: Q[K] } };

export type CallInput<E> = Needed<'params', SentTo<E>['params']> &
  Query<SentTo<E>['query']> &
  Needed<'body', SentTo<E>['body']> & {
    /** The version that the reader saw; the server refuses when somebody changed it since. */
    ifMatch?: number;
    /** Makes a repeated write answer as the first time; one is made where none is given. */
    idempotencyKey?: string;
    signal?: AbortSignal;
    /** One file, for endpoints that take an upload. */
    file?: File;
  };

let csrfToken: string | null = null;
let onSignedOut: () => void = () => undefined;

export const rememberCsrfToken = (token: string | null): void => {
  csrfToken = token;
};
/** What happens when the server no longer knows the session. */
export const whenSignedOut = (act: () => void): void => {
  onSignedOut = act;
};

/** A random key that also works on plain-http intranets, where crypto.randomUUID does not exist. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Filled = Record<string, unknown> | undefined;

export function addressOf(path: string, params: Filled, query: Filled): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params?.[name] ?? '')));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue;
    search.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = search.toString();
  return `/api${filled}${text ? `?${text}` : ''}`;
}

async function fetchCsrfToken(): Promise<string | null> {
  const response = await fetch('/api/session', { headers: { Accept: 'application/json' } });
  if (!response.ok) return null;
  const reply = (await response.json()) as { csrfToken?: string | null };
  return reply.csrfToken ?? null;
}

// The doors that are open without a session: there is no token to fetch before they let somebody in.
const openDoors: ReadonlySet<string> = new Set(['/session', '/setup']);

export async function headersFor(
  endpoint: { method: string; path: string },
  input: { ifMatch?: number; idempotencyKey?: string },
  hasJson: boolean,
) {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': currentLanguage() };
  if (hasJson) headers['Content-Type'] = 'application/json';
  if (input.ifMatch !== undefined) headers['If-Match'] = `"${input.ifMatch}"`;
  if (endpoint.method === 'GET') return headers;
  headers['Idempotency-Key'] = input.idempotencyKey ?? freshKey();
  const isDoor = endpoint.method === 'POST' && openDoors.has(endpoint.path);
  if (csrfToken === null && !isDoor) csrfToken = await fetchCsrfToken();
  if (csrfToken !== null) headers['X-CSRF-Token'] = csrfToken;
  return headers;
}

export async function refusalOf(response: Response): Promise<Refused> {
  const retryAfter = Number(response.headers.get('Retry-After')) || null;
  try {
    const problem = (await response.json()) as {
      code?: string;
      detail?: string;
      params?: Record<string, unknown>;
      requestId?: string;
      errors?: RefusalEntry[];
    };
    return new Refused(response.status, { ...problem, retryAfter });
  } catch {
    return new Refused(response.status, { retryAfter });
  }
}

export async function call<E extends Described>(endpoint: Remote<E>, input: CallInput<E>): Promise<ReplyOf<E>> {
  const { method } = endpoint;
  const address = addressOf(endpoint.path, input.params as Filled, input.query as Filled);
  const hasJson = input.body !== undefined;
  let response: Response;
  try {
    const body = input.file ? formOf(input.file) : hasJson ? JSON.stringify(input.body) : undefined;
    response = await fetch(address, {
      method,
      headers: await headersFor(endpoint, input, hasJson && !input.file),
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body }),
      ...(input.signal ? { signal: input.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable(error);
  }
  if (!response.ok) {
    // Asking who is signed in is how the door is found; only other calls mean that a session has ended.
    if (response.status === 401 && endpoint.path !== '/session' && endpoint.path !== '/me') {
      csrfToken = null;
      onSignedOut();
    }
    throw await refusalOf(response);
  }
  // The server filters its replies by the same schema, so what arrives has the contract's shape.
  return (response.status === 204 ? null : await response.json()) as ReplyOf<E>;
}

function formOf(file: File): FormData {
  const form = new FormData();
  form.set('file', file);
  return form;
}
