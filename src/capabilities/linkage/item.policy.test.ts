// Who may do what with an item: a table of level, state and act for everybody around it.
import { describe, expect, it } from 'vitest';
import type { Actor, RoleName } from '../identity/scope.ts';
import {
  demandRead,
  type ItemStanding,
  isInLine,
  isSuperior,
  itemAbilities,
  mayDraftBelow,
  mayEditDraft,
  mayGuide,
  mayRegister,
  mayRequest,
} from './item.policy.ts';
import type { ItemState } from './life-cycle.rules.ts';

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

function actor(personId: string, over: Partial<Actor> & { heads?: string } = {}): Actor {
  const { heads, ...rest } = over;
  return {
    institutionId: 'i',
    personId,
    name: personId,
    nameEn: null,
    account: personId,
    email: null,
    language: 'en',
    today: '2026-03-04',
    posts: heads
      ? [
          {
            id: 'p',
            unitId: heads,
            unitName: heads,
            unitNameEn: null,
            level: 3,
            title: '',
            titleEn: null,
            head: true,
            acting: false,
          },
        ]
      : [],
    roles: [],
    headedUnitIds: heads ? [heads] : [],
    leadsFirstLevel: false,
    professorOf: [],
    ...rest,
  };
}
const withRole = (role: RoleName) => actor(role, { roles: [role] });

/** Everybody around an item of a unit under a department: by what they are to it. */
const AROUND: Record<string, Actor> = {
  responsible: actor('responsible'),
  superior: actor('superior'),
  'head of the superior’s unit': actor('headAbove'),
  'leader of level 1': actor('leader', { leadsFirstLevel: true }),
  office: withRole('office'),
  auditor: withRole('auditor'),
  supervisor: actor('supervisor', { roles: ['supervisor'] }),
  administrator: withRole('administrator'),
  'head of the lead unit': actor('unitHead', { heads: 'unit' }),
  professor: actor('professor', { professorOf: ['discipline'] }),
  gatekeeper: actor('gatekeeper'),
  stranger: actor('stranger'),
};

function standing(level: 'root' | 'child', state: ItemState, who: Actor): ItemStanding {
  const isRoot = level === 'root';
  return {
    id: 'item',
    state,
    level: isRoot ? 1 : 4,
    version: 1,
    placeholder: false,
    parentId: isRoot ? null : 'parent',
    authorId: isRoot ? 'office' : 'superior',
    responsiblePersonId: 'responsible',
    supervisorId: 'supervisor',
    leaderInChargeId: null,
    leadUnitId: 'unit',
    disciplineId: 'discipline',
    parentState: isRoot ? null : 'in_progress',
    parentResponsibleId: isRoot ? null : 'superior',
    parentHeadId: isRoot ? null : 'headAbove',
    wasResponsible: false,
    responsibleAbove: !isRoot && who.personId === 'superior',
    responsibleBelow: false,
    inRoute: who.personId === 'gatekeeper',
    openedTo: false,
    told: false,
    coUnitIds: [],
    namedForCoUnit: false,
    openChildren: 0,
    pendingKinds: [],
  };
}

const HEAD = 'head of the superior’s unit';
const OPEN: ItemState[] = ['registered', 'assigned', 'in_progress', 'suspended'];

