// The first-run wizard's one-time token: printed at the start, kept as a hash, guessed at most a few times.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import { refuseNow } from '../../platform/result.ts';

const RANDOM_BYTES = 18;
const MOST_FAILURES = 10;
const WINDOW_MS = 10 * 60_000;

const hashOf = (token: string): Buffer => createHash('sha256').update(token.trim()).digest();

export type SetupToken = {
  /** Refuses a wrong token, and any token after too many wrong ones. */
  demand(token: string): void;
};

/** The text is for the console alone. */
export function createSetupToken(clock: Clock): { text: string; token: SetupToken } {
  const text = randomBytes(RANDOM_BYTES).toString('base64url');
  const hash = hashOf(text);
  let failures: number[] = [];
  const demand = (sent: string): void => {
    const now = clock.now().getTime();
    failures = failures.filter((at) => at > now - WINDOW_MS);
    const oldest = failures[0];
    if (failures.length >= MOST_FAILURES && oldest !== undefined) {
      const retryAfter = Math.ceil((oldest + WINDOW_MS - now) / 1000);
      refuseNow('throttled', 'sign_in_throttled', { retryAfter, minutes: Math.ceil(retryAfter / 60) });
    }
    if (timingSafeEqual(hashOf(sent), hash)) return;
    failures.push(now);
    refuseNow('forbidden', 'setup_token_wrong');
  };
  return { text, token: { demand } };
}
