// The key in a calendar's address: names its institution, so that it is looked up behind that institution's fence; only its SHA-256 is kept.
import { createHash, randomBytes } from 'node:crypto';

const INSTITUTION_BYTES = 16;
const RANDOM_BYTES = 32;
const FORM = /^[A-Za-z0-9_-]{64}$/;

export type FeedKey = { institutionId: string; hash: Buffer };

const hashText = (text: string): Buffer => createHash('sha256').update(text).digest();

export function makeFeedKey(institutionId: string): { key: string; hash: Buffer } {
  const institution = Buffer.from(institutionId.replaceAll('-', ''), 'hex');
  const key = Buffer.concat([institution, randomBytes(RANDOM_BYTES)]).toString('base64url');
  return { key, hash: hashText(key) };
}

/** Null for what cannot be one of ours. */
export function readFeedKey(text: string): FeedKey | null {
  if (!FORM.test(text)) return null;
  const hex = Buffer.from(text, 'base64url').subarray(0, INSTITUTION_BYTES).toString('hex');
  return { institutionId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), hash: hashText(text) };
}
