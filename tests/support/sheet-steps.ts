// Steps of tests about sheets: days that pass with their midnights and mornings, and sheets as somebody sees them.
import { catchUp } from '../../src/capabilities/progress/midnight.actions.ts';
import { midnightActs, morningActs } from '../../src/entry/background.ts';
import { useDatabase } from './database.ts';
import type { PersonKey } from './institution.ts';
import { ok, type Stage } from './stage.ts';

export type SheetShown = {
  id: string;
  version: number;
  number: string | null;
  colour: string;
  rule: string;
  state: string;
  itemId: string;
  title: string | null;
  personId: string;
  issuedOn: string;
  replyBy: string;
  overdue: boolean;
  resting: boolean;
  climbs: number;
  climbedTo: string | null;
  atTop: boolean;
  cause: string | null;
  causeCategory: string | null;
  verdict: string | null;
  timesNamed: number | null;
  sameCauseAgain: boolean;
  abilities: Record<string, boolean>;
};
export type SheetStoryShown = SheetShown & {
  snapshot: Record<string, unknown> & { title: string | null; light: string; why: { rule: string }[] };
  addressees: { person: { id: string }; why: string; on: string }[];
  rounds: {
    n: number;
    answerBy: string;
    endedHow: string | null;
    late: boolean;
    cause: string | null;
    verdict: string | null;
  }[];
  climbHistory: {
    on: string;
    limitPassed: string;
    person: { id: string };
    to: { id: string } | null;
    replyBy: string;
  }[];
  judges: { id: string }[];
  endReason: string | null;
};

/** Goes to an hour of a day; every midnight and morning in between happens in order. */
export async function passTo(stage: Stage, day: string, hour = '09:00'): Promise<void> {
  stage.goTo(`${day}T${hour}:00+08:00`);
  const { db } = await useDatabase();
  const work = { db, now: () => stage.server.clock.now(), acts: midnightActs(), mornings: morningActs() };
  await catchUp(work, stage.home.id);
}

export async function sheetsOf(stage: Stage, query = '', who: PersonKey = 'officer'): Promise<SheetShown[]> {
  const sorted = query.includes('sort=') ? query.slice(1) : `sort=issuedOn${query}`;
  const { items } = ok<{ items: SheetShown[] }>(await (await stage.as(who)).get(`/sheets?${sorted}`));
  return items;
}

export async function sheetStory(stage: Stage, id: string, who: PersonKey = 'officer'): Promise<SheetStoryShown> {
  return ok<SheetStoryShown>(await (await stage.as(who)).get(`/sheets/${id}`));
}

export const CAUSE = { cause: '设备到货推迟', countermeasure: '改用备用光源', causeCategory: 'equipment' };
