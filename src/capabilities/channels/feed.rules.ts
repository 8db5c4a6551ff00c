// Calendar feeds: what an entry says, which number its present form has, and whether it was called off. Pure; RFC 5545 wants both to be kept.

export type FeedKind = 'nodes' | 'dues' | 'reports';

/** One form in which something once stood: its day, and whether it was called off. */
export type Stand = { day: string; cancelled: boolean };

/** What the database knows of one dated thing. */
export type FeedRow = {
  kind: 'node' | 'due';
  id: string;
  itemId: string;
  code: string;
  /** Null: a placeholder, which is its code alone. */
  title: string | null;
  titleEn: string | null;
  itemTitle: string | null;
  itemTitleEn: string | null;
  day: string;
  /** Its days, from the first to the present one. */
  days: string[];
  /** Whether its item was cancelled, from the first to now. */
  cancellations: boolean[];
  /** The node itself was dropped from a plan that goes on. */
  dropped: boolean;
  done: boolean;
  suspended: boolean;
  changedAt: string;
};

export type FeedEntry = {
  uid: string;
  sequence: number;
  day: string;
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  summary: string;
  /** Below the public address. */
  path: string;
  changedAt: string;
};

const turnsOf = <T>(values: readonly T[]): number =>
  values.filter((value, at) => at > 0 && value !== values[at - 1]).length;

/**
 * How often the entry changed in a way that a calendar must take over: its day, its being called off, its being taken up again. Counted from
 * what is kept, so that no counter has to be, and never falling, because what is kept only grows.
 */
export const sequenceOf = (row: Pick<FeedRow, 'days' | 'cancellations' | 'dropped'>): number =>
  turnsOf(row.days) + turnsOf(row.cancellations) + (row.dropped ? 1 : 0);

export const isCalledOff = (row: Pick<FeedRow, 'cancellations' | 'dropped'>): boolean =>
  row.dropped || row.cancellations.at(-1) === true;

/** The same for ever, whatever it is called and whenever it is. */
export const uidOf = (kind: string, id: string): string => `${kind}.${id}@liandong`;

export type FeedWords = { due: string; done: string; separator: string };

function summaryOf(row: FeedRow, language: 'zh-CN' | 'en', words: FeedWords): string {
  const twin = (name: string | null, nameEn: string | null) => (language === 'en' ? (nameEn ?? name) : name);
  const item = twin(row.itemTitle, row.itemTitleEn);
  const own = row.kind === 'node' ? twin(row.title, row.titleEn) : null;
  const named = [own, item].filter((part) => part !== null);
  const parts = [row.code, ...(row.kind === 'due' ? [words.due] : []), ...named];
  return (row.done ? `${words.done} ` : '') + parts.join(words.separator);
}

export function entryOf(row: FeedRow, language: 'zh-CN' | 'en', words: FeedWords): FeedEntry {
  return {
    uid: uidOf(row.kind, row.id),
    sequence: sequenceOf(row),
    day: row.day,
    status: isCalledOff(row) ? 'CANCELLED' : row.suspended ? 'TENTATIVE' : 'CONFIRMED',
    summary: summaryOf(row, language, words),
    path: `/items/${row.itemId}`,
    changedAt: row.changedAt,
  };
}
