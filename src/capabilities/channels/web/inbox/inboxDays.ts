// Notifications by the day on which they came, newest day first; pure.

export interface Dated {
  at: string;
}

export interface DayOf<Row> {
  day: string;
  rows: Row[];
}

/**
 * Groups rows by their calendar day in the institution's time zone, in the order in which they stand.
 * @param rows newest first, `at` in RFC 3339
 * @param timeZone an IANA name
 */
export function byDay<Row extends Dated>(rows: readonly Row[], timeZone: string): DayOf<Row>[] {
  const write = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const days: DayOf<Row>[] = [];
  for (const row of rows) {
    const day = write.format(new Date(row.at));
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}

/** The day before a plain date. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
