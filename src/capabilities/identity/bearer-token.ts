// The form of session and API tokens: a prefix, the institution they belong to, and randomness. Only their SHA-256 is ever stored.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export type CredentialKind = 'session' | 'token';
export type Credential = { kind: CredentialKind; institutionId: string; hash: Buffer };

const PREFIXES: Record<CredentialKind, string> = { session: 'lds_', token: 'ldt_' };
const INSTITUTION_BYTES = 16;
const RANDOM_BYTES = 32;
const FORM = /^(lds_|ldt_)([A-Za-z0-9_-]{64})$/;

const hashText = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The institution stands in the token, so that the look-up for it already runs behind that institution's fence. */
export function makeToken(kind: CredentialKind, institutionId: string): { token: string; hash: Buffer } {
  const institution = Buffer.from(institutionId.replaceAll('-', ''), 'hex');
  const token = PREFIXES[kind] + Buffer.concat([institution, randomBytes(RANDOM_BYTES)]).toString('base64url');
  return { token, hash: hashText(token) };
}

export function readToken(text: string | undefined): Credential | null {
  const [, prefix, body] = FORM.exec(text ?? '') ?? [];
  if (text === undefined || prefix === undefined || body === undefined) return null;
  const hex = Buffer.from(body, 'base64url').subarray(0, INSTITUTION_BYTES).toString('hex');
  const institutionId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { kind: prefix === PREFIXES.session ? 'session' : 'token', institutionId, hash: hashText(text) };
}

export const randomWord = (): string => randomBytes(RANDOM_BYTES).toString('base64url');

/** Compares in a time that says nothing about where two texts differ. */
export function sameText(one: string, other: string): boolean {
  return timingSafeEqual(hashText(one), hashText(other));
}
