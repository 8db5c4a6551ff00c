// Every boundary of the lights, and the order in which their rules are asked.

import { describe, expect, test } from 'vitest';
import { itemFacts, nodeFacts, reportFacts } from '../../../tests/support/item-facts.ts';
import { institutionCalendar } from '../institution/official-days.rules.ts';
import { type ItemFacts, type ItemState, DEFAULT_PROGRESS_SETTINGS as settings } from './facts.rules.ts';
import { explainOn, lightRules, lightsDisagree, worstLight } from './light.rules.ts';

const calendar = institutionCalendar({ official: true, closedDays: [] });

function lights(changes: Partial<ItemFacts>, today: string, planned = 0, actual: number | null = null): string[] {
  const values = { planned, verified: actual, waiting: actual };
  return lightRules(itemFacts(changes), values, today, calendar, settings).map(({ light, rule }) => `${light} ${rule}`);
}

describe('closed items', () => {
  const closed = { state: 'closed', approvedDue: '2026-07-10', originalDue: '2026-06-30' } as const;

  test('finished on the original due is blue, a day later teal', () => {
    expect(lights({ ...closed, finishedOn: '2026-06-30' }, '2026-08-01')).toEqual(['blue closed_in_time']);
    expect(lights({ ...closed, finishedOn: '2026-07-01' }, '2026-08-01')).toEqual(['teal closed_late']);
    expect(lights({ ...closed, state: 'archived', finishedOn: '2026-07-01' }, '2026-08-01')).toEqual([
      'teal closed_late',
    ]);
  });

  test('an excused item is judged by its approved due', () => {
    expect(lights({ ...closed, excused: true, finishedOn: '2026-07-10' }, '2026-08-01')).toEqual([
      'blue closed_in_time',
    ]);
    expect(lights({ ...closed, excused: true, finishedOn: '2026-07-11' }, '2026-08-01')).toEqual(['teal closed_late']);
    const once = { ...closed, excused: true, excusedDue: '2026-07-05' };
    expect(lights({ ...once, finishedOn: '2026-07-05' }, '2026-08-01')).toEqual(['blue closed_in_time']);
    expect(lights({ ...once, finishedOn: '2026-07-06' }, '2026-08-01')).toEqual(['teal closed_late']);
  });

  test('teal never turns blue', () => {
    expect(lights({ ...closed, everLate: true, finishedOn: '2026-06-01' }, '2026-08-01')).toEqual(['teal closed_late']);
  });
});

describe('grey', () => {
  test.each<[ItemState, string]>([
    ['draft', 'grey draft'],
    ['suspended', 'grey suspended'],
    ['cancelled', 'grey cancelled'],
  ])('%s is grey even long past its due', (state, expected) => {
    expect(lights({ state, majorRisk: true }, '2026-12-01', 100)).toEqual([expected]);
  });

  test('before its start an item is grey, on its start day no longer', () => {
    expect(lights({}, '2026-03-01')).toEqual(['grey before_start']);
    expect(lights({}, '2026-03-02')).toEqual(['green on_track']);
    expect(lights({ state: 'registered' }, '2026-03-01')).toEqual(['grey before_start']);
  });

  test('assigned and not accepted in time is yellow even before its start', () => {
    const assigned = { state: 'assigned', acceptBy: '2026-02-27' } as const;
    expect(lights(assigned, '2026-02-27')).toEqual(['grey before_start']);
    expect(lights(assigned, '2026-02-28')).toEqual(['yellow not_accepted']);
  });
});

describe('the gap between plan and progress', () => {
  test.each([
    [9.99, 'green on_track'],
    [10, 'yellow gap'],
    [30, 'yellow gap'],
    [30.01, 'red gap'],
  ])('a gap of %s is %s', (gap, expected) => {
    expect(lights({}, '2026-03-20', gap, null)[0]).toBe(expected);
    expect(lights({}, '2026-03-20', Math.round((gap + 60.1) * 100) / 100, 60.1)[0]).toBe(expected);
  });
});

