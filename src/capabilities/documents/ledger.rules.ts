// Holds what an import would write: rows to make, rows to change with what they were, and the count of those that are as they should be.

export type Columns = Readonly<Record<string, unknown>>;
export type TableName =
  | 'levels'
  | 'units'
  | 'people'
  | 'posts'
  | 'role_grants'
  | 'sectors'
  | 'disciplines'
  | 'discipline_professors'
  | 'closed_days'
  | 'items'
  | 'item_co_units'
  | 'nodes'
  | 'indicators';

export type Change = {
  table: TableName;
  /** What history calls the object, and the act. */
  objectKind: string;
  act: string;
  id: string;
  /** Every column that the import minds, as it will stand. */
  columns: Columns;
  /** What differs from before; null for a new row. */
  before: Columns | null;
  /** A part of another row: written with it, neither counted nor told of apart. */
  part?: boolean;
};

/** Numbers of the database and of the file may differ in how they were written, not in value. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => isSame(one, b[at]));
  return (a ?? null) === (b ?? null);
};

/** Fields of `wanted` that are given and differ from what stands. */
export function differences(standing: Columns, wanted: Columns): string[] {
  return Object.keys(wanted).filter((key) => wanted[key] !== undefined && !isSame(standing[key], wanted[key]));
}

export class Ledger {
  readonly changes: Change[] = [];
  unchanged = 0;

  get created(): number {
    return this.changes.filter((change) => change.before === null && !change.part).length;
  }

  get changed(): number {
    return this.changes.filter((change) => change.before !== null && !change.part).length;
  }

  create(change: Omit<Change, 'before'>): void {
    this.changes.push({ ...change, before: null });
  }

  /** Lays what is wanted over what stands; the same is counted and not written. Answers the names of what differs. */
  settle(change: Omit<Change, 'columns' | 'before'>, standing: Columns, wanted: Columns): string[] {
    const differing = differences(standing, wanted);
    if (differing.length === 0) {
      this.unchanged += 1;
      return differing;
    }
    const before = Object.fromEntries(differing.map((key) => [key, standing[key] ?? null]));
    const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    this.changes.push({ ...change, columns: { ...standing, ...given }, before });
    return differing;
  }
}
