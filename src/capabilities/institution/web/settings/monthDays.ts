// The days of a month in weeks from Monday to Sunday, with the days of the neighbours left empty; pure.

const dayMs = 86_400_000;
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const text = (date: Date) => date.toISOString().slice(0, 10);

export interface Month {
  from: string;
  to: string;
  weeks: (string | null)[][];
}

/** `month` is YYYY-MM. */
export function monthOf(month: string): Month {
  const first = at(`${month}-01`);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
  // Monday first: Sunday, which counts as 0, comes last.
  const before = (first.getUTCDay() + 6) % 7;
  const days: (string | null)[] = Array.from({ length: before }, () => null);
  for (let day = first.getTime(); day <= last.getTime(); day += dayMs) days.push(text(new Date(day)));
  while (days.length % 7 !== 0) days.push(null);
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  return { from: text(first), to: text(last), weeks };
}

export function monthBeside(month: string, by: number): string {
  const first = at(`${month}-01`);
  return text(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + by, 1))).slice(0, 7);
}
