// How webhooks prove who sent them: our own header over time and body, and the two robots that sign by schemes of their own.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'liandong-signature';
const TOLERANCE_SECONDS = 300;
const SECRET_BYTES = 32;

export const makeWebhookSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64url')}`;

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text, 'utf8');
const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

/** `t=<seconds>,v1=<hex HMAC-SHA256 of "t.body">`. */
export function signBody(secret: string, body: string, at: Date): string {
  const seconds = secondsOf(at);
  return `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`).digest('hex')}`;
}

/** What a receiver does: recompute over the body as it came, compare without telling where it differs, refuse what is older than five minutes. */
export function verifySignature(secret: string, body: string, header: string, now: Date): boolean {
  const [, seconds, sent] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (seconds === undefined || sent === undefined) return false;
  if (Math.abs(secondsOf(now) - Number(seconds)) > TOLERANCE_SECONDS) return false;
  return timingSafeEqual(hmac(secret, `${seconds}.${body}`).digest(), Buffer.from(sent, 'hex'));
}

/** DingTalk: milliseconds and base64 HMAC of "milliseconds\nsecret" under the secret, both in the query. */
export function signForDingtalk(address: string, secret: string, at: Date): string {
  const milliseconds = at.getTime();
  const url = new URL(address);
  url.searchParams.set('timestamp', String(milliseconds));
  url.searchParams.set('sign', hmac(secret, `${milliseconds}\n${secret}`).digest('base64'));
  return url.href;
}

/** Feishu: seconds and base64 HMAC of nothing under "seconds\nsecret", both in the body. */
export function signForFeishu(secret: string, at: Date): { timestamp: string; sign: string } {
  const timestamp = String(secondsOf(at));
  return { timestamp, sign: hmac(`${timestamp}\n${secret}`, '').digest('base64') };
}