describe('due dates', () => {
  test('an item is past due on the day after its due', () => {
    expect(lights({}, '2026-06-30', 100, 100)).toEqual(['yellow report_missed']);
    expect(lights({}, '2026-07-01', 100, 100)[0]).toBe('red due_passed');
  });

  test('a close-out sent on the due day and undecided is not past due, one sent later is', () => {
    const reports = ['2026-05-31', '2026-06-30'].map((periodTo, order) =>
      reportFacts({ periodTo, order, percentage: 100 }),
    );
    expect(lights({ reports, closeOutPendingOn: '2026-06-30' }, '2026-07-20', 100, 100)).toEqual(['green on_track']);
    expect(lights({ reports, closeOutPendingOn: '2026-07-01' }, '2026-07-20', 100, 100)).toEqual(['red due_passed']);
  });
});

describe('nodes', () => {
  test.each([
    ['2026-04-15', 'green on_track'],
    ['2026-04-16', 'yellow node_overdue'],
    ['2026-04-22', 'yellow node_overdue'],
    ['2026-04-23', 'orange node_overdue'],
    ['2026-04-30', 'orange node_overdue'],
    ['2026-05-01', 'red node_overdue'],
  ])('a node of 15 April makes %s %s, counted in calendar days', (today, expected) => {
    expect(lights({ nodes: [nodeFacts()] }, today)[0]).toBe(expected);
  });

  test('a node done, or claimed by its date and undecided, is not overdue; one claimed late is', () => {
    expect(lights({ nodes: [nodeFacts({ verified: true })] }, '2026-05-20')).toEqual(['green on_track']);
    expect(lights({ nodes: [nodeFacts({ pendingClaimOn: '2026-04-15' })] }, '2026-05-20')).toEqual(['green on_track']);
    expect(lights({ nodes: [nodeFacts({ pendingClaimOn: '2026-04-16' })] }, '2026-05-20')).toEqual([
      'red node_overdue',
    ]);
  });

  test('each light names the node overdue longest, with the days it is late', () => {
    const nodes = [
      nodeFacts({ id: 'b', date: '2026-04-10' }),
      nodeFacts({ id: 'a', date: '2026-04-08' }),
      nodeFacts({ id: 'c', date: '2026-04-19' }),
    ];
    const found = lightRules(
      itemFacts({ nodes }),
      { planned: 0, verified: 0, waiting: 0 },
      '2026-04-20',
      calendar,
      settings,
    );
    expect(explainOn(found, '2026-04-21')).toEqual([
      { rule: 'node_overdue', light: 'orange', inputs: { nodeId: 'a', date: '2026-04-08', daysLate: 13 } },
      { rule: 'node_overdue', light: 'yellow', inputs: { nodeId: 'c', date: '2026-04-19', daysLate: 2 } },
    ]);
  });
});

describe('risks and red spells', () => {
  test('a declared major risk is red', () => {
    expect(lights({ majorRisk: true }, '2026-03-20')).toEqual(['red major_risk']);
  });

  test('once red, an item stays red until its cause is recorded', () => {
    expect(lights({ uncausedRedSince: '2026-03-20' }, '2026-03-20')).toEqual(['red cause_missing']);
    expect(lights({ uncausedRedSince: '2026-03-20' }, '2026-03-19')).toEqual(['green on_track']);
  });

  test('an unanswered yellow notice is orange on the day after its limit', () => {
    expect(lights({ noticeReplyBy: '2026-03-20' }, '2026-03-20')).toEqual(['green on_track']);
    expect(lights({ noticeReplyBy: '2026-03-20' }, '2026-03-21')).toEqual(['orange notice_unanswered']);
  });
});

