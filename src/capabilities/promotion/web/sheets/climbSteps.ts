// How far a sheet has climbed along the levels of the institution: who has it on each, and who let a limit pass. Pure.

export interface Addressed<Person> {
  person: Person;
  /** Rank of the level on which the person stands; null where he has no post. */
  level: number | null;
  why: 'responsible' | 'next_above' | 'climbed' | 'inherited';
  /** The day on which it reached him. */
  on: string;
}

export interface Climb {
  on: string;
  limitPassed: string;
}

export interface Holder<Person> extends Addressed<Person> {
  /** The last limit that passed without an answer while this person had the sheet; null where none has. */
  letPass: string | null;
}

export interface LevelStep<Person> {
  level: number;
  /** `passed`: everybody here let a limit pass; `reached`: somebody here still has time, or it was answered in time. */
  state: 'none' | 'reached' | 'passed';
  holders: Holder<Person>[];
}

/** Who has the sheet, in the order in which it reached them, each with the limit that passed in his hands. */
export function holdersOf<Person>(addressed: readonly Addressed<Person>[], climbs: readonly Climb[]): Holder<Person>[] {
  return addressed.map((one) => ({
    ...one,
    letPass: climbs.findLast((climb) => climb.on > one.on)?.limitPassed ?? null,
  }));
}

/**
 * One step a level, from the top down.
 * @param levels how many levels the institution has
 */
export function climbSteps<Person>(levels: number, holders: readonly Holder<Person>[]): LevelStep<Person>[] {
  return Array.from({ length: levels }, (_, at) => {
    const here = holders.filter((one) => one.level === at + 1);
    const state = here.length === 0 ? 'none' : here.every((one) => one.letPass !== null) ? 'passed' : 'reached';
    return { level: at + 1, state, holders: here };
  });
}
