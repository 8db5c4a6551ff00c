// Who is told of what: at most one message a person and event, none to whoever acted, and a sentence for every kind in both languages.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productWords } from '../../../tests/support/words.ts';
import {
  leavesByMail,
  NOTIFICATION_KINDS,
  type NotificationKind,
  urgencyAfter,
  urgencyOf,
} from './notification.rules.ts';
import { collapse } from './notification-collapse.rules.ts';
import { type EventFacts, messagesFor, type PlannedEvent, TOLD_ACTS } from './notification-plan.rules.ts';
import { tellInWords } from './notification-text.ts';

const event = (over: Partial<PlannedEvent>): PlannedEvent => ({
  id: 'e1',
  act: 'item.assigned',
  actKey: 'k',
  actorId: 'actor',
  onBehalfOf: null,
  itemId: 'i',
  objectKind: 'item',
  objectId: 'i',
  before: null,
  after: null,
  ...over,
});
const facts = (over: Partial<EventFacts> = {}): EventFacts => ({
  responsibleId: 'responsible',
  superiorIds: ['superior'],
  submission: null,
  receiverId: 'receiver',
  officeIds: ['officer', 'officerTwo'],
  ...over,
});
const submission = {
  kind: 'extension',
  pending: true,
  doers: ['doer'],
  open: ['gate', 'delegate'],
  lastVerdictId: null,
};
const told = (over: Partial<PlannedEvent>, known: Partial<EventFacts> = {}) =>
  messagesFor(event(over), facts(known)).map(({ personId, kind }) => `${kind} ${personId}`);

describe('an event', () => {
  it.each<[string, Partial<PlannedEvent>, Partial<EventFacts>, string[]]>([
    ['assigned: to sign', {}, {}, ['item_assigned responsible']],
    ['returned: the superior', { act: 'item.returned' }, {}, ['item_returned superior']],
    [
      'sent: whoever decides next, and the delegate',
      { act: 'submission.sent' },
      { submission },
      ['gate_waits gate', 'gate_waits delegate'],
    ],
    [
      'sent and decided meanwhile: the verdict tells it',
      { act: 'submission.sent' },
      { submission: { ...submission, lastVerdictId: 'e9' } },
      [],
    ],
    [
      'passed at one step: the next',
      { act: 'submission.decided' },
      { submission: { ...submission, lastVerdictId: 'e1' } },
      ['gate_waits gate', 'gate_waits delegate'],
    ],
    [
      'decided for good: the doers',
      { act: 'submission.decided', after: { verdict: 'returned' } },
      { submission: { ...submission, pending: false, open: [], lastVerdictId: 'e1' } },
      ['verdict doer'],
    ],
    [
      'an earlier verdict of a route that has ended: nobody',
      { act: 'submission.decided' },
      { submission: { ...submission, pending: false, lastVerdictId: 'e2' } },
      [],
    ],
    [
      'a step that moved on: both',
      { act: 'gate.expired', after: { personId: 'late', passedTo: 'next' } },
      { submission },
      ['gate_lost late', 'gate_waits next'],
    ],
    [
      'a step that had nobody left: the late one',
      { act: 'gate.expired', after: { personId: 'late', passedTo: null } },
      { submission },
      ['gate_lost late'],
    ],
    [
      'a counter of the receiver: the superior',
      { act: 'negotiation.countered', after: { side: 'receiver' } },
      {},
      ['negotiation_waits superior'],
    ],
    [
      'a proposal of the superior: the receiver',
      { act: 'negotiation.proposed', after: { side: 'superior' } },
      {},
      ['negotiation_waits receiver'],
    ],
    [
      'a role proposed: the office, but for whom it is for',
      { act: 'role.proposed', after: { personId: 'officer' } },
      {},
      ['role_proposed officerTwo'],
    ],
    ['a post that needs nobody: nobody', { act: 'post.created', after: { state: 'confirmed' } }, {}, []],
    [
      'a cycle: the office alone',
      { act: 'cycle.opened', itemId: null },
      {},
      ['cycle_opened officer', 'cycle_opened officerTwo'],
    ],
    [
      'a sheet: whom it names',
      { act: 'sheet.issued', after: { personId: 'a', addresseeIds: ['a', 'b'] } },
      {},
      ['sheet_issued a', 'sheet_issued b'],
    ],
    ['what is of no concern: nobody', { act: 'token.created' }, {}, []],
  ])('%s', (_, over, known, expected) => {
    expect(told(over, known)).toEqual(expected);
  });

  it('tells nobody twice, and not whoever did it or had it done', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd');
    const people = fc.array(person, { maxLength: 5 });
    const submissions = fc.record({
      kind: fc.constantFrom('report', 'extension'),
      pending: fc.boolean(),
      doers: people,
      open: people,
      lastVerdictId: fc.constantFrom('e1', 'e2', null),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...TOLD_ACTS),
        fc.record({ actorId: fc.option(person), onBehalfOf: fc.option(person) }),
        fc.record({
          responsibleId: fc.option(person),
          superiorIds: people,
          submission: fc.option(submissions),
          receiverId: fc.option(person),
          officeIds: people,
        }),
        fc.record({
          personId: person,
          addresseeIds: people,
          side: fc.constantFrom('superior', 'receiver'),
          responsiblePersonId: person,
          passedTo: fc.option(person),
          state: fc.constant('proposed'),
        }),
        (act, who, known, after) => {
          const ids = messagesFor(event({ act, ...who, after, before: after }), known).map(
            (message) => message.personId,
          );
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids).not.toContain(who.actorId ?? '-');
          expect(ids).not.toContain(who.onBehalfOf ?? '-');
        },
      ),
    );
  });
});