/** For each act, in which states each of them may do it; whoever is not named may never. */
type Rights = Record<string, Record<string, ItemState[]>>;
const RIGHTS: Record<'root' | 'child', Rights> = {
  root: {
    edit: { office: ['draft'] },
    delete: { office: ['draft'] },
    register: { office: ['draft'] },
    assign: { office: ['registered'], 'leader of level 1': ['registered'] },
    accept: { responsible: ['assigned'] },
    return: { responsible: ['assigned'] },
    decompose: { responsible: ['assigned', 'in_progress'], office: ['draft'] },
    submitDecomposition: { responsible: ['in_progress'] },
    report: { responsible: ['in_progress'] },
    claimNode: { responsible: ['in_progress'] },
    closeOut: { responsible: ['in_progress'] },
    archive: { office: ['closed'] },
    requestExtension: {
      responsible: ['registered', 'assigned', 'in_progress'],
      'leader of level 1': ['registered', 'assigned'],
      office: ['registered', 'assigned'],
    },
    requestChange: {
      responsible: ['registered', 'assigned', 'in_progress'],
      'leader of level 1': ['registered', 'assigned'],
      office: ['registered', 'assigned'],
    },
    requestSuspension: { responsible: ['in_progress'], 'leader of level 1': ['in_progress'], office: ['in_progress'] },
    requestResumption: { responsible: ['suspended'], 'leader of level 1': ['suspended'], office: ['suspended'] },
    requestTransfer: { responsible: ['in_progress'], 'leader of level 1': ['in_progress'], office: ['in_progress'] },
    requestCancellation: { responsible: OPEN, 'leader of level 1': OPEN, office: ['draft', ...OPEN] },
    requestReopening: { responsible: ['closed'], 'leader of level 1': ['closed'], office: ['closed'] },
  },
  child: {
    edit: { superior: ['draft'] },
    delete: { superior: ['draft'] },
    register: {},
    assign: { superior: ['registered'], 'head of the superior’s unit': ['registered'] },
    accept: { responsible: ['assigned'] },
    return: { responsible: ['assigned'] },
    decompose: { responsible: ['assigned', 'in_progress'], office: ['draft'] },
    submitDecomposition: { responsible: ['in_progress'] },
    report: { responsible: ['in_progress'] },
    claimNode: { responsible: ['in_progress'] },
    closeOut: { responsible: ['in_progress'] },
    archive: { office: ['closed'] },
    requestExtension: {
      responsible: ['registered', 'assigned', 'in_progress'],
      superior: ['registered', 'assigned'],
      [HEAD]: ['registered', 'assigned'],
    },
    requestChange: {
      responsible: ['registered', 'assigned', 'in_progress'],
      superior: ['registered', 'assigned'],
      [HEAD]: ['registered', 'assigned'],
    },
    requestSuspension: { responsible: ['in_progress'], superior: ['in_progress'], [HEAD]: ['in_progress'] },
    requestResumption: { responsible: ['suspended'], superior: ['suspended'], [HEAD]: ['suspended'] },
    requestTransfer: { responsible: ['in_progress'], superior: ['in_progress'], [HEAD]: ['in_progress'] },
    requestCancellation: { responsible: OPEN, superior: ['draft', ...OPEN], [HEAD]: OPEN, office: OPEN },
    requestReopening: { responsible: ['closed'], superior: ['closed'], [HEAD]: ['closed'], office: ['closed'] },
  },
};

describe.each(['root', 'child'] as const)('on a %s', (level) => {
  it.each(Object.keys(RIGHTS[level]))('the table of rights holds for %s', (act) => {
    for (const [name, who] of Object.entries(AROUND)) {
      const granted = STATES.filter((state) => itemAbilities(who, standing(level, state, who))[act]);
      expect({ act, name, granted }).toEqual({ act, name, granted: RIGHTS[level][act]?.[name] ?? [] });
    }
  });

  it('an auditor and an administrator change nothing in any state', () => {
    for (const who of [AROUND.auditor, AROUND.administrator])
      for (const state of STATES)
        if (who) expect(Object.values(itemAbilities(who, standing(level, state, who)))).not.toContain(true);
  });
});

const canRead = (who: Actor, over: Partial<ItemStanding> = {}, state: ItemState = 'in_progress') =>
  demandRead(who, { ...standing('child', state, who), ...over }).ok;

describe('reading', () => {
  it('is for the line, the gate, the unit, the discipline, supervision, office, audit and the first level', () => {
    const readers = Object.entries(AROUND).filter(([, who]) => canRead(who));
    expect(readers.map(([name]) => name)).toEqual([
      'responsible',
      'superior',
      'leader of level 1',
      'office',
      'auditor',
      'supervisor',
      'head of the lead unit',
      'professor',
      'gatekeeper',
    ]);
  });

  it('of a draft is not yet for the person it proposes, but for its author', () => {
    expect(canRead(actor('responsible'), {}, 'draft')).toBe(false);
    expect(canRead(actor('superior'), { responsibleAbove: false }, 'draft')).toBe(true);
  });

  it('is for former persons, persons below, heads of co-units and persons named for them', () => {
    const stranger = actor('stranger');
    expect(canRead(stranger)).toBe(false);
    expect(canRead(stranger, { wasResponsible: true })).toBe(true);
    expect(canRead(stranger, { responsibleBelow: true })).toBe(true);
    expect(canRead(stranger, { openedTo: true }, 'draft')).toBe(true);
    expect(canRead(stranger, { told: true })).toBe(true);
    expect(canRead(stranger, { namedForCoUnit: true })).toBe(true);
    expect(canRead(stranger, { leaderInChargeId: 'stranger' })).toBe(true);
    expect(canRead(actor('x', { heads: 'other' }), { coUnitIds: ['other'] })).toBe(true);
    const above = actor('x', { heads: 'above', headedUnitIds: ['above', 'other'] });
    expect(canRead(above, { coUnitIds: ['other'] })).toBe(false);
    expect(canRead(above, { leadUnitId: 'other' })).toBe(true);
  });

  it('what one may not see, and what never was, are missing in the same words', () => {
    const stranger = actor('stranger');
    expect(demandRead(stranger, standing('child', 'in_progress', stranger))).toEqual(demandRead(stranger, null));
  });

  it('puts in the line whoever carries, carried, gates or administers the item, not those who only watch', () => {
    const inLine = Object.entries(AROUND).filter(([, who]) => isInLine(who, standing('child', 'in_progress', who)));
    expect(inLine.map(([name]) => name)).toEqual(['responsible', 'superior', 'office', 'gatekeeper']);
  });
});

