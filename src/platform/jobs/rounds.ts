// A loop of short rounds of background work that stops cleanly and outlives a database which is away for a while.

export type Rounds = {
  /** Begins the next round at once. */
  wake(): void;
  /** Milliseconds since the last round that ended without a failure. */
  lag(): number;
  /** Ends after the round under way. */
  stop(): Promise<void>;
};

export type RoundOptions = {
  /** What one round does. */
  round: () => Promise<unknown>;
  pauseMilliseconds: number;
  onFailure?: (error: unknown) => void;
};

export function startRounds({ round, pauseMilliseconds, onFailure = () => {} }: RoundOptions): Rounds {
  let stopping = false;
  let wake = () => {};
  let lastSuccess = performance.now();
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMilliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const running = (async () => {
    while (!stopping) {
      try {
        await round();
        lastSuccess = performance.now();
      } catch (error) {
        onFailure(error);
      }
      if (!stopping) await pause();
    }
  })();
  return {
    wake: () => wake(),
    lag: () => performance.now() - lastSuccess,
    stop: async () => {
      stopping = true;
      wake();
      await running;
    },
  };
}
