// What a report starts from, in words: nothing invented, nothing of other periods, cut where it gets long.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodAfter, periodContaining } from './period.rules.ts';
import { type BelowWords, nodesToAskFor, type SuggestedNode, suggestWords } from './report-suggestion.rules.ts';

const march = periodContaining('month', '2026-03-15');
const words = {
  planned: (text: string) => `planned ${text}`,
  nodeDone: (title: string, date: string) => `done ${title} ${date}`,
  nodeDue: (title: string, date: string) => `due ${title} ${date}`,
  nodeNext: (title: string, date: string) => `next ${title} ${date}`,
  below: (title: string, text: string) => `${title}: ${text}`,
};
const node = (title: string, date: string, doneOn: string | null = null): SuggestedNode => ({
  title,
  date,
  state: doneOn === null ? 'planned' : 'verified',
  doneOn,
});
const suggest = (over: Partial<Parameters<typeof suggestWords>[0]> = {}) =>
  suggestWords({ period: march, next: periodAfter(march), lastNext: null, nodes: [], below: [], ...over }, words);

describe('a suggested report', () => {
  it('is empty where nothing is known', () => {
    expect(suggest()).toEqual({ done: '', problem: null, next: '' });
    expect(suggest({ lastNext: '  ', below: [{ title: 'A', done: ' ', problem: '' }] })).toEqual({
      done: '',
      problem: null,
      next: '',
    });
  });

  it('begins with what was planned last time, then nodes done and due in the period, then the reports below', () => {
    const nodes = [
      node('A', '2026-03-10', '2026-03-09'),
      node('B', '2026-03-31'),
      node('C', '2026-02-10', '2026-02-09'),
      node('D', '2026-04-30'),
      node('E', '2026-05-01'),
      node('F', '2026-02-20'),
    ];
    const below = [
      { title: '甲', done: '调研完成', problem: null },
      { title: '乙', done: '', problem: '经费未到' },
    ];
    expect(suggest({ lastNext: '完成论证', nodes, below })).toEqual({
      done: 'planned 完成论证\ndone A 2026-03-10\ndue B 2026-03-31\n甲: 调研完成',
      problem: '乙: 经费未到',
      next: 'next B 2026-03-31\nnext D 2026-04-30\nnext F 2026-02-20',
    });
    expect(nodesToAskFor(nodes, march).map((one) => one.title)).toEqual(['B', 'F']);
  });

  it('says no more than twenty lines of no more than two hundred characters of anybody else', () => {
    const line: fc.Arbitrary<BelowWords> = fc.record({
      title: fc.constant('t'),
      done: fc.string({ maxLength: 400 }),
      problem: fc.option(fc.string({ maxLength: 400 })),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (below) => {
        const { done, problem } = suggest({ below });
        for (const text of [done, problem ?? '']) {
          const lines = text === '' ? [] : text.split('\n');
          expect(lines.length).toBeLessThanOrEqual(20);
          for (const one of lines) expect(one.length).toBeLessThanOrEqual('t: '.length + 200 + 1);
        }
      }),
    );
  });
});
