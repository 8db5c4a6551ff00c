// A sheet as a story.
import { describe, expect, it } from 'vitest';
import type { Sheet } from './sheetQueries.ts';
import { localDay, storyOf } from './sheetStory.ts';

const person = (name: string) => ({ id: name, name, nameEn: null });
const dayOf = (instant: string) => localDay(instant, 'Asia/Shanghai');
const round = (n: number, over: Partial<Sheet['rounds'][number]> = {}): Sheet['rounds'][number] => ({
  n,
  openedOn: '2026-03-11',
  answerBy: '2026-03-12',
  endedHow: 'replied',
  repliedOn: '2026-03-13',
  repliedBy: person('dean'),
  late: true,
  causeCategory: 'equipment',
  cause: 'late laser',
  countermeasure: 'borrow one',
  reply: null,
  verdict: null,
  verdictReason: null,
  judgedBy: null,
  judgedAt: null,
  ...over,
});
const climb = (on: string, to: string | null) => ({
  on,
  limitPassed: '2026-03-12',
  person: person('dean'),
  to: to === null ? null : person(to),
  replyBy: '2026-03-16',
});
const told = (name: string, why: Sheet['addressees'][number]['why'], on: string) => ({
  person: person(name),
  why,
  on,
  level: 4,
});

function sheet(over: Partial<Sheet>): Sheet {
  const told11 = [told('dean', 'responsible', '2026-03-11'), told('director', 'next_above', '2026-03-11')];
  const bare = { issuedOn: '2026-03-11', snapshot: { replyBy: '2026-03-12' }, state: 'open', addressees: told11 };
  return { ...bare, rounds: [], climbHistory: [], endedAt: null, endedBy: null, endReason: null, ...over } as Sheet;
}

describe('the story of a sheet', () => {
  it('tells what the morning did before what people did that day, round by round', () => {
    const story = storyOf(
      sheet({
        climbHistory: [
          climb('2026-03-12', 'college'),
          climb('2026-03-12', 'department'),
          climb('2026-03-13', 'leader'),
          climb('2026-03-17', null),
        ],
        rounds: [
          round(1, { verdict: 'returned', judgedBy: person('supervisor'), judgedAt: '2026-03-13T08:00:00Z' }),
          round(2, { repliedOn: '2026-03-13', late: false }),
        ],
      }),
      dayOf,
    );
    expect(story.map((chapter) => chapter.kind)).toEqual([
      'issued',
      'climbed',
      'climbed',
      'climbed',
      'replied',
      'returned',
      'replied',
      'climbedNowhere',
    ]);
    expect(story[0]?.people.map((one) => one.name)).toEqual(['dean', 'director']);
    expect(story[4]).toMatchObject({ late: true, words: ['late laser', 'borrow one'] });
  });

  it('puts a verdict given early in the morning on the day of the institution', () => {
    // 07:30 of the fourteenth in Shanghai, still the thirteenth in London
    const rounds = [round(1, { verdict: 'passed', judgedBy: person('s'), judgedAt: '2026-03-13T23:30:00Z' })];
    const inherited = [...sheet({}).addressees, told('heir', 'inherited', '2026-03-14')];
    const kinds = storyOf(sheet({ rounds, addressees: inherited }), dayOf).map((chapter) => chapter.kind);
    expect(kinds).toEqual(['issued', 'replied', 'inherited', 'passed']);
  });

  it('ends with whoever took it back, and why; a passed answer has told of the end already', () => {
    const end = { endedAt: '2026-03-13T02:00:00Z', endedBy: person('officer'), endReason: 'issued in error' };
    expect(storyOf(sheet({ ...end, state: 'voided' }), dayOf).at(-1)).toMatchObject({
      kind: 'voided',
      words: ['issued in error'],
    });
    expect(storyOf(sheet({ ...end, state: 'closed' }), dayOf)).toHaveLength(1);
  });
});
