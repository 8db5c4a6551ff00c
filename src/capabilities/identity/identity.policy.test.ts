// Who may grant, confirm and end: as tables of role and case.
import { describe, expect, it } from 'vitest';
import {
  abilitiesOf,
  judgeConfirmation,
  judgeGrant,
  judgeGrantEnd,
  judgeGrantRemoval,
  mayManage,
  seesAllGrants,
} from './identity.policy.ts';
import type { Actor, RoleName } from './scope.ts';

const actor = (...roles: RoleName[]): Actor => ({
  institutionId: 'i',
  personId: 'me',
  name: '我',
  nameEn: null,
  account: 'me',
  email: null,
  language: 'zh-CN',
  today: '2026-03-04',
  posts: [],
  roles,
  headedUnitIds: [],
  leadsFirstLevel: false,
  professorOf: [],
});
const outcome = (result: { ok: true; value: unknown } | { ok: false; refusal: { code: string } }) =>
  result.ok ? (result.value ?? 'yes') : result.refusal.code;

const ROLES: RoleName[] = ['office', 'supervisor', 'auditor', 'administrator'];

describe('granting', () => {
  it('is for administrator and office; only the first office role holds at once', () => {
    const grant = (who: Actor, role: RoleName, officeExists: boolean) =>
      outcome(judgeGrant(who, { role, personId: 'other', officeExists, beneficiaryAdministers: false }));
    for (const role of ROLES) {
      expect(grant(actor('administrator'), role, false)).toBe(role === 'office' ? 'confirmed' : 'proposed');
      expect(grant(actor('administrator'), role, true)).toBe('proposed');
      expect(grant(actor('office'), role, true)).toBe('proposed');
      for (const who of [actor(), actor('auditor'), actor('supervisor')])
        expect(grant(who, role, true)).toBe('management_needed');
    }
  });

  it('of the first office role never goes to an administrator', () => {
    const first = { role: 'office', officeExists: false } as const;
    expect(
      outcome(judgeGrant(actor('administrator'), { ...first, personId: 'me', beneficiaryAdministers: true })),
    ).toBe('office_not_to_administrator');
    expect(
      outcome(judgeGrant(actor('administrator'), { ...first, personId: 'other', beneficiaryAdministers: true })),
    ).toBe('office_not_to_administrator');
    expect(
      outcome(
        judgeGrant(actor('administrator'), {
          ...first,
          personId: 'other',
          officeExists: true,
          beneficiaryAdministers: true,
        }),
      ),
    ).toBe('proposed');
  });
});

describe('confirming', () => {
  it.each([
    [actor('office'), 'proposed', 'other', 'other', 'yes'],
    [actor('office'), 'proposed', 'other', null, 'yes'],
    [actor('office'), 'proposed', 'other', 'me', 'proposer_cannot_confirm'],
    [actor('office'), 'proposed', 'me', 'other', 'beneficiary_cannot_confirm'],
    [actor('office'), 'confirmed', 'other', 'other', 'not_proposed'],
    [actor('office'), 'refused', 'other', 'other', 'not_proposed'],
    [actor('administrator'), 'proposed', 'other', 'other', 'office_confirms'],
    [actor('auditor', 'supervisor'), 'proposed', 'other', 'other', 'office_confirms'],
    [actor(), 'proposed', 'other', 'other', 'office_confirms'],
  ] as const)('by %o of a grant %s for %s, proposed by %s: %s', (who, state, personId, proposedBy, expected) => {
    expect(outcome(judgeConfirmation(who, { state, personId, proposedBy }))).toBe(expected);
  });
});

describe('ending', () => {
  const standing = {
    state: 'confirmed',
    role: 'auditor',
    from: '2026-01-01',
    to: '2026-12-31',
    othersRemain: false,
  } as const;
  const office = actor('office');

  it('shortens and never lengthens, and not before the first day', () => {
    expect(outcome(judgeGrantEnd(office, standing, '2026-06-30'))).toBe('yes');
    expect(outcome(judgeGrantEnd(office, standing, '2026-12-31'))).toBe('yes');
    expect(outcome(judgeGrantEnd(office, standing, '2027-01-01'))).toBe('grant_not_lengthened');
    expect(outcome(judgeGrantEnd(office, standing, null))).toBe('grant_not_lengthened');
    expect(outcome(judgeGrantEnd(office, { ...standing, state: 'proposed' }, null))).toBe('yes');
    expect(outcome(judgeGrantEnd(office, standing, '2025-12-31'))).toBe('ends_before_start');
    expect(outcome(judgeGrantEnd(office, standing, '2026-01-01'))).toBe('yes');
    expect(outcome(judgeGrantEnd(office, { ...standing, state: 'refused' }, '2026-06-30'))).toBe('grant_not_open');
    expect(outcome(judgeGrantEnd(actor('auditor'), standing, '2026-06-30'))).toBe('management_needed');
  });

  it('keeps the last administrator and the last of the office', () => {
    const last = (role: RoleName, othersRemain: boolean) => {
      const grant = { ...standing, role, othersRemain };
      return [outcome(judgeGrantEnd(office, grant, '2026-06-30')), outcome(judgeGrantRemoval(office, grant))];
    };
    expect(last('administrator', false)).toEqual(['last_administrator', 'last_administrator']);
    expect(last('office', false)).toEqual(['last_office', 'last_office']);
    expect(last('administrator', true)).toEqual(['yes', 'yes']);
    expect(last('supervisor', false)).toEqual(['yes', 'yes']);
    expect(outcome(judgeGrantRemoval(office, { ...standing, role: 'office', state: 'proposed' }))).toBe('yes');
    expect(outcome(judgeGrantRemoval(office, { ...standing, state: 'refused' }))).toBe('grant_not_open');
    expect(outcome(judgeGrantRemoval(actor(), standing))).toBe('management_needed');
  });
});

it('gives an administrator accounts and settings, but no business data', () => {
  expect(abilitiesOf(actor('administrator'))).toMatchObject({
    manageAccounts: true,
    draftRoot: false,
    readAll: false,
    importPlan: false,
    confirmGrants: false,
  });
  expect(abilitiesOf(actor('office'))).toMatchObject({
    draftRoot: true,
    readAll: true,
    confirmGrants: true,
    importPlan: true,
    verify: true,
  });
  expect(abilitiesOf(actor('auditor'))).toMatchObject({
    readAll: true,
    manageInstitution: false,
    verify: true,
    changeNothing: true,
  });
  expect(abilitiesOf(actor())).toMatchObject({ readAll: false, verify: false, export: false, import: false });
  expect(abilitiesOf({ ...actor(), leadsFirstLevel: true })).toMatchObject({ readAll: true, export: true });
  expect([mayManage(actor('supervisor')), seesAllGrants(actor('auditor')), seesAllGrants(actor('supervisor'))]).toEqual(
    [false, true, false],
  );
});