describe('one act', () => {
  const message = (personId: string, kind: NotificationKind, over: Partial<PlannedEvent> = {}) => ({
    personId,
    kind,
    params: {},
    event: event(over),
  });

  it('is one message a person and kind, with a count', () => {
    const kinds = fc.constantFrom<NotificationKind>('item_assigned', 'verdict', 'item_suspended', 'gate_waits');
    const messages = fc.array(
      fc
        .tuple(fc.constantFrom('a', 'b'), kinds, fc.constantFrom('i', 'j'), fc.constantFrom('k', 'l'))
        .map(([personId, kind, itemId, actKey]) => message(personId, kind, { itemId, actKey })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(messages, (all) => {
        const kept = collapse(all);
        const keys = kept.map(({ personId, kind, event: of }) => `${personId} ${kind} ${of.actKey}`);
        expect(new Set(keys).size).toBe(keys.length);
        const total = kept.reduce((sum, { count }) => sum + count, 0);
        const echoes = all.filter(
          (one) =>
            one.kind === 'item_suspended' &&
            all.some(
              (other) =>
                other.kind === 'verdict' &&
                other.personId === one.personId &&
                other.event.itemId === one.event.itemId &&
                other.event.actKey === one.event.actKey,
            ),
        );
        expect(total).toBe(all.length - echoes.length);
      }),
    );
  });

  it('says a verdict once: what it brought about on the same item is known with it', () => {
    const kept = collapse([
      message('a', 'item_cancelled'),
      message('a', 'verdict'),
      message('a', 'item_cancelled', { itemId: 'j' }),
    ]);
    expect(kept.map(({ kind, event: of }) => [kind, of.itemId])).toEqual([
      ['verdict', 'i'],
      ['item_cancelled', 'j'],
    ]);
  });

  it('keeps verdicts that differ apart', () => {
    const verdict = (outcome: string) => ({ ...message('a', 'verdict'), params: { verdict: outcome } });
    expect(collapse([verdict('passed'), verdict('returned'), verdict('passed')]).map(({ count }) => count)).toEqual([
      2, 1,
    ]);
  });
});

describe('urgency', () => {
  it('sends at once what is waited for, and a report that passed never', () => {
    expect(urgencyOf('verdict', { submissionKind: 'report', verdict: 'passed' })).toBe('quiet');
    expect(urgencyOf('verdict', { submissionKind: 'report', verdict: 'returned' })).toBe('now');
    expect(urgencyOf('sheet_issued', {})).toBe('now');
    expect(urgencyOf('item_assigned', {})).toBe('digest');
  });

  it('fills no mailbox with what is told of only after a week', () => {
    expect(urgencyAfter('now', 7)).toBe('now');
    expect(urgencyAfter('now', 7.01)).toBe('quiet');
  });

  it('follows the wish of the person', () => {
    expect(leavesByMail('digest', 'now', 'digest')).toBe(true);
    expect(leavesByMail('verdict', 'now', 'digest')).toBe(false);
    expect(leavesByMail('verdict', 'now', 'all')).toBe(true);
    expect(leavesByMail('item_assigned', 'digest', 'all')).toBe(false);
    expect(leavesByMail('digest', 'now', 'none')).toBe(false);
    expect(leavesByMail('mail_test', 'now', 'none')).toBe(true);
  });
});

it('has a sentence for every kind, alone and in numbers, in both languages, without a blank left open', () => {
  const say = productWords();
  const item = { id: 'i', code: 'A1', title: '光源', titleEn: 'Light source' };
  const actor = { id: 'p', name: '张三', nameEn: 'Zhang San' };
  for (const language of ['zh-CN', 'en'] as const)
    for (const kind of NOTIFICATION_KINDS)
      for (const count of [1, 12])
        for (const mine of [true, false]) {
          const params = {
            mine,
            colour: 'red',
            submissionKind: 'report',
            verdict: 'returned',
            replyBy: '2026-03-09',
            from: '2026-03-01',
            to: '2026-03-07',
          };
          const lines = [
            { code: 'to_sign' as const, count: 2, entries: [] },
            { code: 'guidance' as const, count: 1, entries: [] },
          ];
          const text = tellInWords(say, language, { kind, count, params, itemId: 'i', item, actor, day: null, lines });
          expect(text, `${kind} ${language}`).not.toMatch(
            /notices\.|reminders\.|notificationKinds\.|\{\{|\$t\(|undefined|submissionKinds/,
          );
          expect(say(language, `notificationKinds.${kind}`)).not.toContain('notificationKinds');
        }
});
