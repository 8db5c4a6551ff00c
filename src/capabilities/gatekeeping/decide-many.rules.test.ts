// What keeps a submission from being decided together with others: each reason alone, none, and all of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnremarkable, REMARKS, type RemarkFacts, remarksOf } from './decide-many.rules.ts';
import type { SubmissionKind } from './route.rules.ts';

const PLAIN: RemarkFacts = {
  kind: 'report',
  computed: 'green',
  selfRated: 'green',
  gateRated: [],
  late: false,
  majorRisk: false,
  problem: false,
  help: false,
  withoutEvidence: 0,
  gaps: 0,
  standingChanged: 0,
  fell: false,
  corrects: false,
  answersReturn: false,
  noIndependentGate: false,
  conditions: 0,
};

const facts: fc.Arbitrary<RemarkFacts> = fc.record({
  kind: fc.constantFrom<SubmissionKind>('report', 'node', 'decomposition', 'close_out', 'extension', 'transfer'),
  computed: fc.constantFrom('grey', 'green', 'yellow', 'orange', 'red', 'blue', 'teal'),
  selfRated: fc.constantFrom(null, 'green', 'yellow', 'orange', 'red'),
  gateRated: fc.array(fc.constantFrom('green', 'yellow', 'orange', 'red'), { maxLength: 3 }),
  late: fc.boolean(),
  majorRisk: fc.boolean(),
  problem: fc.boolean(),
  help: fc.boolean(),
  withoutEvidence: fc.nat(3),
  gaps: fc.nat(3),
  standingChanged: fc.nat(3),
  fell: fc.boolean(),
  corrects: fc.boolean(),
  answersReturn: fc.boolean(),
  noIndependentGate: fc.boolean(),
  conditions: fc.nat(3),
});

describe('what is out of the ordinary', () => {
  it('is nothing where a plain report agrees with its light', () => {
    expect(remarksOf(PLAIN)).toEqual([]);
    expect(isUnremarkable({ ...PLAIN, computed: 'yellow', selfRated: 'yellow' })).toBe(true);
    expect(isUnremarkable({ ...PLAIN, kind: 'close_out', selfRated: null })).toBe(true);
    expect(isUnremarkable({ ...PLAIN, computed: 'grey' })).toBe(true);
  });

  it.each([
    ['always_read', { kind: 'extension' }],
    ['always_read', { kind: 'cancellation' }],
    ['no_independent_gate', { noIndependentGate: true }],
    ['major_risk', { majorRisk: true }],
    ['light_low', { computed: 'orange', selfRated: 'orange' }],
    ['light_low', { computed: 'red', selfRated: null }],
    ['light_low', { gateRated: ['green', 'red'] }],
    ['light_differs', { computed: 'yellow' }],
    ['problem', { problem: true }],
    ['help', { help: true }],
    ['late', { late: true }],
    ['no_evidence', { withoutEvidence: 1 }],
    ['gap', { gaps: 1 }],
    ['changes_standing', { standingChanged: 2 }],
    ['fell', { fell: true }],
    ['answers_return', { answersReturn: true }],
    ['corrects', { corrects: true }],
    ['conditions', { conditions: 1 }],
  ] as const)('is said as %s for %o', (remark, change) => {
    expect(remarksOf({ ...PLAIN, ...change } as RemarkFacts)).toEqual([remark]);
  });

  it('is never forgotten because something else is too: each further trouble only adds reasons', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const both: RemarkFacts = {
          ...one,
          late: one.late || other.late,
          problem: one.problem || other.problem,
          help: one.help || other.help,
          majorRisk: one.majorRisk || other.majorRisk,
          withoutEvidence: one.withoutEvidence + other.withoutEvidence,
          gaps: one.gaps + other.gaps,
          gateRated: [...one.gateRated, ...other.gateRated],
        };
        expect(remarksOf(both)).toEqual(expect.arrayContaining(remarksOf(one)));
      }),
    );
  });

  it('lets nothing red, at risk, late or unproven pass unread', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const trouble =
          one.computed === 'red' || one.selfRated === 'red' || one.majorRisk || one.late || one.withoutEvidence > 0;
        if (trouble) expect(isUnremarkable(one)).toBe(false);
        expect(REMARKS).toEqual(expect.arrayContaining(remarksOf(one)));
      }),
    );
  });
});
