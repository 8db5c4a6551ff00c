// The terms of a negotiation side by side: what was proposed first, what each round made of it, what stands. Pure.
import { type StandingTerms, type Target, type Terms, tabledTerms, withTerms } from '../../negotiation-terms.rules.ts';
import type { Talk } from './talkQueries.ts';

export type PlainField =
  | 'weight'
  | 'start'
  | 'due'
  | 'responsiblePersonId'
  | 'title'
  | 'titleEn'
  | 'requirement'
  | 'requirementEn'
  | 'standard'
  | 'standardEn';
/** A plain field, or the target of an indicator. */
export type Field = PlainField | `target:${string}`;

const NUMBERS = ['start', 'due', 'responsiblePersonId'] as const;
const WORDS = ['title', 'titleEn', 'requirement', 'requirementEn', 'standard', 'standardEn'] as const;

/** What lies on the table now: the item as it stands with every round laid over it. */
export const tableOf = (talk: Pick<Talk, 'current' | 'rounds'>): StandingTerms =>
  withTerms(talk.current, tabledTerms(talk.rounds));

export const indicatorOf = (field: Field): string | null => (field.startsWith('target:') ? field.slice(7) : null);

export function valueAt(terms: StandingTerms, field: Field): string | number | null {
  const indicatorId = indicatorOf(field);
  if (indicatorId === null) return terms[field as PlainField];
  return terms.targets.find((one) => one.indicatorId === indicatorId)?.target ?? null;
}

export const targetFields = (targets: readonly Target[]): Field[] =>
  targets.map((one): Field => `target:${one.indicatorId}`);

export interface Stage {
  key: string;
  kind: 'proposed' | 'round' | 'agreed' | 'decided' | 'now';
  terms: StandingTerms;
  /** Fields that this stage changed of the one before it. */
  changed: ReadonlySet<Field>;
  round: Talk['rounds'][number] | null;
}

const allFields = (terms: StandingTerms): Field[] => ['weight', ...targetFields(terms.targets), ...NUMBERS, ...WORDS];

const same = (a: string | number | null, b: string | number | null) => (a ?? '') === (b ?? '');

const changedBetween = (before: StandingTerms, after: StandingTerms): Set<Field> =>
  new Set(allFields(after).filter((field) => !same(valueAt(before, field), valueAt(after, field))));

/** One column a stage: the first proposal, each round, and the end where there is one. */
export function stagesOf(talk: Talk): Stage[] {
  const stages: Stage[] = [
    { key: 'proposed', kind: 'proposed', terms: talk.proposed, changed: new Set(), round: null },
  ];
  for (const [at, round] of talk.rounds.entries()) {
    const terms = withTerms(talk.proposed, tabledTerms(talk.rounds.slice(0, at + 1)));
    const before = stages.at(-1)?.terms ?? talk.proposed;
    stages.push({ key: `round ${round.n}`, kind: 'round', terms, changed: changedBetween(before, terms), round });
  }
  if (talk.settled) {
    const terms = withTerms(talk.proposed, talk.settled.outcome);
    stages.push({
      key: 'end',
      kind: talk.settled.what,
      terms,
      changed: changedBetween(talk.proposed, terms),
      round: null,
    });
  }
  return stages;
}

/** Numbers, dates and the person are always shown; words only where somebody spoke of them. */
export function fieldsShown(talk: Talk): Field[] {
  const spoken = new Set(stagesOf(talk).flatMap((stage) => [...stage.changed]));
  const targets = targetFields(talk.proposed.targets);
  return [...(['weight', ...targets, ...NUMBERS] as Field[]), ...WORDS.filter((field) => spoken.has(field))];
}

/** What somebody typed beside the table; a field that is not there is as on the table. */
export type Edits = { [field in Field]?: string | number | null };

/** The edits that really differ from what lies on the table. */
export function changedEdits(table: StandingTerms, edits: Edits): Edits {
  return Object.fromEntries(
    Object.entries(edits).filter(([field, value]) => !same(value ?? null, valueAt(table, field as Field))),
  );
}

/** What is sent: an emptied number or day is no proposal and is left out; an emptied English twin is. */
export function proposalOf(table: StandingTerms, edits: Edits): Terms {
  const changed = changedEdits(table, edits);
  const targets: { indicatorId: string; target: number }[] = [];
  const plain: Record<string, string | number | null> = {};
  for (const [field, value] of Object.entries(changed)) {
    const indicatorId = indicatorOf(field as Field);
    if (indicatorId !== null) {
      if (typeof value === 'number') targets.push({ indicatorId, target: value });
    } else if (value !== null && value !== undefined && value !== '') plain[field] = value;
    else if (field.endsWith('En')) plain[field] = null;
  }
  return { ...plain, ...(targets.length > 0 && { targets }) };
}
