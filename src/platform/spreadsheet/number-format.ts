// Tells dates and percentages from plain numbers by a cell's number format, as spreadsheet programs store neither otherwise.

export type NumberKind = 'plain' | 'date' | 'percent';

const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** The kind that a format id (built in, or named in `custom`) gives to a number. */
export const numberKindOf = (id: number, custom: ReadonlyMap<number, string>): NumberKind => {
  const code = custom.get(id);
  if (code === undefined) {
    if (isBuiltInDate(id)) return 'date';
    return id === 9 || id === 10 ? 'percent' : 'plain';
  }
  // Quoted words, escaped characters, colours and locales may hold letters that mean nothing.
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]/gi, '');
  if (/[ymdhs]/i.test(bare) && !/general/i.test(bare)) return 'date';
  return bare.includes('%') ? 'percent' : 'plain';
};

const DAY = 86_400_000;
/** Serial 25569 is 1970-01-01 in the 1900 system; the 1904 system begins 1,462 days later. */
export const dateOfSerial = (serial: number, since1904: boolean): Date =>
  new Date(Math.round((serial + (since1904 ? 1462 : 0) - 25_569) * DAY));

/** 0.3333 shown as 33.33 % is the number 33.33 here; binary dust of the product is taken off. */
export const percentOfFraction = (fraction: number): number => Number((fraction * 100).toFixed(10));
