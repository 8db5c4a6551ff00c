// What a failed call means to the reader: the server's problem+json, or a network that did not answer.

export interface RefusalEntry {
  path: string;
  code: string;
  detail: string;
}

export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly params: Record<string, unknown>;
  readonly requestId: string | null;
  readonly errors: readonly RefusalEntry[];
  readonly retryAfter: number | null;

  constructor(status: number, problem: Partial<Omit<Refused, 'status' | 'name'>>) {
    super(problem.detail || problem.code || `status ${status}`);
    this.name = 'Refused';
    this.status = status;
    this.code = problem.code ?? '';
    this.detail = problem.detail ?? '';
    this.params = problem.params ?? {};
    this.requestId = problem.requestId ?? null;
    this.errors = problem.errors ?? [];
    this.retryAfter = problem.retryAfter ?? null;
  }
}

/** The network did not answer: nothing is known about what the server did. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'Unreachable';
  }
}

interface ReadableRefusal {
  kind: 'offline' | 'refused' | 'broken';
  status: number;
  code: string;
  detail: string;
  requestId: string | null;
  errors: readonly RefusalEntry[];
}

export function asRefusal(error: unknown): ReadableRefusal {
  if (error instanceof Refused) {
    const { status, code, detail, errors } = error;
    // The request's id helps only where something went wrong that the reader cannot mend.
    return { kind: 'refused', status, code, detail, errors, requestId: status >= 500 ? error.requestId : null };
  }
  const kind = error instanceof Unreachable ? 'offline' : 'broken';
  return { kind, status: 0, code: kind, detail: '', requestId: null, errors: [] };
}

/** The server's sentence for one field, if it named the field. */
export function errorAt(error: unknown, path: string): string | null {
  if (!(error instanceof Refused)) return null;
  return error.errors.find((entry) => entry.path === path || entry.path === `/${path}`)?.detail ?? null;
}
