// Rows, folding, arrows, proposals and the parts of a bar: by example and by property.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleRows } from '../../../../web/ui/treeRows.ts';
import { barShape } from './barGeometry.ts';
import {
  arrowsOf,
  type Bar,
  type DrawingData,
  dateRefused,
  depthsOf,
  entriesOf,
  foldToFit,
  openAtFirst,
} from './drawingRows.ts';
import { isAsking, nudged, propose } from './proposal.ts';
import { fittedScale } from './timeScale.ts';

const bar = (id: string, over: Partial<Bar> = {}): Bar => ({
  id,
  parentId: null,
  groupId: null,
  code: id,
  title: id,
  titleEn: null,
  level: 1,
  horizon: 'annual',
  state: 'in_progress',
  light: 'green',
  worstBelow: null,
  leadUnitId: 'u',
  responsiblePersonId: 'p',
  start: '2026-03-02',
  originalDue: '2026-06-30',
  due: '2026-06-30',
  parentDue: '2026-07-31',
  parentCode: 'P',
  acceptedOn: '2026-03-03',
  finishedOn: null,
  verified: 50,
  planned: null,
  nodes: [],
  readiness: null,
  slack: 0,
  critical: false,
  expectedEnd: '2026-06-30',
  abilities: { propose: true },
  ...over,
});
const drawingOf = (items: Bar[], over: Partial<DrawingData> = {}): DrawingData => ({
  asOf: '2026-05-04',
  items,
  dependencies: [],
  outside: [],
  units: [],
  people: [],
  groups: [],
  calendar: { daysOff: [], makeUpDays: [] },
  ...over,
});

describe('rows', () => {
  const groups = [
    { id: 'g', name: '甲', nameEn: null, count: 2 },
    { id: 'h', name: '乙', nameEn: null, count: 1 },
  ];
  const items = [bar('a', { groupId: 'g' }), bar('b', { groupId: 'g', parentId: 'a' }), bar('c', { groupId: 'h' })];

  it('stand below the row that names their group', () => {
    const entries = entriesOf(drawingOf(items, { groups }));
    expect(entries.map((entry) => [entry.id, entry.parentId])).toEqual([
      ['group-g', null],
      ['a', 'group-g'],
      ['b', 'a'],
      ['group-h', null],
      ['c', 'group-h'],
    ]);
    expect([...depthsOf(entries).values()]).toEqual([0, 1, 2, 0, 1]);
  });

  it('open at first as deep as a screen can hold, and always one level', () => {
    const entries = entriesOf(drawingOf(items, { groups }));
    expect(openAtFirst(entries)).toEqual(new Set(['group-g', 'a', 'group-h']));
    expect(openAtFirst(entries, 2)).toEqual(new Set(['group-g', 'group-h']));
  });
});

describe('a sheet of paper', () => {
  const trees = fc
    .array(fc.nat(30), { minLength: 1, maxLength: 30 })
    .map((parents) => parents.map((parent, at) => bar(String(at), { parentId: parent < at ? String(parent) : null })));

  it('never holds more than fits, whole levels from the top, and says how much is folded', () => {
    fc.assert(
      fc.property(trees, fc.integer({ min: 1, max: 30 }), (items, most) => {
        const entries = entriesOf(drawingOf(items));
        const fold = foldToFit(entries, most);
        expect(fold.shown.length).toBeLessThanOrEqual(most);
        expect(fold.folded).toBe(entries.length - fold.shown.length);
        const shown = new Set(fold.shown.map((entry) => entry.id));
        for (const entry of fold.shown) if (entry.parentId !== null) expect(shown.has(entry.parentId)).toBe(true);
        const roots = entries.filter((entry) => entry.parentId === null).length;
        const deepest = Math.max(...fold.shown.map((entry) => fold.depthOf.get(entry.id) ?? 0));
        const whole = entries.filter((entry) => (fold.depthOf.get(entry.id) ?? 0) <= deepest).length;
        if (roots <= most) expect(fold.shown.length).toBe(whole);
      }),
    );
  });
});

