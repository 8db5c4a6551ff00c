// What the report form proposes, asks for and sends.
import { describe, expect, it } from 'vitest';
import {
  asksCause,
  bodyOf,
  draftFrom,
  type FormStart,
  isUntouched,
  missingFields,
  nodesByNeed,
  secondsLeft,
  withLine,
  wordsAtHand,
} from './reportDraft.ts';

const period = { kind: 'month', from: '2026-07-01', to: '2026-07-31' } as const;
const start = (change: Partial<FormStart> = {}): FormStart => ({
  itemId: 'i',
  period: { ...period, deadline: '2026-08-03' },
  cycleId: null,
  frozen: false,
  corrects: null,
  asksProgress: false,
  last: null,
  nodes: [],
  indicators: [],
  computedLight: 'green',
  needsCause: false,
  below: [],
  belowOpen: 0,
  suggested: {
    done: '',
    next: '',
    problem: null,
    selfRatedLight: 'green',
    progress: null,
    nodesDone: [],
    readings: [],
  },
  unchanged: { light: false, progress: false, nodes: false, readings: false },
  ...change,
});
const last = (change: Partial<NonNullable<FormStart['last']>> = {}): NonNullable<FormStart['last']> => ({
  id: 'r1',
  itemId: 'i',
  cycleId: 'c',
  period: { kind: 'month', from: '2026-06-01', to: '2026-06-30' },
  state: 'passed',
  progress: 40,
  selfRatedLight: 'green',
  done: 'six of ten',
  problem: null,
  help: null,
  next: 'the rest',
  majorRisk: null,
  cause: null,
  countermeasure: null,
  corrects: null,
  late: false,
  submittedBy: { id: 'p', name: 'p', nameEn: null },
  submittedAt: '2026-07-01T00:00:00Z',
  nodesDone: [],
  evidenceIds: [],
  ...change,
});

describe('the report form', () => {
  it('starts from what is known, else from the words of last time, and proposes the computed light', () => {
    const draft = draftFrom(start({ last: last(), computedLight: 'yellow' }));
    expect(draft).toMatchObject({ done: 'six of ten', light: 'yellow', next: '' });
    const known = { ...start().suggested, done: 'the plan of last time', next: 'the node of May' };
    expect(draftFrom(start({ last: last(), suggested: known }))).toMatchObject({ done: known.done, next: known.next });
  });

  it('says where the words are still those that came along', () => {
    const one = start({ last: last() });
    expect(isUntouched(one, draftFrom(one))).toBe(true);
    expect(isUntouched(one, { ...draftFrom(one), done: 'eight of ten' })).toBe(false);
    expect(isUntouched(start(), draftFrom(start()))).toBe(false);
  });

  it('puts the nodes due by the end of the period first, by their days', () => {
    const node = (id: string, date: string) => ({ id, title: id, titleEn: null, date, weight: 10, state: 'planned' });
    const nodes = [node('later', '2026-09-01'), node('due', '2026-07-30'), node('overdue', '2026-06-30')];
    const { due, later } = nodesByNeed(start({ nodes }), '2026-08-02');
    expect(due.map(({ id }) => id)).toEqual(['overdue', 'due']);
    expect(later.map(({ id }) => id)).toEqual(['later']);
    expect(nodesByNeed(start({ nodes }), '2026-09-02').later).toEqual([]);
  });

  it('proposes no light where the computed one is not a person’s to choose', () => {
    expect(draftFrom(start({ computedLight: 'grey' })).light).toBeNull();
  });

  it('asks for a percentage only of a leaf without nodes, and never sends one otherwise', () => {
    const asked = start({ asksProgress: true });
    expect(missingFields(asked, { ...draftFrom(asked), done: 'x' })).toEqual(['progress']);
    const notAsked = start({ last: last() });
    expect(bodyOf(notAsked, { ...draftFrom(notAsked), progress: 30 })).not.toHaveProperty('progress');
  });

  it('asks why when the light is red by computation or in the person’s own eyes', () => {
    const plain = start();
    expect(asksCause(plain, draftFrom(plain))).toBe(false);
    expect(asksCause(plain, { ...draftFrom(plain), light: 'red' })).toBe(true);
    expect(asksCause(start({ computedLight: 'red' }), draftFrom(plain))).toBe(true);
  });

  it('names the report that it corrects, and the cycle where one was asked for', () => {
    const plain = start();
    expect(bodyOf(plain, draftFrom(plain))).not.toHaveProperty('corrects');
    expect(bodyOf(plain, draftFrom(plain))).not.toHaveProperty('cycleId');
    const again = start({ corrects: 'r1' });
    expect(bodyOf(again, draftFrom(again), 'c1')).toMatchObject({ corrects: 'r1', cycleId: 'c1' });
  });

  it('leaves readings out that were not given', () => {
    const one = start();
    const draft = { ...draftFrom(one), readings: { a: 0, b: null } };
    expect(bodyOf(one, draft).readings).toEqual([{ indicatorId: 'a', value: 0 }]);
  });

  it('takes less time the more stands there already', () => {
    const empty = start();
    expect(secondsLeft(empty, draftFrom(empty))).toBe(40);
    expect(secondsLeft(empty, { ...draftFrom(empty), done: 'x', next: 'y' })).toBe(20);
  });

  it('inserts the words of a report below once', () => {
    const inserted = withLine('first', 'Below:', 'Below: done there');
    expect(inserted).toBe('first\nBelow: done there');
    expect(withLine(inserted, 'Below:', 'Below: done there')).toBe(inserted);
    expect(withLine('', 'Below:', 'Below: done there')).toBe('Below: done there');
  });

  const known = { ...start().suggested, done: 'Ann: cut\nCy: sewn' };

  it('has last time’s words at hand while what is known stands there, and the other way round', () => {
    const one = start({ last: last(), suggested: known });
    expect(wordsAtHand(one, draftFrom(one))).toEqual([{ from: 'last', done: 'six of ten' }]);
    expect(wordsAtHand(one, { ...draftFrom(one), done: 'six of ten' })).toEqual([{ from: 'known', done: known.done }]);
  });

  it('sets what is taken over behind one’s own words', () => {
    const one = start({ last: last(), suggested: known });
    expect(wordsAtHand(one, { ...draftFrom(one), done: 'my own' })).toEqual([
      { from: 'known', done: `my own\n${known.done}` },
      { from: 'last', done: 'my own\nsix of ten' },
    ]);
  });

  it('offers nothing that stands there already, so that a second press changes nothing', () => {
    const one = start({ last: last(), suggested: known });
    let draft = { ...draftFrom(one), done: 'my own' };
    for (let taken = wordsAtHand(one, draft)[0]; taken; taken = wordsAtHand(one, draft)[0]) {
      draft = { ...draft, done: taken.done };
    }
    expect(draft.done).toBe(`my own\n${known.done}\nsix of ten`);
    expect(wordsAtHand(start(), draftFrom(start()))).toEqual([]);
  });
});
