// Who moves a cycle on: the office, in its states; everybody else is told whom to ask.
import { expect, it } from 'vitest';
import type { Actor, RoleName } from '../identity/scope.ts';
import { cycleAbilities, mayMoveCycle, mayOpenCycle } from './cycle.policy.ts';

const actor = (...roles: RoleName[]): Actor => ({
  institutionId: 'i',
  personId: 'p',
  name: '张',
  nameEn: null,
  account: 'p',
  email: null,
  language: 'en',
  today: '2026-04-01',
  posts: [],
  roles,
  headedUnitIds: [],
  leadsFirstLevel: false,
  professorOf: [],
});
const TO = '2026-03-31';

it.each([
  ['open', { freeze: true, reopen: false, review: false, close: false }],
  ['frozen', { freeze: false, reopen: true, review: true, close: false }],
  ['reviewed', { freeze: false, reopen: false, review: false, close: true }],
  ['closed', { freeze: false, reopen: false, review: false, close: false }],
] as const)('the office of a cycle that is %s', (state, abilities) => {
  expect(cycleAbilities(actor('office'), { state, to: TO })).toEqual(abilities);
  for (const role of ['supervisor', 'auditor', 'administrator'] as const) {
    expect(Object.values(cycleAbilities(actor(role), { state, to: TO }))).not.toContain(true);
  }
});

it('a president too asks the office, and the office waits for the period to end', () => {
  const president = { ...actor(), leadsFirstLevel: true };
  expect(mayOpenCycle(president)).toMatchObject({ refusal: { kind: 'forbidden', code: 'only_office_moves_cycles' } });
  expect(mayMoveCycle(president, { state: 'open', to: TO }, 'freeze')).toMatchObject({
    refusal: { code: 'only_office_moves_cycles' },
  });
  const running = { state: 'open', to: '2026-04-30' } as const;
  expect(mayMoveCycle(actor('office'), running, 'freeze')).toMatchObject({ refusal: { code: 'cycle_not_ended' } });
  expect(cycleAbilities(actor('office'), running).freeze).toBe(false);
});
