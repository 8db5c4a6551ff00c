// The draft form keeps what was typed and says what is missing.
import { describe, expect, it } from 'vitest';
import { bodyOf, emptyDraft, missingIn } from './draftForm.ts';

describe('the form of a draft', () => {
  it('starts with the year of the institution and asks for what only a person can know', () => {
    expect(missingIn(emptyDraft('2026-07-31'))).toEqual(['title', 'leadUnitId', 'responsiblePersonId']);
    expect(emptyDraft('2026-07-31').due).toBe('2026-12-31');
  });

  it('asks for no title of a placeholder', () => {
    expect(missingIn({ ...emptyDraft('2026-07-31'), placeholder: true })).not.toContain('title');
  });

  it('sends empty twins as unset and splits tags at commas of either language', () => {
    const body = bodyOf({
      ...emptyDraft('2026-07-31'),
      title: ' 审核评估 ',
      tags: '教学，评估、 2026',
      leadUnitId: 'u',
      responsiblePersonId: 'p',
    });
    expect(body).toMatchObject({ title: '审核评估', titleEn: null, tags: ['教学', '评估', '2026'], level: 1 });
  });
});
