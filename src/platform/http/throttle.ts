// How often somebody may come within a span of time, counted in this process; for doors that are open without signing in.

export type Throttle = {
  /** Null where it may come in; else the seconds until it may come again. */
  come(name: string, now: Date): number | null;
};

const MOST_NAMES = 10_000;

export function createThrottle({ most, seconds }: { most: number; seconds: number }): Throttle {
  const seen = new Map<string, { since: number; times: number }>();
  return {
    come(name, now) {
      const at = now.getTime();
      const known = seen.get(name);
      if (!known || at - known.since >= seconds * 1000) {
        // The longest known go first, so that a flood of names cannot fill the memory.
        const [oldest] = seen.size >= MOST_NAMES ? seen.keys() : [];
        if (oldest !== undefined) seen.delete(oldest);
        seen.delete(name);
        seen.set(name, { since: at, times: 1 });
        return null;
      }
      known.times += 1;
      return known.times <= most ? null : Math.max(1, Math.ceil((known.since + seconds * 1000 - at) / 1000));
    },
  };
}
