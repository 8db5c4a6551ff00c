// The two templates of levels that an institution can start with. Levels are data: everything here can be renamed later.

export type LevelSeed = {
  readonly kind: 'school' | 'leader' | 'department' | 'college' | 'professor' | 'team' | 'person';
  readonly name: string;
  readonly nameEn: string;
};
export type TemplateName = 'A' | 'B';

const SCHOOL = { kind: 'school', name: '学校', nameEn: 'School' } as const;
const PERSON = { kind: 'person', name: '责任人', nameEn: 'Person' } as const;
const PROFESSOR = { kind: 'professor', name: '责任教授', nameEn: 'Responsible professor' } as const;

/** From rank 1 down. */
export const TEMPLATES: Readonly<Record<TemplateName, readonly LevelSeed[]>> = {
  A: [
    SCHOOL,
    { kind: 'leader', name: '分管校领导', nameEn: 'Leader in charge' },
    { kind: 'department', name: '职能部门', nameEn: 'Functional department' },
    { kind: 'college', name: '专业学院', nameEn: 'Professional college' },
    PROFESSOR,
    PERSON,
  ],
  B: [
    SCHOOL,
    { kind: 'department', name: '职能部门', nameEn: 'Department' },
    { kind: 'college', name: '学院', nameEn: 'College' },
    PROFESSOR,
    { kind: 'team', name: '团队', nameEn: 'Team' },
    PERSON,
  ],
};

export const FEWEST_LEVELS = 3;
export const MOST_LEVELS = 8;
