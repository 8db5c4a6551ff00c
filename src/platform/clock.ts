// The product's clock: the machine's time, or one that starts at LIANDONG_CLOCK and runs on. Nothing else reads the time.

export type Clock = {
  now(): Date;
  /** Set where the clock does not follow the machine: every page shows it. */
  readonly shifted: boolean;
};

export function startClock(startAt?: Date): Clock {
  if (!startAt) return { now: () => new Date(), shifted: false };
  const offset = startAt.getTime() - Date.now();
  return { now: () => new Date(Date.now() + offset), shifted: true };
}

/** A clock that a test or a simulation turns by hand. */
export function manualClock(start: Date): Clock & { set(to: Date): void } {
  let at = start;
  return {
    now: () => new Date(at),
    shifted: true,
    set(to) {
      at = to;
    },
  };
}

/** The time of the world outside, for what other machines compare with their own clock: signatures, and nothing else. */
export const timeOutside = (): Date => new Date();
