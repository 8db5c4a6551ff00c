// What somebody else changed meanwhile, laid under what I typed: theirs is taken over wherever I changed nothing myself.
import type { RowIndicator, Sheet, SheetRow } from './sheet.ts';

export interface Difference {
  of: 'row' | 'node' | 'indicator' | 'sheet';
  /** The title or name of what changed. */
  name: string;
  fate: 'changed' | 'added' | 'removed';
  field: string;
  before: unknown;
  after: unknown;
  /** I changed the same place; what I typed stays. */
  collides: boolean;
}

export interface Merged {
  sheet: Sheet;
  /** Their changes since my last save. */
  differences: Difference[];
}

type Fields = object;
/** Keys are this machine's own, and a unit or a person is who it is, however much of it was read. */
const written = (value: unknown): string =>
  JSON.stringify(value ?? null, (field, part: unknown) => (field === 'key' ? undefined : part));
const idIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value ? value.id : value;
const same = (one: unknown, other: unknown): boolean => written(idIn(one)) === written(idIn(other));

/** Identity, what the server alone decides, and parts that are merged on their own. */
const apart = new Set(['key', 'id', 'code', 'state', 'changes', 'indicators']);

class Merging {
  readonly differences: Difference[] = [];

  fields<T extends Fields>(place: Pick<Difference, 'of' | 'name'>, base: T, mine: T, theirs: T): T {
    const merged = { ...mine };
    for (const field of Object.keys(theirs) as (keyof T & string)[]) {
      if (apart.has(field) || same(base[field], theirs[field]) || same(mine[field], theirs[field])) continue;
      const collides = !same(mine[field], base[field]);
      if (!collides) merged[field] = theirs[field];
      const values = { field, before: base[field], after: theirs[field] };
      this.differences.push({ ...place, ...values, fate: 'changed', collides });
    }
    return merged;
  }

  note(of: Difference['of'], name: string, fate: 'added' | 'removed', collides = false): void {
    this.differences.push({ of, name, fate, field: '', before: null, after: null, collides });
  }
}

interface Kind<T> {
  of: 'row' | 'node' | 'indicator';
  nameOf: (one: T) => string;
  merge: (base: T, mine: T, theirs: T) => T;
}

type Listed = { key: string; id: string | null };

/** My list in my order: what they removed goes unless I changed it, what they added comes last, what I removed stays away. */
function mergeList<T extends Listed>(
  merging: Merging,
  kind: Kind<T>,
  lists: Record<'base' | 'mine' | 'theirs', readonly T[]>,
): T[] {
  const byId = (list: readonly T[]) => new Map(list.flatMap((one): [string, T][] => (one.id ? [[one.id, one]] : [])));
  const [base, mine, theirs] = [byId(lists.base), byId(lists.mine), byId(lists.theirs)];
  const kept = lists.mine.flatMap((one): T[] => {
    const other = one.id === null ? undefined : theirs.get(one.id);
    const before = one.id === null ? undefined : base.get(one.id);
    if (one.id === null) return [one];
    if (other) return [kind.merge(before ?? other, one, other)];
    const isTouched = before !== undefined && written(before) !== written(one);
    merging.note(kind.of, kind.nameOf(one), 'removed', isTouched);
    return isTouched ? [{ ...one, id: null }] : [];
  });
  const added = lists.theirs.filter((one) => one.id !== null && !mine.has(one.id) && !base.has(one.id));
  for (const one of added) merging.note(kind.of, kind.nameOf(one), 'added');
  return [...kept, ...added];
}

/** Indicators of a row by what they carry; those of its own by their id. */
function mergeCarried(
  merging: Merging,
  names: ReadonlyMap<string, string>,
  rows: Record<'base' | 'mine' | 'theirs', SheetRow>,
): RowIndicator[] {
  const identity = (one: RowIndicator) => one.parentKey ?? one.id ?? '';
  const of = (row: SheetRow) => new Map(row.indicators.map((one) => [identity(one), one]));
  const [base, mine, theirs] = [of(rows.base), of(rows.mine), of(rows.theirs)];
  const figures = (one: RowIndicator | undefined) =>
    one ? { target: one.target, bandLow: one.bandLow, bandHigh: one.bandHigh } : null;
  return [...new Set([...mine.keys(), ...theirs.keys()])].flatMap((key): RowIndicator[] => {
    const [before, own, other] = [base.get(key), mine.get(key), theirs.get(key)];
    const [was, typed, now] = [figures(before), figures(own), figures(other)];
    const present = own ? [other ? { ...own, id: other.id } : { ...own, id: null }] : [];
    if (same(was, now) || same(typed, now)) return present;
    const collides = !same(typed, was);
    const place = { of: 'row', name: rows.mine.title, field: `target:${names.get(key) ?? ''}` } as const;
    const values = { before: was?.target ?? null, after: now?.target ?? null };
    merging.differences.push({ ...place, ...values, fate: 'changed', collides });
    return collides ? present : other ? [other] : [];
  });
}

