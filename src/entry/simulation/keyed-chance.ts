// Chance that depends on what it is asked about and on nothing else: the same plan plays the same story on every machine.

/** A number in [0, 1) for a text. */
export function chance(key: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < key.length; at += 1) {
    const code = key.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)) / 9007199254740992;
}

/** A whole number from least to most, both included. */
export const between = (key: string, least: number, most: number): number =>
  least + Math.floor(chance(key) * (most - least + 1));

export function pick<Value>(key: string, values: readonly Value[]): Value {
  const value = values[Math.floor(chance(key) * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}
