// The terms of an item that can be negotiated: what a proposal changes, and whether what was agreed still stands. Pure.

export type Target = { indicatorId: string; target: number | null };
/** All terms of an item as it stands. */
export type StandingTerms = {
  weight: number | null;
  targets: Target[];
  start: string;
  due: string;
  responsiblePersonId: string;
  title: string | null;
  titleEn: string | null;
  requirement: string | null;
  requirementEn: string | null;
  standard: string | null;
  standardEn: string | null;
};
type Plain = Omit<StandingTerms, 'targets'>;
/** What a proposal names: only what should differ. */
export type Terms = {
  weight?: number | undefined;
  targets?: { indicatorId: string; target: number }[] | undefined;
  start?: string | undefined;
  due?: string | undefined;
  responsiblePersonId?: string | undefined;
  title?: string | undefined;
  titleEn?: string | null | undefined;
  requirement?: string | undefined;
  requirementEn?: string | null | undefined;
  standard?: string | undefined;
  standardEn?: string | null | undefined;
};

export const PLAIN_FIELDS = [
  'weight',
  'start',
  'due',
  'responsiblePersonId',
  'title',
  'titleEn',
  'requirement',
  'requirementEn',
  'standard',
  'standardEn',
] as const satisfies (keyof Plain)[];

const WORDS = ['title', 'titleEn', 'requirement', 'requirementEn', 'standard', 'standardEn'] as const;

/** An unset word and an empty one are the same. */
const plain = (value: string | number | null | undefined) => (value === '' || value === undefined ? null : value);

const targetOf = (terms: { targets?: readonly Target[] | undefined }, id: string) =>
  terms.targets?.find((one) => one.indicatorId === id)?.target ?? null;

/** The part of a proposal in which it differs from how the item stands; empty where it says nothing new. */
export function changedTerms(standing: StandingTerms, proposal: Terms): Terms {
  const fields = PLAIN_FIELDS.filter(
    (field) => proposal[field] !== undefined && plain(proposal[field]) !== plain(standing[field]),
  );
  const targets = (proposal.targets ?? []).filter((one) => one.target !== targetOf(standing, one.indicatorId));
  return {
    ...Object.fromEntries(fields.map((field) => [field, proposal[field]])),
    ...(targets.length > 0 && { targets }),
  };
}

export const saysNothing = (terms: Terms): boolean => Object.keys(terms).length === 0;

/** A placeholder negotiates numbers, dates and persons, never words. */
export const withoutWords = (terms: Terms): Terms =>
  Object.fromEntries(Object.entries(terms).filter(([field]) => !WORDS.some((word) => word === field)));

/** Terms as they would stand with the proposal. */
export function withTerms(standing: StandingTerms, proposal: Terms): StandingTerms {
  const { targets, ...rest } = proposal;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const known = new Map((targets ?? []).map((one) => [one.indicatorId, one.target]));
  return {
    ...standing,
    ...given,
    targets: standing.targets.map((one) => ({ ...one, target: known.get(one.indicatorId) ?? one.target })),
  };
}

/** Both together; where they speak of the same, the later one holds. */
export function mergeTerms(earlier: Terms, later: Terms): Terms {
  const { targets: old = [], ...before } = earlier;
  const { targets: fresh = [], ...after } = later;
  const given = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== undefined));
  const kept = old.filter((one) => !fresh.some((other) => other.indicatorId === one.indicatorId));
  const targets = [...kept, ...fresh];
  return { ...before, ...given, ...(targets.length > 0 && { targets }) };
}

/** What lies on the table: each round changes what the one before it left there, and leaves the rest. */
export const tabledTerms = (rounds: readonly { proposal: Terms }[]): Terms =>
  rounds.reduce((table: Terms, round) => mergeTerms(table, round.proposal), {});

/** Fields in which the item is not what was agreed; a target by the id of its indicator. */
export function differences(standing: StandingTerms, outcome: Terms): string[] {
  const { targets = [], ...changed } = changedTerms(standing, outcome);
  return [...Object.keys(changed), ...targets.map((one) => `targets.${one.indicatorId}`)];
}

/** Ids in a proposal that are no indicator of the item. */
export const foreignTargets = (standing: StandingTerms, proposal: Terms): number =>
  (proposal.targets ?? []).findIndex((one) => !standing.targets.some((own) => own.indicatorId === one.indicatorId));