describe('time left', () => {
  // Twenty working days, 2 to 27 March 2026: 15 % are three of them, 30 % six.
  const item = { start: '2026-03-02', approvedDue: '2026-03-27', frequency: 'week' } as const;
  const weekly = ['2026-03-08', '2026-03-15', '2026-03-22'].map((periodTo, order) =>
    reportFacts({ periodKind: 'week', periodTo, order }),
  );

  test('with 15 % left and any progress missing the light is orange', () => {
    expect(lights({ ...item, reports: weekly }, '2026-03-24', 80, 79.99)).toEqual(['green on_track']);
    expect(lights({ ...item, reports: weekly }, '2026-03-25', 80, 79.99)).toEqual(['orange little_time_left']);
    expect(lights({ ...item, reports: weekly }, '2026-03-25', 80, 80)).toEqual(['green on_track']);
  });

  test('with 30 % left a missed report is yellow from the day after its deadline', () => {
    const missed = { ...item, reports: weekly.slice(0, 1) };
    expect(lights(missed, '2026-03-19', 50, 50)).toEqual(['green on_track']);
    expect(lights(missed, '2026-03-20', 50, 50)).toEqual(['yellow report_missed']);
    expect(lights({ ...item, reports: weekly.slice(0, 2) }, '2026-03-23', 50, 50)).toEqual(['green on_track']);
    expect(lights({ ...item, reports: weekly.slice(0, 2) }, '2026-03-24', 50, 50)).toEqual(['yellow report_missed']);
  });

  test('a pending report counts, a returned one does not, and one replaced by a later cycle still does', () => {
    const second = (state: 'pending' | 'returned' | 'withdrawn' | 'superseded') => ({
      ...item,
      reports: [reportFacts({ periodKind: 'week', periodTo: '2026-03-15', order: 2, state })],
    });
    expect(lights(second('pending'), '2026-03-20', 50, 50)).toEqual(['green on_track']);
    expect(lights(second('superseded'), '2026-03-20', 50, 50)).toEqual(['green on_track']);
    expect(lights(second('returned'), '2026-03-20', 50, 50)).toEqual(['yellow report_missed']);
    expect(lights(second('withdrawn'), '2026-03-20', 50, 50)).toEqual(['yellow report_missed']);
  });

  test('five-year goals, placeholders and items not yet accepted owe no reports', () => {
    expect(lights({ ...item, horizon: 'mid_term' }, '2026-03-24', 50, 50)).toEqual(['green on_track']);
    expect(lights({ ...item, placeholder: true }, '2026-03-24', 50, 50)).toEqual(['green on_track']);
    expect(lights({ ...item, state: 'assigned', acceptBy: '2026-03-30' }, '2026-03-24', 50, 50)).toEqual([
      'green on_track',
    ]);
  });

  test('a cycle that ended before the start is not owed', () => {
    const short = { ...item, start: '2026-03-23', approvedDue: '2026-03-24' };
    expect(lights(short, '2026-03-24', 0, 0)).toEqual(['green on_track']);
  });
});

describe('waiting for a superior', () => {
  test('not assigned by the end of the start day is yellow', () => {
    expect(lights({ state: 'registered' }, '2026-03-02')).toEqual(['green on_track']);
    expect(lights({ state: 'registered' }, '2026-03-03')).toEqual(['yellow not_assigned']);
  });
});

describe('the order of the rules', () => {
  test('every rule that holds is listed, the deciding one first', () => {
    const item = { majorRisk: true, uncausedRedSince: '2026-05-01', nodes: [nodeFacts({ date: '2026-06-20' })] };
    expect(lights(item, '2026-07-01', 100, 50)).toEqual([
      'red due_passed',
      'red gap',
      'red major_risk',
      'red cause_missing',
      'orange little_time_left',
      'orange node_overdue',
      'yellow report_missed',
    ]);
  });

  test('what waits at the gate counts and is said', () => {
    const values = { planned: 60, verified: 20, waiting: 55 };
    expect(lightRules(itemFacts(), values, '2026-03-20', calendar, settings)).toEqual([
      { rule: 'on_track', light: 'green', inputs: { planned: 60, actual: 55, gap: 5, waitingAtGate: true } },
    ]);
  });
});

describe('lights side by side', () => {
  test('the worst is red, then orange, yellow, green; others are not shown', () => {
    expect(worstLight(['green', 'blue', 'yellow', 'grey'])).toBe('yellow');
    expect(worstLight(['green', 'red', 'orange'])).toBe('red');
    expect(worstLight(['blue', 'grey', 'teal', null])).toBeNull();
  });

  test('two steps apart is an alarm, and grey, blue and teal take no part', () => {
    expect(lightsDisagree(['green', 'yellow', 'yellow'])).toBe(false);
    expect(lightsDisagree(['green', 'yellow', 'orange'])).toBe(true);
    expect(lightsDisagree(['grey', 'red', null])).toBe(false);
  });
});
