// The life cycle as one table: every act in every state, and what counts as active and as open.
import { describe, expect, it } from 'vitest';
import { type ItemAct, type ItemState, isActive, isOpen, mayHoldDecomposition, nextState } from './life-cycle.rules.ts';

const STATES: ItemState[] = [
  'draft',
  'registered',
  'assigned',
  'in_progress',
  'suspended',
  'closed',
  'archived',
  'cancelled',
];

/** One line an act, one word a state in the order above; a point refuses. */
const TABLE: Record<ItemAct, string> = {
  //         draft      registered assigned    in_progress suspended   closed      archived cancelled
  register: 'registered .          .           .           .           .           .        .',
  assign: '  .          assigned   .           .           .           .           .        .',
  accept: '  .          .          in_progress .           .           .           .        .',
  return: '  .          .          registered  .           .           .           .        .',
  close: '   .          .          .           closed      .           .           .        .',
  archive: ' .          .          .           .           .           archived    .        .',
  suspend: ' .          .          .           suspended   .           .           .        .',
  resume: '  .          .          .           .           in_progress .           .        .',
  resume_unsigned: '. .       .           .           assigned    .           .        .',
  transfer: '.          .          .           assigned    .           .           .        .',
  hand_over: '.         registered assigned    assigned    suspended   .           .        .',
  cancel: '  cancelled  cancelled  cancelled   cancelled   cancelled   .           .        .',
  reopen: '  .          .          .           .           .           in_progress .        .',
};

const CASES = Object.entries(TABLE).flatMap(([act, line]) =>
  line
    .trim()
    .split(/\s+/)
    .map((to, at) => ({ act: act as ItemAct, from: STATES[at] ?? 'draft', to })),
);

describe('the life cycle', () => {
  it('knows every act in every state', () => {
    expect(CASES).toHaveLength(13 * 8);
  });

  it.each(CASES.filter(({ to }) => to !== '.'))('leads by $act from $from to $to', ({ act, from, to }) => {
    expect(nextState(from, act)).toEqual({ ok: true, value: to });
  });

  it('refuses every other act, naming the act and the present state', () => {
    for (const { act, from } of CASES.filter(({ to }) => to === '.')) {
      expect(nextState(from, act)).toEqual({
        ok: false,
        refusal: { kind: 'conflict', code: 'act_not_in_state', params: { act, state: from } },
      });
    }
  });
});

describe('an item', () => {
  it('is active from registration on, unless cancelled', () => {
    expect(STATES.filter((state) => !isActive(state))).toEqual(['draft', 'cancelled']);
  });

  it('is open while there is work to do', () => {
    expect(STATES.filter(isOpen)).toEqual(['registered', 'assigned', 'in_progress', 'suspended']);
  });

  it('may be decomposed from assignment on', () => {
    expect(STATES.filter(mayHoldDecomposition)).toEqual(['assigned', 'in_progress']);
  });
});
