// Says what failed in the background, once a while for the same thing: a database that is away would fill the log else.

const AGAIN_AFTER = 30_000;

export type SayFailed = (work: string, error: unknown) => void;

/** Libraries report failures as errors, or as things with a message. */
function inWords(error: unknown): string {
  if (error instanceof Error || typeof error !== 'object' || error === null) return String(error);
  return 'message' in error ? String(error.message) : JSON.stringify(error);
}

export function createFailureLog(say: (line: string) => void): SayFailed {
  const said = new Map<string, number>();
  return (work, error) => {
    const failure = inWords(error);
    const key = `${work} ${failure}`;
    const now = performance.now();
    const before = said.get(key);
    if (before !== undefined && now - before < AGAIN_AFTER) return;
    if (said.size > 1000) said.clear();
    said.set(key, now);
    say(JSON.stringify({ level: 'error', work, error: failure }));
  };
}
