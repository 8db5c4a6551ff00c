// How an item's indicators are split among its children, and a shared figure among its units. Pure, decimals exact.
import { Decimal } from 'decimal.js';
import { type CombinationRule, combine, type Polarity, targetGap } from '../progress/indicator.rules.ts';

/** An indicator with every field set: what is stored and compared. */
export type WholeIndicator = {
  id: string;
  code: string | null;
  name: string;
  nameEn: string | null;
  unit: string;
  base: number | null;
  commit: number | null;
  target: number | null;
  challenge: number | null;
  bandLow: number | null;
  bandHigh: number | null;
  polarity: Polarity;
  rule: CombinationRule;
  parentIndicatorId: string | null;
};

/** Fields as sent: what is left out is unset. */
export type SentIndicator = { name: string } & {
  [K in keyof Omit<WholeIndicator, 'name'>]?: WholeIndicator[K] | null | undefined;
};

/** Figures are kept with four decimals, as the tables keep them; else a draft and what stands would differ by nothing. */
const figure = (value: number | null | undefined): number | null =>
  (value ?? null) === null ? null : new Decimal(value as number).toDecimalPlaces(4, Decimal.ROUND_HALF_UP).toNumber();

/** Field by field, so that what else was sent does not stay. */
export function wholeIndicator(sent: SentIndicator, id: string): WholeIndicator {
  return {
    id,
    code: sent.code ?? null,
    name: sent.name,
    nameEn: sent.nameEn ?? null,
    unit: sent.unit ?? '',
    base: figure(sent.base),
    commit: figure(sent.commit),
    target: figure(sent.target),
    challenge: figure(sent.challenge),
    bandLow: figure(sent.bandLow),
    bandHigh: figure(sent.bandHigh),
    polarity: sent.polarity ?? 'up',
    rule: sent.rule ?? 'none',
    parentIndicatorId: sent.parentIndicatorId ?? null,
  };
}

export type Carried = { parentIndicatorId?: string | null | undefined; target?: number | null | undefined };
export type Split = {
  /** Null for `none`, bands, an unset target and where nobody carries it; an excess is below 0. */
  gap: number | null;
  combined: number | null;
  carriers: number;
};
type Splittable = Partial<Pick<SentIndicator, 'id' | 'target' | 'polarity' | 'rule'>>;

/** What the children's targets make of an indicator. `below` may hold indicators that carry others; those are passed over. */
export function splitOf(indicator: Splittable, below: readonly Carried[]): Split {
  const rule = indicator.rule ?? 'none';
  const target = { base: null, target: indicator.target ?? null, polarity: indicator.polarity ?? 'up', rule };
  const targets = below
    .filter((one) => indicator.id !== undefined && one.parentIndicatorId === indicator.id)
    .map((one) => one.target ?? null);
  return { gap: targetGap(target, targets), combined: combine(rule, targets), carriers: targets.length };
}

/** Handed down and counted together, so somebody below must carry it; with the rule `none` it stays where it is read. */
export const mustBeCarried = (indicator: Pick<Splittable, 'rule'>): boolean => (indicator.rule ?? 'none') !== 'none';

export type Sharing = {
  leadUnitId: string;
  leadShare: number;
  coUnits: readonly { unitId: string; share: number }[];
};

/** A figure of a shared item as its units count it, by share; together they make the figure again, to the last decimal. */
export function unitParts(value: number, sharing: Sharing): { unitId: string; share: number; value: number }[] {
  const whole = new Decimal(value);
  const units = [{ unitId: sharing.leadUnitId, share: sharing.leadShare }, ...sharing.coUnits];
  return units.map(({ unitId, share }) => ({ unitId, share, value: whole.times(share).toNumber() }));
}

export type UnitPart = { unitId: string; share: number; target: number | null; actual: number | null };

/** Target and actual of an indicator by unit; nothing to tell where one unit has it all. */
export function figuresByUnit(figures: { target: number | null; actual: number | null }, sharing: Sharing): UnitPart[] {
  if (sharing.coUnits.length === 0) return [];
  const part = (value: number | null, at: number) =>
    value === null ? null : (unitParts(value, sharing)[at]?.value ?? null);
  return unitParts(0, sharing).map(({ unitId, share }, at) => ({
    unitId,
    share,
    target: part(figures.target, at),
    actual: part(figures.actual, at),
  }));
}