describe('arrows', () => {
  const items = [
    bar('a', { due: '2026-04-30' }),
    bar('a1', { parentId: 'a', due: '2026-04-30' }),
    bar('b', { start: '2026-05-06' }),
    bar('c', { start: '2026-04-01' }),
  ];
  const links = [
    { itemId: 'b', dependsOnId: 'a1', critical: true },
    { itemId: 'c', dependsOnId: 'a1', critical: false },
    { itemId: 'b', dependsOnId: 'beyond', critical: false },
  ];
  const drawn = (open: string[]) =>
    arrowsOf({ items, dependencies: links }, visibleRows(entriesOf(drawingOf(items)), new Set(open))).map(
      ({ from, to, isCritical, contradicts }) => [from.id, to.id, isCritical, contradicts],
    );

  it('lead from the end of the earlier to the start of the later, and tell where the days contradict', () => {
    expect(drawn(['a'])).toEqual([
      ['a1', 'b', true, false],
      ['a1', 'c', false, true],
    ]);
  });

  it('begin at the nearest row on show where one is folded away', () => {
    expect(drawn([]).map(([from]) => from)).toEqual(['a', 'a']);
  });
});

describe('a proposed date', () => {
  it('is refused before the start and beyond the due of what stands above, and asks for nothing where nothing moves', () => {
    expect(dateRefused(bar('a'), '2026-03-01')).toBe('before_start');
    expect(dateRefused(bar('a'), '2026-08-01')).toBe('beyond_parent');
    expect(dateRefused(bar('a', { parentDue: null }), '2027-08-01')).toBeNull();
    expect(isAsking(bar('a'), propose(bar('a'), null, '2026-06-30'))).toBe(false);
    expect(isAsking(bar('a'), propose(bar('a'), null, '2026-07-31'))).toBe(true);
    expect(isAsking(bar('a'), propose(bar('a'), null, '2026-05-31'))).toBe(true);
  });

  it('moves on by keys from where the last press left it', () => {
    const once = nudged(bar('a'), null, 1);
    expect(once.day).toBe('2026-07-01');
    expect(nudged(bar('a'), once, 7).day).toBe('2026-07-08');
    expect(nudged(bar('b'), once, -1).day).toBe('2026-06-29');
  });

  it('of a node stays within its item', () => {
    const node = {
      id: 'n',
      title: 'n',
      titleEn: null,
      date: '2026-05-05',
      originalDate: '2026-05-05',
      weight: 100,
      doneOn: null,
      late: false,
      state: 'planned' as const,
    };
    const item = bar('a', { nodes: [node] });
    expect(propose(item, 'n', '2026-07-01').refused).toBe('after_due');
    expect(isAsking(item, propose(item, 'n', '2026-05-05'))).toBe(false);
    expect(isAsking(item, propose(item, 'n', '2026-05-06'))).toBe(true);
  });
});

describe('a bar', () => {
  const axis = fittedScale(['2026-03-01', '2026-08-31'], 184);
  const days = (span: { x: number; width: number } | null) => span && [Math.round(span.x), Math.round(span.width)];

  it('shows the extension beside what was planned, and the verified share along its whole length', () => {
    const shape = barShape(bar('a', { due: '2026-07-30' }), axis, '2026-05-04');
    expect(days(shape.planned)).toEqual([1, 121]);
    expect(days(shape.extension)).toEqual([122, 30]);
    expect(days(shape.real)).toEqual([2, 63]);
    expect(shape.done?.width).toBeCloseTo(75.5);
    expect(shape.late).toBeNull();
  });

  it('shows what is past due and open as late, and nothing real before it is signed for', () => {
    expect(days(barShape(bar('a'), axis, '2026-07-10').late)).toEqual([122, 10]);
    const unsigned = barShape(bar('a', { acceptedOn: null, verified: null }), axis, '2026-05-04');
    expect([unsigned.real, unsigned.done]).toEqual([null, null]);
  });

  it('is all done from acceptance to finish once closed, never late', () => {
    const closed = barShape(bar('a', { state: 'closed', finishedOn: '2026-07-05' }), axis, '2026-08-01');
    expect(closed.done).toEqual(closed.real);
    expect(days(closed.real)).toEqual([2, 125]);
    expect(closed.late).toBeNull();
  });
});
