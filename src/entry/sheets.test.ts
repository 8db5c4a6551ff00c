// Sheets over the days: issued at eight of a working day, climbing while unanswered, answered, judged, taken back.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { passTo, type SheetShown, sheetStory, sheetsOf } from '../../tests/support/sheet-steps.ts';
import { plantLine, type Stage, setStage } from '../../tests/support/stage.ts';

// many sign-ins and many days each; the machine may be busy with other tests
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const people = (ids: readonly (string | null)[]) => ids.map((id) => stage.nameOf(id));
const brief = (sheets: readonly SheetShown[]) =>
  sheets.map((sheet) => `${sheet.colour} ${sheet.rule} ${sheet.issuedOn} by ${sheet.replyBy} ${sheet.state}`);

/** In the line of six, a task of the teacher's whose due has passed: red from the first day on. */
async function plantRed(over: object = {}) {
  const line = await plantLine(stage);
  const red = await stage.plant({
    who: 'teacher',
    unit: 'OPT',
    level: 6,
    parent: line.professor.id,
    horizon: 'annual',
    start: '2026-03-01',
    due: '2026-03-03',
    ...over,
  });
  return { line, red };
}

describe('a red sheet', () => {
  it('is issued at eight, numbered for annual work, to the responsible person and the next above, with the facts of that day', async () => {
    const { red } = await plantRed();
    await passTo(stage, '2026-03-04', '07:59');
    expect(await sheetsOf(stage)).toEqual([]);
    await passTo(stage, '2026-03-04', '08:00');
    const [sheet] = await sheetsOf(stage);
    expect(sheet).toMatchObject({
      number: '校问〔2026〕1号',
      colour: 'red',
      rule: 'due_passed',
      itemId: red.id,
      issuedOn: '2026-03-04',
      replyBy: '2026-03-05',
      state: 'open',
      overdue: false,
      climbedTo: null,
    });
    const story = await sheetStory(stage, sheet?.id ?? '');
    expect(people(story.addressees.map((one) => one.person.id))).toEqual(['teacher', 'professor']);
    expect(story.snapshot).toMatchObject({ light: 'red', approvedDue: '2026-03-03' });
    expect(story.snapshot.why[0]).toEqual({ rule: 'due_passed', light: 'red', inputs: { due: '2026-03-03' } });
  });

  it('that nobody answers climbs one more each time its limit has passed, to the leader in charge and to the top, where it stays', async () => {
    await plantRed();
    await passTo(stage, '2026-03-31');
    const [sheet] = await sheetsOf(stage, '&colour=red');
    const story = await sheetStory(stage, sheet?.id ?? '');
    expect(story.climbHistory.map((one) => `${one.on} ${stage.nameOf(one.to?.id ?? null)} ${one.replyBy}`)).toEqual([
      '2026-03-06 dean 2026-03-09',
      '2026-03-10 director 2026-03-11',
      '2026-03-12 leader 2026-03-13',
      '2026-03-16 president 2026-03-17',
      '2026-03-18 nobody 2026-03-17',
    ]);
    expect(sheet).toMatchObject({ atTop: true, overdue: true, replyBy: '2026-03-17', state: 'open' });
    expect(brief(await sheetsOf(stage))).toEqual(['red due_passed 2026-03-04 by 2026-03-17 open']);
    expect(await sheetsOf(stage, '', 'leader')).toHaveLength(1);
  });
});
