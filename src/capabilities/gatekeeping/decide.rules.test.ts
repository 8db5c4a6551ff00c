// Who may decide, step back and verify: by example, and by property that no doer ever may.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decider, mayDecide, mayRecuse, mayVerifyCondition } from './decide.rules.ts';

const decider = (over: Partial<Decider> = {}): Decider => ({
  actorId: 'dean',
  principals: [],
  disciplineId: 'optics',
  doers: ['teacher'],
  isOffice: false,
  recused: [],
  ...over,
});
const STEP = { person_id: 'dean', kind: 'next_above' };
const code = (result: { ok: boolean; refusal?: { code: string } }) => result.refusal?.code ?? 'may';

describe('a step', () => {
  it('is decided by its person, by whom he lets, or by the office where nobody is left', () => {
    expect(code(mayDecide(decider(), 'pending', STEP))).toBe('may');
    const deputy = decider({ actorId: 'vice', principals: [{ personId: 'dean', disciplineId: null }] });
    expect(code(mayDecide(deputy, 'pending', STEP))).toBe('may');
    const vacant = { person_id: null, kind: 'office' };
    expect(code(mayDecide(decider({ isOffice: true }), 'pending', vacant))).toBe('may');
    expect(code(mayDecide(decider({ actorId: 'vice' }), 'pending', STEP))).toBe('not_your_step');
    expect(code(mayDecide(decider(), 'passed', STEP))).toBe('submission_not_pending');
  });

  it('is not decided by one who gave a step of it up, in nobody’s place', () => {
    expect(code(mayDecide(decider({ recused: ['dean'] }), 'pending', STEP))).toBe('recused_before');
    const deputy = { actorId: 'vice', principals: [{ personId: 'dean', disciplineId: null }], recused: ['vice'] };
    expect(code(mayDecide(decider(deputy), 'pending', STEP))).toBe('recused_before');
  });

  it('of a professor is decided by his delegate of that discipline alone', () => {
    const step = { person_id: 'prof', kind: 'professor' };
    const of = (disciplineId: string) => decider({ actorId: 'vice', principals: [{ personId: 'prof', disciplineId }] });
    expect(code(mayDecide(of('optics'), 'pending', step))).toBe('may');
    expect(code(mayDecide(of('physics'), 'pending', step))).toBe('not_your_step');
    expect(code(mayDecide(of('optics'), 'pending', { ...step, kind: 'next_above' }))).toBe('not_your_step');
  });

  it('is given up by its person alone, while it waits', () => {
    expect(code(mayRecuse('dean', 'pending', STEP))).toBe('may');
    expect(code(mayRecuse('vice', 'pending', STEP))).toBe('not_your_step');
    expect(code(mayRecuse('dean', 'passed', STEP))).toBe('submission_not_pending');
    expect(code(mayRecuse('dean', 'pending', null))).toBe('submission_not_pending');
  });
});

describe('a doer', () => {
  const person = fc.constantFrom('a', 'b', 'c', 'd');
  const people = fc.uniqueArray(person);

  it('never decides, nor does whom a doer named, whatever posts, delegations and steps there are', () => {
    const anything = fc.record({
      actorId: person,
      principals: fc.array(
        fc.record({ personId: person, disciplineId: fc.option(fc.constantFrom('optics', 'other')) }),
      ),
      doers: people,
      isOffice: fc.boolean(),
      recused: people,
    });
    const step = fc.record({
      person_id: fc.option(person),
      kind: fc.constantFrom('professor', 'next_above', 'office'),
    });
    fc.assert(
      fc.property(anything, step, (found, open) => {
        const may = mayDecide({ disciplineId: 'optics', ...found }, 'pending', open);
        if (!may.ok) return;
        expect(found.doers).not.toContain(found.actorId);
        // in a doer's place only as the step's own person, which he then is not
        if (open.person_id !== found.actorId && open.person_id !== null)
          expect(found.doers).not.toContain(open.person_id);
        expect(found.recused).not.toContain(found.actorId);
      }),
    );
  });

  it('never says that a condition is met; the gatekeeper who set it, his delegate and the next above do', () => {
    const note = { setBy: 'professor', above: 'dean' };
    const may = (actorId: string, principals: string[] = [], doers = ['teacher']) =>
      code(mayVerifyCondition({ actorId, principals, doers }, note));
    expect([may('professor'), may('dean'), may('vice', ['professor'])]).toEqual(['may', 'may', 'may']);
    expect(may('vice')).toBe('only_gate_verifies');
    expect(may('teacher', ['professor'])).toBe('doer_never_decides');
    expect(may('professor', [], ['teacher', 'professor'])).toBe('doer_never_decides');
    expect(may('vice', ['professor'], ['professor'])).toBe('only_gate_verifies');
  });
});
