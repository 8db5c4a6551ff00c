// Expected failures as values: pure code returns a Result, use cases throw the Refusal so that their transaction rolls back.

export type RefusalKind =
  | 'malformed'
  | 'unauthenticated'
  | 'invalid'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'stale'
  | 'unversioned'
  | 'throttled'
  | 'too_large'
  | 'unavailable';

export type RefusalParams = Record<string, string | number | boolean | null>;

export type RefusedField = { path: string; code: string; params?: RefusalParams };

export type Refusal = {
  kind: RefusalKind;
  code: string;
  params: RefusalParams;
  /** Where the refusal concerns single fields of what was sent. */
  fields?: RefusedField[];
};

export type Result<T, R = Refusal> = { ok: true; value: T } | { ok: false; refusal: R };

export const accept = <T>(value: T): Result<T, never> => ({ ok: true, value });

export function refuse(
  kind: RefusalKind,
  code: string,
  params: RefusalParams = {},
  fields?: RefusedField[],
): Result<never> {
  return { ok: false, refusal: fields ? { kind, code, params, fields } : { kind, code, params } };
}

/** Carries a refusal out of a transaction, which rolls back on the way. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refused(result.refusal);
}

export function refuseNow(kind: RefusalKind, code: string, params: RefusalParams = {}, fields?: RefusedField[]): never {
  throw new Refused(fields ? { kind, code, params, fields } : { kind, code, params });
}
