// How an e-mail goes its way: quiet hours, states, which failures are final. Pure.

export const DELIVERY_STATES = ['waiting', 'queued', 'sent', 'failed', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Times of day `HH:MM`; from later than to: over midnight. Equal: no quiet hours. */
export type QuietHours = { from: string; to: string };

const SECONDS_A_DAY = 86_400;

const secondsOf = (time: string): number => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60;

/**
 * Seconds from a moment until messages may leave: 0 outside quiet hours.
 * @param secondOfDay 0..86399 on the wall clock of the institution; the end of quiet hours is outside them
 */
export function secondsUntilAllowed(secondOfDay: number, quiet: QuietHours): number {
  const [from, to] = [secondsOf(quiet.from), secondsOf(quiet.to)];
  if (from === to) return 0;
  const within = from < to ? secondOfDay >= from && secondOfDay < to : secondOfDay >= from || secondOfDay < to;
  return within ? (to - secondOfDay + SECONDS_A_DAY) % SECONDS_A_DAY : 0;
}

/** What an attempt came to: sent, worth trying again, or final. */
export type Attempt = { outcome: 'sent' } | { outcome: 'again' | 'final'; failure: string };

const ADDRESS_REFUSED = /^5\d\d$/;

/**
 * What a failed attempt means. A server that refuses for good (5xx) would refuse again; anything else may pass: 4xx, no connection, no answer.
 * @param error as the mail library throws it: `responseCode` from the server, `code` from the way there
 * @returns `failure`: `smtp_550`, or the library's own word in small letters; never the server's text, which may hold addresses
 */
export function judgeFailure(error: { responseCode?: unknown; code?: unknown }): Attempt {
  const code = typeof error.responseCode === 'number' ? String(error.responseCode) : null;
  if (code !== null) return { outcome: ADDRESS_REFUSED.test(code) ? 'final' : 'again', failure: `smtp_${code}` };
  const word = typeof error.code === 'string' ? error.code.toLowerCase() : 'unreachable';
  return { outcome: 'again', failure: /^\w{1,40}$/.test(word) ? word : 'unreachable' };
}

/** Only what was given up may be sent again: anything else is still on its way, or arrived. */
export const maySendAgain = (state: DeliveryState): boolean => state === 'failed';
