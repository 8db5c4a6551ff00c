// What a decision needs before it can be sent, and what it sends.
import { describe, expect, it } from 'vitest';
import { decisionStart, isReady, verdictBody } from './decision.ts';

const start = decisionStart();

describe('a decision', () => {
  it('passes without a word', () => {
    expect(isReady(start)).toBe(true);
    expect(verdictBody(start)).toEqual({ verdict: 'passed' });
  });

  it('returns only with a reason that is more than blanks', () => {
    expect(isReady({ ...start, verdict: 'returned', reason: '  ' })).toBe(false);
    expect(isReady({ ...start, verdict: 'returned', reason: 'no minutes' })).toBe(true);
  });

  it('passes with conditions only where one is named, and leaves empty lines out', () => {
    const decision = { ...start, verdict: 'passed_with_conditions' as const };
    expect(isReady(decision)).toBe(false);
    const named = {
      ...decision,
      conditions: [...decision.conditions, { key: 2, title: ' minutes ', date: '2026-08-01', asNode: true }],
    };
    expect(verdictBody(named).conditions).toEqual([{ title: 'minutes', date: '2026-08-01', asNode: true }]);
  });

  it('returns single nodes of a claim that otherwise passes', () => {
    expect(verdictBody({ ...start, returnedNodes: ['n'] }).nodes).toEqual([{ nodeId: 'n', verdict: 'returned' }]);
  });
});
