// A request's snapshot as rows of before and after: which field, what stands, what is asked for, and what was asked for the last time.
import { daysBetween } from '../../../institution/calendar.rules.ts';
import type { Submission } from './reviewQueries.ts';
import { fieldsOf, numberAt, rowsOf, wordsAt } from './snapshot.ts';

type Json = Submission['snapshot'];

export type FieldKind = 'day' | 'state' | 'named' | 'text' | 'number' | 'percent' | 'minutes' | 'flag' | 'list';
export interface BeforeAfter {
  field: string;
  kind: FieldKind;
  before: Json;
  after: Json;
  /** Calendar days by which a date would move; 0 where nothing moves or nothing is known. */
  movedDays: number;
  /** What the submission before asked for, where that was something else. */
  asked: Json;
}

const kinds: Record<string, FieldKind> = {
  approvedDue: 'day',
  start: 'day',
  finishedOn: 'day',
  state: 'state',
  responsiblePerson: 'named',
  leadUnit: 'named',
  weight: 'percent',
  ownNodesWeight: 'percent',
  plannedMinutes: 'minutes',
  priority: 'number',
  interim: 'flag',
  tags: 'list',
};
/** Shown in lists of their own, or told by the name beside them. */
const apart = new Set(['nodes', 'indicators', 'coUnits', 'responsiblePersonId', 'leadUnitId']);

const same = (one: Json | undefined, other: Json | undefined) =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Fields in the order in which they were asked for; what stays as it is is left out. */
export function beforeAfterOf(snapshot: Json, previous: Json | null): BeforeAfter[] {
  const fields = fieldsOf(snapshot);
  const [before, after] = [fieldsOf(fields.before), fieldsOf(fields.after)];
  const asked = previous === null ? null : fieldsOf(fieldsOf(previous).after);
  return Object.keys(after).flatMap((field): BeforeAfter[] => {
    if (apart.has(field) || same(before[field], after[field])) return [];
    const isDay = kinds[field] === 'day';
    const days = isDay ? [wordsAt(before, field), wordsAt(after, field)] : [];
    const [from = '', to = ''] = days;
    return [
      {
        field,
        kind: kinds[field] ?? 'text',
        before: before[field] ?? null,
        after: after[field] ?? null,
        movedDays: from && to ? daysBetween(from, to) : 0,
        asked: asked && !same(asked[field], after[field]) ? (asked[field] ?? null) : null,
      },
    ];
  });
}

export type Fate = 'new' | 'gone' | 'changed' | 'same';
export interface NodeChange {
  id: string;
  title: string;
  titleEn: string;
  titleBefore: string;
  date: string;
  dateBefore: string;
  weight: number | null;
  weightBefore: number | null;
  movedDays: number;
  fate: Fate;
}

/** Nodes that come, go, move, or weigh anew; those of an extension carry their days alone. */
export function nodeChangesOf(snapshot: Json): NodeChange[] {
  const fields = fieldsOf(snapshot);
  const before = rowsOf(fieldsOf(fields.before).nodes);
  const after = rowsOf(fieldsOf(fields.after).nodes);
  const ids = [...new Set([...before, ...after].map((node) => wordsAt(node, 'id')))];
  const changes = ids.map((id): NodeChange => {
    const old = before.find((node) => wordsAt(node, 'id') === id);
    const now = after.find((node) => wordsAt(node, 'id') === id);
    const [from, to] = [old ? wordsAt(old, 'date') : '', now ? wordsAt(now, 'date') : ''];
    const shown = now ?? old ?? {};
    return {
      id,
      title: wordsAt(shown, 'title'),
      titleEn: wordsAt(shown, 'titleEn'),
      titleBefore: old ? wordsAt(old, 'title') : '',
      date: to,
      dateBefore: from,
      weight: now ? numberAt(now, 'weight') : null,
      weightBefore: old ? numberAt(old, 'weight') : null,
      movedDays: from && to ? daysBetween(from, to) : 0,
      fate: !old ? 'new' : !now ? 'gone' : same(old, now) ? 'same' : 'changed',
    };
  });
  return changes.filter((change) => change.fate !== 'same');
}

export interface ValueChange {
  id: string;
  name: string;
  nameEn: string;
  field: string;
  before: Json;
  after: Json;
}
const headOf = new Set(['id', 'isNew', 'name', 'nameEn', 'unit', 'code', 'readings']);

/** Of each indicator the fields that would change; a new one says all that it brings. */
export function indicatorChangesOf(snapshot: Json): ValueChange[] {
  const fields = fieldsOf(snapshot);
  const before = rowsOf(fieldsOf(fields.before).indicators);
  return rowsOf(fieldsOf(fields.after).indicators).flatMap((now) => {
    const id = wordsAt(now, 'id');
    const old = fieldsOf(before.find((one) => wordsAt(one, 'id') === id));
    const names = { id, name: wordsAt(now, 'name'), nameEn: wordsAt(now, 'nameEn') };
    return Object.keys(now)
      .filter((field) => !headOf.has(field) && now[field] !== null && !same(old[field], now[field]))
      .map((field) => ({ ...names, field, before: old[field] ?? null, after: now[field] ?? null }));
  });
}
