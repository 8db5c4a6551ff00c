// Who may ask, answer and take back, as a table; who pins and decides on the focus list.
import { describe, expect, test } from 'vitest';
import type { Actor, RoleName } from '../identity/scope.ts';
import type { ItemStanding } from '../linkage/item.policy.ts';
import { mayDecideOn, mayPin, maySetOnList } from './focus.policy.ts';
import { type HelpStanding, mayAnswer, mayAskFor, mayWithdraw } from './help.policy.ts';

const actor = (personId: string, over: Partial<Actor> = {}): Actor => ({
  institutionId: 'i',
  personId,
  name: personId,
  nameEn: null,
  account: personId,
  email: null,
  language: 'en',
  today: '2026-03-04',
  posts: [],
  roles: [],
  headedUnitIds: [],
  leadsFirstLevel: false,
  professorOf: [],
  ...over,
});
const post = (unitId: string, level: number, head = false): Actor['posts'][number] => ({
  id: `${unitId} ${level}`,
  unitId,
  unitName: unitId,
  unitNameEn: null,
  level,
  title: '',
  titleEn: null,
  head,
  acting: false,
});
const item = (over: Partial<ItemStanding> = {}) =>
  ({
    state: 'in_progress',
    responsiblePersonId: 'own',
    leadUnitId: 'unit',
    coUnitIds: ['co'],
    namedForCoUnit: false,
    responsibleAbove: false,
    ...over,
  }) as ItemStanding;
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'yes' : result.refusal?.code);

describe('asking for help with an item', () => {
  test.each([
    ['its responsible person', actor('own'), {}, 'yes'],
    ['somebody responsible above', actor('above'), { responsibleAbove: true }, 'yes'],
    ['somebody named for a co-unit', actor('co'), { namedForCoUnit: true }, 'yes'],
    ['the head of a co-unit', actor('head', { posts: [post('co', 3, true)] }), {}, 'yes'],
    ['a member of a co-unit', actor('member', { posts: [post('co', 3)] }), {}, 'only_workers_ask'],
    ['the head of its lead unit', actor('head', { headedUnitIds: ['unit'] }), {}, 'yes'],
    ['somebody else who sees it', actor('other'), {}, 'only_workers_ask'],
  ])('%s', (_, who, over, code) => {
    expect(codeOf(mayAskFor(who, item(over)))).toBe(code);
  });

  test.each([
    ['draft', 'help_for_finished'],
    ['registered', 'yes'],
    ['assigned', 'yes'],
    ['suspended', 'yes'],
    ['closed', 'help_for_finished'],
    ['cancelled', 'help_for_finished'],
  ] as const)('while it is %s', (state, code) => {
    expect(codeOf(mayAskFor(actor('own'), item({ state })))).toBe(code);
  });
});

describe('answering and taking back', () => {
  const help: HelpStanding = { state: 'open', askerId: 'asker', addresseeIds: ['first', 'second'], unitId: 'unit' };
  test.each([
    ['whoever was asked first', actor('first'), help, 'yes'],
    ['whoever it reached by climbing', actor('second'), help, 'yes'],
    ["today's head of the unit asked", actor('new', { posts: [post('unit', 3, true)] }), help, 'yes'],
    ['a member of that unit', actor('member', { posts: [post('unit', 3)] }), help, 'only_asked_answer'],
    ['the asker, even where he was asked', actor('asker'), { ...help, addresseeIds: ['asker'] }, 'only_asked_answer'],
    ['whoever was asked, after the end', actor('first'), { ...help, state: 'answered' as const }, 'help_ended'],
  ])('%s', (_, who, standing, code) => {
    expect(codeOf(mayAnswer(who, standing))).toBe(code);
  });

  test('taking back is the asker’s, while it is open', () => {
    expect(codeOf(mayWithdraw(actor('asker'), help))).toBe('yes');
    expect(codeOf(mayWithdraw(actor('first'), help))).toBe('only_asker_withdraws');
    expect(codeOf(mayWithdraw(actor('asker'), { ...help, state: 'declined' }))).toBe('help_ended');
  });
});

describe('the focus list', () => {
  const office: RoleName[] = ['office'];
  test.each([
    ['the head of the top unit', actor('p', { leadsFirstLevel: true }), 'yes', 'yes'],
    ['a leader in charge', actor('l', { posts: [post('top', 2)] }), 'yes', 'yes'],
    ['the office', actor('o', { roles: office }), 'yes', 'yes'],
    ['a department head', actor('d', { posts: [post('dep', 3, true)] }), 'only_leaders_pin', 'only_leaders_decide'],
    ['an auditor', actor('a', { roles: ['auditor'] }), 'only_leaders_pin', 'only_leaders_decide'],
  ])('%s', (_, who, pin, decide) => {
    expect([codeOf(mayPin(who, [1, 2], 'open')), codeOf(mayDecideOn(who, [1, 2], 'frozen'))]).toEqual([pin, decide]);
  });

  test('takes pins while the cycle is open, decisions until it is closed, and only items that are open', () => {
    const leader = actor('l', { posts: [post('top', 2)] });
    const states = ['open', 'frozen', 'reviewed', 'closed'];
    expect(states.map((state) => codeOf(mayPin(leader, [2], state)))).toEqual([
      'yes',
      'focus_is_frozen',
      'focus_is_frozen',
      'focus_is_frozen',
    ]);
    expect(states.map((state) => codeOf(mayDecideOn(leader, [2], state)))).toEqual([
      'yes',
      'yes',
      'yes',
      'focus_is_closed',
    ]);
    expect(codeOf(maySetOnList(item()))).toBe('yes');
    expect(codeOf(maySetOnList(item({ state: 'closed' })))).toBe('focus_of_finished');
  });
});
