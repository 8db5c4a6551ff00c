// Tables of texts kept as plain lines, because a university's plan is easier to read and mend as lines than as nested objects.

/** The lines of a table, each split at its bars; a line with another number of fields is a mistake in the text. */
export const rowsOf = (table: string, fields: number): string[][] =>
  table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const row = line.split('|').map((field) => field.trim());
      if (row.length !== fields) throw new Error(`${row.length} fields instead of ${fields}: ${line}`);
      return row;
    });

/** Pairs of a Chinese and an English text. */
export interface Pair {
  readonly zh: string;
  readonly en: string;
}

export const pairsOf = (table: string): Pair[] =>
  rowsOf(table, 2).map((row) => {
    const [zh, en] = row as [string, string];
    return { zh, en };
  });