describe('what a refusal says', () => {
  const code = (result: { ok: boolean; refusal?: { code: string } }) => result.refusal?.code;

  it('first that the state does not allow it, then that another person does it', () => {
    const stranger = actor('stranger');
    expect(code(mayRegister(stranger, standing('root', 'registered', stranger)))).toBe('act_not_in_state');
    expect(code(mayRegister(stranger, standing('root', 'draft', stranger)))).toBe('office_drafts_plan');
    expect(code(mayRegister(stranger, standing('child', 'draft', stranger)))).toBe('child_registered_by_decomposition');
    expect(code(mayEditDraft(stranger, standing('child', 'draft', stranger)))).toBe('only_responsible_decomposes');
    expect(code(mayEditDraft(stranger, standing('child', 'closed', stranger)))).toBe('not_a_draft');
    expect(code(mayDraftBelow(stranger, standing('child', 'draft', stranger)))).toBe('office_drafts_plan');
  });

  it('nothing while a submission of the same kind waits', () => {
    const who = actor('responsible');
    const waiting = { ...standing('child', 'in_progress', who), pendingKinds: ['close_out', 'decomposition'] };
    const abilities = itemAbilities(who, waiting);
    expect([abilities.closeOut, abilities.decompose, abilities.submitDecomposition]).toEqual([false, false, false]);
    expect(abilities.report).toBe(true);
    expect(itemAbilities(who, { ...waiting, pendingKinds: [], openChildren: 1 }).closeOut).toBe(false);
  });

  it('drafts below an imported draft are the office’s', () => {
    const office = withRole('office');
    expect(mayEditDraft(office, { ...standing('child', 'draft', office), parentState: 'draft' }).ok).toBe(true);
    const superior = actor('superior');
    expect(mayEditDraft(superior, { ...standing('child', 'draft', superior), parentState: 'draft' }).ok).toBe(false);
  });
});

describe('a request', () => {
  it('that both sides of a negotiation wish may be asked for by either, and by nobody else', () => {
    const may = (who: string) =>
      mayRequest(actor(who), standing('child', 'in_progress', actor(who)), 'change', true).ok;
    expect([may('responsible'), may('superior'), may('headAbove'), may('stranger')]).toEqual([true, true, true, false]);
  });

  it('is not asked for twice, nor out of its state', () => {
    const who = actor('responsible');
    const item = standing('child', 'in_progress', who);
    const code = (result: ReturnType<typeof mayRequest>) => (result.ok ? 'may' : result.refusal.code);
    expect(code(mayRequest(who, { ...item, pendingKinds: ['change'] }, 'change'))).toBe('already_pending');
    expect(code(mayRequest(who, { ...item, pendingKinds: ['change'] }, 'extension'))).toBe('may');
    expect(code(mayRequest(who, item, 'reopening'))).toBe('act_not_in_state');
  });
});

describe('guidance', () => {
  it('comes from above, from the gate, from those in charge and the office, not from the doer or from beside', () => {
    const guides = Object.entries(AROUND).filter(([, who]) => mayGuide(who, standing('child', 'in_progress', who)));
    expect(guides.map(([name]) => name)).toEqual([
      'superior',
      'leader of level 1',
      'office',
      'supervisor',
      'head of the lead unit',
      'professor',
      'gatekeeper',
    ]);
    const leader = actor('x');
    expect(mayGuide(leader, { ...standing('child', 'in_progress', leader), leaderInChargeId: 'x' })).toBe(true);
  });

  it('and assignment know the superior: the parent’s person or the head of its unit; of roots level 1 or the office', () => {
    const superiors = (level: 'root' | 'child') =>
      Object.entries(AROUND).filter(([, who]) => isSuperior(who, standing(level, 'registered', who)));
    expect(superiors('child').map(([name]) => name)).toEqual(['superior', 'head of the superior’s unit']);
    expect(superiors('root').map(([name]) => name)).toEqual(['leader of level 1', 'office']);
  });
});
