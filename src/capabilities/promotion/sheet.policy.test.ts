// Who answers, judges and takes back a sheet: every state, every role, the doer never deciding.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, RoleName } from '../identity/scope.ts';
import { judgeOf, mayJudge, mayReply, mayVoid, type SheetStanding, sheetDoers } from './sheet.policy.ts';
import type { SheetState } from './sheet.rules.ts';

const actor = (personId: string, ...roles: RoleName[]): Actor => ({
  institutionId: 'i',
  personId,
  name: personId,
  nameEn: null,
  account: personId,
  email: null,
  language: 'zh-CN',
  today: '2026-03-04',
  posts: [],
  roles,
  headedUnitIds: [],
  leadsFirstLevel: false,
  professorOf: [],
});
const sheet = (over: Partial<SheetStanding> = {}): SheetStanding => ({
  state: 'open',
  personId: 'doer',
  repliedBy: null,
  itemState: 'in_progress',
  responsiblePersonId: 'doer',
  supervisorId: 'supervisor',
  ...over,
});
const WHO = [
  actor('doer'),
  actor('supervisor', 'supervisor'),
  actor('officer', 'office'),
  actor('doer', 'office'),
  actor('leader'),
  actor('auditor', 'auditor'),
];
const named = (who: Actor) => [who.personId, ...who.roles.filter((role) => role !== who.personId)].join(' ');
const allowed = (may: typeof mayReply, given: SheetStanding) => WHO.filter((who) => may(who, given).ok).map(named);

describe('a sheet', () => {
  const STATES: SheetState[] = ['open', 'replied', 'closed', 'lapsed', 'voided'];
  it.each(STATES)('%s is answered, judged and taken back by', (state) => {
    const given = sheet({ state, repliedBy: state === 'open' ? null : 'doer' });
    expect({ reply: allowed(mayReply, given), judge: allowed(mayJudge, given), void: allowed(mayVoid, given) }).toEqual(
      {
        reply: state === 'open' ? ['doer', 'doer office'] : [],
        judge: state === 'replied' ? ['supervisor'] : [],
        void: state === 'open' || state === 'replied' ? ['officer office'] : [],
      },
    );
  });

  it('is judged by the office where there is no supervisor, or he is a doer himself', () => {
    for (const supervisorId of [null, 'doer'])
      expect(allowed(mayJudge, sheet({ state: 'replied', supervisorId }))).toEqual(['officer office']);
  });

  it('rests with its item: nobody answers while that sleeps or has ended', () => {
    for (const itemState of ['suspended', 'closed', 'archived', 'cancelled', 'draft'] as const)
      expect(mayReply(actor('doer'), sheet({ itemState }))).toMatchObject({ refusal: { code: 'sheet_rests' } });
  });

  it('is never judged or taken back by a doer, whoever they all are', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd');
    const any = fc.record({
      state: fc.constantFrom(...STATES),
      personId: person,
      repliedBy: fc.option(person),
      responsiblePersonId: person,
      supervisorId: fc.option(person),
      itemState: fc.constantFrom('in_progress' as const, 'assigned' as const, 'suspended' as const),
    });
    fc.assert(
      fc.property(any, person, fc.boolean(), (given, who, isOffice) => {
        const me = actor(who, ...(isOffice ? (['office'] as const) : []));
        if (sheetDoers(given).includes(who)) {
          expect(mayJudge(me, given).ok).toBe(false);
          expect(mayVoid(me, given).ok).toBe(false);
        }
        const judge = judgeOf(given);
        if (judge !== null) expect(mayJudge(me, given).ok).toBe(given.state === 'replied' && who === judge);
      }),
    );
  });
});
