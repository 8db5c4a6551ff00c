// Says what failed in the background, once a while for the same thing: a database that is away would fill the log else.

const AGAIN_AFTER = 30_000;

export type SayFailed = (work: string, error: unknown) => void;

export function createFailureLog(say: (line: string) => void): SayFailed {
  const said = new Map<string, number>();
  return (work, error) => {
    const key = `${work} ${String(error)}`;
    const now = performance.now();
    const before = said.get(key);
    if (before !== undefined && now - before < AGAIN_AFTER) return;
    if (said.size > 1000) said.clear();
    said.set(key, now);
    say(JSON.stringify({ level: 'error', work, error: String(error) }));
  };
}
