// What the report form proposes, asks for and sends.
import { describe, expect, it } from 'vitest';
import {
  asksCause,
  bodyOf,
  correctedReport,
  draftFrom,
  type FormStart,
  missingFields,
  secondsLeft,
  withWordsOf,
} from './reportDraft.ts';

const period = { kind: 'month', from: '2026-07-01', to: '2026-07-31' } as const;
const start = (change: Partial<FormStart> = {}): FormStart => ({
  itemId: 'i',
  period: { ...period, deadline: '2026-08-03' },
  asksProgress: false,
  last: null,
  nodes: [],
  indicators: [],
  computedLight: 'green',
  needsCause: false,
  below: [],
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
  it('starts from the words of last time and proposes the computed light', () => {
    const draft = draftFrom(start({ last: last(), computedLight: 'yellow' }));
    expect(draft).toMatchObject({ done: 'six of ten', light: 'yellow', next: '' });
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

  it('names the report that it corrects only in the same period and only once that one has passed', () => {
    expect(correctedReport(start({ last: last() }))).toBeNull();
    expect(correctedReport(start({ last: last({ period }) }))).toBe('r1');
    expect(correctedReport(start({ last: last({ period, state: 'pending' }) }))).toBeNull();
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
    const inserted = withWordsOf('first', 'Below', 'done there');
    expect(inserted).toBe('first\nBelow: done there');
    expect(withWordsOf(inserted, 'Below', 'done there')).toBe(inserted);
  });
});
