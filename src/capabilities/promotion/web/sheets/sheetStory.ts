// One sheet as a story: its issue, climbs, answers, verdicts and end in the order in which they happened. Pure.
import type { Sheet } from './sheetQueries.ts';
import type { Cause } from './sheetWords.ts';

type Person = Sheet['person'];

export interface Chapter {
  kind: 'issued' | 'climbed' | 'climbedNowhere' | 'inherited' | 'replied' | 'passed' | 'returned' | 'lapsed' | 'voided';
  /** A day, or an instant where that is known. */
  at: string;
  /** Tells chapters of the same kind and moment apart. */
  n: number;
  by: Person | null;
  people: readonly Person[];
  /** The limit that passed. */
  limit: string | null;
  /** The limit that runs from here. */
  replyBy: string | null;
  late: boolean;
  category: Cause | null;
  words: readonly string[];
}

const EMPTY = { n: 0, by: null, people: [], limit: null, replyBy: null, late: false, category: null, words: [] };
const said = (...words: (string | null)[]): string[] => words.filter((word): word is string => Boolean(word));

/** On one day: what the morning did, then what people did round by round, then the end. */
const phaseOf = ({ kind }: Chapter): number => {
  if (kind === 'lapsed' || kind === 'voided') return 2;
  return kind === 'replied' || kind === 'passed' || kind === 'returned' ? 1 : 0;
};
const ORDER: Record<Chapter['kind'], number> = {
  issued: 0,
  inherited: 1,
  climbed: 2,
  climbedNowhere: 2,
  replied: 3,
  passed: 4,
  returned: 4,
  lapsed: 5,
  voided: 5,
};

/** @param dayOf the day of an instant where the institution stands */
export function storyOf(sheet: Sheet, dayOf: (instant: string) => string): Chapter[] {
  const first = sheet.addressees.filter((one) => one.why === 'responsible' || one.why === 'next_above');
  const issued: Chapter = {
    ...EMPTY,
    kind: 'issued',
    at: sheet.issuedOn,
    people: first.map((one) => one.person),
    replyBy: sheet.snapshot.replyBy,
  };
  const inherited = sheet.addressees
    .filter((one) => one.why === 'inherited')
    .map((one, n): Chapter => ({ ...EMPTY, kind: 'inherited', at: one.on, n, people: [one.person] }));
  const climbs = sheet.climbHistory.map(
    (climb, n): Chapter => ({
      ...EMPTY,
      kind: climb.to ? 'climbed' : 'climbedNowhere',
      at: climb.on,
      n,
      people: climb.to ? [climb.to] : [],
      limit: climb.limitPassed,
      replyBy: climb.replyBy,
    }),
  );
  const day = ({ at }: Chapter) => (at.includes('T') ? dayOf(at) : at);
  const place = (chapter: Chapter) => [phaseOf(chapter), chapter.n, ORDER[chapter.kind]] as const;
  return [issued, ...inherited, ...climbs, ...sheet.rounds.flatMap(chaptersOf), ...ending(sheet)].sort((a, b) => {
    const [phaseA, nA, orderA] = place(a);
    const [phaseB, nB, orderB] = place(b);
    return day(a).localeCompare(day(b)) || phaseA - phaseB || nA - nB || orderA - orderB;
  });
}

function chaptersOf(round: Sheet['rounds'][number]): Chapter[] {
  const chapters: Chapter[] = [];
  if (round.repliedOn) {
    chapters.push({
      ...EMPTY,
      kind: 'replied',
      at: round.repliedOn,
      n: round.n,
      by: round.repliedBy,
      late: round.late,
      category: round.causeCategory,
      words: said(round.cause, round.countermeasure, round.reply),
    });
  }
  if (round.verdict && round.judgedAt) {
    chapters.push({
      ...EMPTY,
      kind: round.verdict,
      at: round.judgedAt,
      n: round.n,
      by: round.judgedBy,
      words: said(round.verdictReason),
    });
  }
  return chapters;
}

/** A passed answer has told of the end already. */
function ending(sheet: Sheet): Chapter[] {
  if ((sheet.state !== 'lapsed' && sheet.state !== 'voided') || !sheet.endedAt) return [];
  const { state: kind, endedAt: at, endedBy: by, endReason } = sheet;
  return [{ ...EMPTY, kind, at, by, words: said(endReason) }];
}

/** The calendar day of an instant in a time zone. */
export function localDay(instant: string, timeZone: string): string {
  const write = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return write.format(new Date(instant));
}
