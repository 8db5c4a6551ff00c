// Records the statements that the product sends for a request, and replays them without the product: one by one, or all in one round trip.
import { randomBytes } from 'node:crypto';
import pg from 'pg';

export type Statement = { text: string; values: readonly unknown[] };

/** Listens to every connection that a pool opens from now on. */
export function recordStatements(pool: pg.Pool): { take(): Statement[] } {
  let recorded: Statement[] = [];
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    Object.assign(client, {
      query: (...args: unknown[]) => {
        const [text, values] = args;
        if (typeof text === 'string') recorded.push({ text, values: Array.isArray(values) ? [...values] : [] });
        return query(...args);
      },
    });
  });
  return {
    take() {
      const taken = recorded;
      recorded = [];
      return taken;
    },
  };
}

function toText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (Array.isArray(value)) return `{${value.map(toElement).join(',')}}`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

const toElement = (value: unknown): string =>
  value === null || value === undefined ? 'NULL' : `"${toText(value).replace(/[\\"]/g, '\\$&')}"`;

const toLiteral = (value: unknown): string =>
  value === null || value === undefined ? 'null' : pg.escapeLiteral(toText(value));

/** The statements as one text with their values written in: what one round trip carries. */
export const inOneText = (statements: readonly Statement[]): string =>
  statements
    .map(({ text, values }) => text.trim().replace(/\$(\d+)/g, (_, place) => toLiteral(values[Number(place) - 1])))
    .join(';\n');

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const madeAt = (id: string): number => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

/** The ids that the product made while it acted, in the order in which they appear. */
function idsMadeSince(text: string, since: number): string[] {
  return [...new Set(text.match(UUID) ?? [])].filter((id) => madeAt(id) >= since);
}

export function freshId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const rest = randomBytes(10).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-a${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}

export type Taken = { since: number; statements: Statement[] };

/**
 * Texts for further acts of the same kind, taken in turns from the acts recorded after the first. Ids that an act makes are new each
 * time, and where it names what the act before it made (the report that it replaces), the text names what its own forerunner made.
 */
export function repeatable(acts: readonly Taken[]): () => string {
  const texts = acts.map(({ statements }) => inOneText(statements));
  const made = acts.map(({ since }, at) => {
    const until = acts[at + 1]?.since ?? Number.POSITIVE_INFINITY;
    return idsMadeSince(texts[at] ?? '', since).filter((id) => madeAt(id) < until);
  });
  // What the last recorded act made is there: the first replay follows it.
  let last = made.at(-1) ?? [];
  let turn = 0;
  return () => {
    const at = 1 + (turn++ % (acts.length - 1));
    const own = made[at] ?? [];
    const before = made[at - 1] ?? [];
    const fresh = own.map(freshId);
    const text = (texts[at] ?? '').replace(UUID, (id) => fresh[own.indexOf(id)] ?? last[before.indexOf(id)] ?? id);
    last = fresh;
    return text;
  };
}
