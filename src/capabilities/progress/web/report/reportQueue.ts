// The reports owed, one after another: which opens once one is sent or put off.

/** The next one that is neither sent nor put off, going on behind the present one and round to the start; null at the end. */
export function nextOwed(owed: readonly string[], present: string, settled: ReadonlySet<string>): string | null {
  const at = owed.indexOf(present);
  const round = [...owed.slice(at + 1), ...owed.slice(0, Math.max(0, at))];
  return round.find((id) => id !== present && !settled.has(id)) ?? null;
}
