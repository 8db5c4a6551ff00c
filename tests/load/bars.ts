// The bars: what each must hold, and the rows that a run writes.

export type Goal = { most: number } | { least: number };
export type Bar = {
  id: string;
  /** The two things compared, for the printed table. */
  what: string;
  value: number | null;
  goal: string;
  /** Null where nothing could be measured. */
  holds: boolean | null;
  detail: string;
};

export const BARS = {
  report_sql: { what: 'same SQL for a report / bare function on six rows', least: 0.5 },
  report_http: { what: 'report + roll-up over HTTP / same SQL in one round trip', least: 0.5 },
  report_http_64: { what: 'the same at 64 connections, failures + lost updates', most: 0 },
  item_read: { what: 'item with children and abilities / same SQL', least: 0.4 },
  workbench: { what: 'workbench / its SQL', least: 0.5 },
  board: { what: 'board as JSON / its SQL', least: 0.6 },
  decomposition: { what: 'decomposing 1,000 children / 1,000 plain inserts', most: 3 },
  import: { what: 'import of 10,000 rows / COPY of the same rows', most: 40 },
  script: { what: 'gzipped script of the first page, KB', most: 350 },
  second_start: { what: 'second start of demo to /readyz, s', most: 5 },
} as const;

export type BarId = keyof typeof BARS;

export function judge(id: BarId, value: number | null, detail = ''): Bar {
  const bar = BARS[id];
  const goal = 'least' in bar ? `>= ${bar.least}` : `<= ${bar.most}`;
  const rounded = value === null ? null : Math.round(value * 1000) / 1000;
  const holds = value === null ? null : 'least' in bar ? value >= bar.least : value <= bar.most;
  return { id, what: bar.what, value: rounded, goal, holds, detail };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export const perSecond = (rate: number): string => `${rate >= 100 ? Math.round(rate) : rate.toFixed(1)}/s`;

export function drawTable(rows: readonly Bar[]): string {
  const lines = rows.map(({ what, value, goal, holds, detail }) => [
    holds === null ? '?' : holds ? '✓' : '✗',
    what,
    value === null ? '-' : String(value),
    goal,
    detail,
  ]);
  const head = ['', 'bar', 'value', 'goal', 'in this run'];
  const widths = head.map((title, at) => Math.max(title.length, ...lines.map((line) => line[at]?.length ?? 0)));
  return [head, ...lines].map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')).join('\n');
}