/** Their indicators under the keys that mine have, so that targets below them meet. */
function underMyKeys(sheet: Sheet, mine: Sheet): Sheet {
  const keys = new Map(mine.indicators.flatMap(({ id, key }): [string, string][] => (id ? [[id, key]] : [])));
  const keyOf = (key: string) => keys.get(key) ?? key;
  return {
    ...sheet,
    indicators: sheet.indicators.map((one) => ({ ...one, key: keyOf(one.key) })),
    rows: sheet.rows.map((row) => ({
      ...row,
      indicators: row.indicators.map((one) => ({ ...one, parentKey: one.parentKey && keyOf(one.parentKey) })),
    })),
  };
}

const looks = ({ title, unit, person, start, due }: SheetRow) =>
  written({ title, unit: unit?.id, person: person?.id, start, due });

/** A row of mine whose save succeeded without my hearing of it is the one that stands there new, not a second one. */
function withAnswersLost(mine: Sheet, base: Sheet, theirs: Sheet): Sheet {
  const known = new Set([...base.rows, ...mine.rows].map((row) => row.id));
  const fresh = theirs.rows.filter((row) => !known.has(row.id));
  const adopt = (row: SheetRow): SheetRow => {
    const at = row.id === null ? fresh.findIndex((one) => looks(one) === looks(row)) : -1;
    const [found] = at < 0 ? [] : fresh.splice(at, 1);
    return found ? { ...row, id: found.id, code: found.code } : row;
  };
  return fresh.length === 0 ? mine : { ...mine, rows: mine.rows.map(adopt) };
}

/** `base` is what both started from: the sheet as it was last stored by me. */
export function mergeSheets(started: Sheet, typed: Sheet, stored: Sheet): Merged {
  const merging = new Merging();
  const mine = withAnswersLost(typed, started, stored);
  const [base, theirs] = [underMyKeys(started, mine), underMyKeys(stored, mine)];
  const names = new Map([...theirs.indicators, ...mine.indicators].map((one) => [one.key, one.name]));
  const rows: Kind<SheetRow> = {
    of: 'row',
    nameOf: (row) => row.title,
    merge: (before, own, other) => ({
      ...merging.fields({ of: 'row', name: own.title }, before, own, other),
      indicators: mergeCarried(merging, names, { base: before, mine: own, theirs: other }),
      code: other.code,
      state: other.state,
      changes: other.changes,
    }),
  };
  const nodes: Kind<Sheet['nodes'][number]> = {
    of: 'node',
    nameOf: (node) => node.title,
    merge: (before, own, other) => ({
      ...merging.fields({ of: 'node', name: own.title }, before, own, other),
      state: other.state,
    }),
  };
  const indicators: Kind<Sheet['indicators'][number]> = {
    of: 'indicator',
    nameOf: (one) => one.name,
    merge: (before, own, other) => merging.fields({ of: 'indicator', name: own.name }, before, own, other),
  };
  const whole = ({ ownNodesWeight, gapReason }: Sheet) => ({ ownNodesWeight, gapReason });
  const sheet: Sheet = {
    rows: mergeList(merging, rows, { base: base.rows, mine: mine.rows, theirs: theirs.rows }),
    nodes: mergeList(merging, nodes, { base: base.nodes, mine: mine.nodes, theirs: theirs.nodes }),
    indicators: mergeList(merging, indicators, {
      base: base.indicators,
      mine: mine.indicators,
      theirs: theirs.indicators,
    }),
    ...merging.fields({ of: 'sheet', name: '' }, whole(base), whole(mine), whole(theirs)),
  };
  return { sheet, differences: merging.differences };
}
