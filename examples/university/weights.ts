// Weights as people write them: whole multiples of five where there are few, and always exactly 100.00 together.
import type { Chance } from './random.ts';

const multiplesOfFive = (chance: Chance, count: number): number[] => {
  const units = Array.from({ length: count }, () => 1);
  for (let left = 20 - count; left > 0; left -= 1) {
    const index = chance.between(0, count - 1);
    units[index] = (units[index] ?? 0) + 1;
  }
  return units.map((unit) => unit * 5);
};

export const weightsOf = (chance: Chance, count: number): number[] => {
  if (count <= 12) return multiplesOfFive(chance, count);
  const each = Math.floor(10_000 / count) / 100;
  return Array.from({ length: count }, (_, index) =>
    index < count - 1 ? each : Number((100 - each * (count - 1)).toFixed(2)),
  );
};
