// Weights that total exactly 100.00 and shares that total exactly 1, by largest remainder.

/** Counts in hundredths, so that sums are exact. */
function hundredths(weight: number): number {
  return Math.round(weight * 100);
}

/** Splits `total` whole parts in proportion; what rounding leaves goes to the largest remainders, ties to the first. */
export function largestRemainder(proportions: readonly number[], total: number): number[] {
  const whole = proportions.map((part) => BigInt(Math.max(0, Math.round(part))));
  const sum = whole.reduce((a, b) => a + b, 0n);
  if (sum === 0n)
    return proportions.length === 0
      ? []
      : largestRemainder(
          proportions.map(() => 1),
          total,
        );
  const parts = whole.map((part, index) => {
    const scaled = part * BigInt(total);
    return { index, floor: Number(scaled / sum), rest: scaled % sum };
  });
  const open = total - parts.reduce((a, part) => a + part.floor, 0);
  const byRest = [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const part of byRest.slice(0, open)) part.floor += 1;
  return parts.map((part) => part.floor);
}

/** `count` even weights with two decimals that total `total` exactly: 33.34, 33.33, 33.33. */
export function evenWeights(count: number, total = 100): number[] {
  return largestRemainder(
    Array.from({ length: count }, () => 1),
    hundredths(total),
  ).map((part) => part / 100);
}

/**
 * Scales weights to a total of exactly 100.00. A missing one first gets an even part of what the given ones leave,
 * or their mean where they leave nothing. No weight comes out at 0, since every weight must be above it.
 */
export function normaliseWeights(weights: readonly (number | null)[]): number[] {
  const parts = largestRemainder(fillMissing(weights).map(hundredths), 10_000);
  for (const [index, part] of parts.entries()) {
    if (part > 0 || parts.length > 10_000) continue;
    const giver = parts.indexOf(Math.max(...parts));
    parts[giver] = (parts[giver] ?? 0) - 1;
    parts[index] = 1;
  }
  return parts.map((part) => part / 100);
}

/** Gives every missing weight an even part of what the others leave of 100; nothing else changes. */
export function fillMissing(weights: readonly (number | null)[]): number[] {
  const given = weights.filter((weight) => weight !== null);
  const missing = weights.length - given.length;
  if (missing === 0) return given;
  const used = given.reduce((a, weight) => a + hundredths(weight), 0);
  const left = 10_000 - used;
  const each = left >= missing ? evenWeights(missing, left / 100) : [];
  const mean = given.length === 0 ? 1 : used / given.length / 100;
  let next = 0;
  return weights.map((weight) => weight ?? each[next++] ?? Math.max(0.01, Math.round(mean * 100) / 100));
}

/** What is still open of 100.00: positive when the weights total less, negative when more. Missing ones count 0. */
export function weightDifference(weights: readonly (number | null)[]): number {
  return (10_000 - weights.reduce<number>((a, weight) => a + hundredths(weight ?? 0), 0)) / 100;
}

/** True for a weight above 0, at most 100, with no more than two decimals. */
export function isWeight(weight: number): boolean {
  return weight > 0 && weight <= 100 && Math.abs(weight * 100 - hundredths(weight)) < 1e-9;
}

/** The default split between the lead unit and its co-units, four decimals, total exactly 1: lead 0.6, the rest even. */
export function defaultShares(coUnits: number): { lead: number; coUnits: number[] } {
  if (coUnits === 0) return { lead: 1, coUnits: [] };
  const rest = largestRemainder(
    Array.from({ length: coUnits }, () => 1),
    4_000,
  );
  return { lead: 0.6, coUnits: rest.map((part) => part / 10_000) };
}

/** The lead unit's share given the co-units' shares, or null where they leave it nothing or are not shares. */
export function leadShare(coUnitShares: readonly number[]): number | null {
  const parts = coUnitShares.map((share) => Math.round(share * 10_000));
  if (parts.some((part, index) => part <= 0 || Math.abs((coUnitShares[index] ?? 0) * 10_000 - part) > 1e-7))
    return null;
  const lead = 10_000 - parts.reduce((a, b) => a + b, 0);
  return lead > 0 ? lead / 10_000 : null;
}
