// The requests of the story's last days, by the real use cases: asked, let pass, sent back, left waiting; gates given up, notes set and met.

import { verifyCondition } from '../../capabilities/gatekeeping/conditions.actions.ts';
import { decide } from '../../capabilities/gatekeeping/decide.actions.ts';
import { recuse } from '../../capabilities/gatekeeping/recuse.actions.ts';
import { openRequest } from '../../capabilities/gatekeeping/request.actions.ts';
import { RequestBody } from '../../capabilities/gatekeeping/request.contract.ts';
import { openScopeFor } from '../../capabilities/identity/open-scope.ts';
import type { Scope } from '../../capabilities/identity/scope.ts';
import { type Db, inTenant } from '../../platform/database/connect.ts';
import { Refused } from '../../platform/result.ts';
import { EFFECTS } from '../effects.ts';
import { type Candidate, listCandidates, openStepOf } from './request-candidates.ts';
import { type Ask, REQUESTS } from './request-texts.ts';
import type { Stage } from './story.ts';

type Told = { db: Db; institutionId: string; stage: Stage };

/** Asked on the fourth working day before the story's end at the latest, decided on the days after. */
const ASKED_BEFORE = 4;
const HOUR = 3_600_000;

export async function tellRequests(told: Told): Promise<void> {
  const { db, institutionId, stage } = told;
  const asked = stage.time.at(workingDayBack(stage, ASKED_BEFORE), 'requests');
  const candidates = await inTenant(db, institutionId, (tx) => listCandidates(tx, institutionId, asked));
  const used = new Set<string>();
  for (const [index, ask] of REQUESTS.entries()) {
    const at = new Date(asked.getTime() + index * 90_000);
    for (const item of candidates.filter((one) => one.pool === ask.pool && !used.has(one.id))) {
      used.add(item.id);
      if (await tellOne(told, ask, item, at)) break;
    }
  }
}

function workingDayBack({ time }: Stage, n: number): string {
  let day = time.endDay;
  for (let back = 0, left = n; left > 0; back += 1) {
    day = new Date(Date.parse(`${time.endDay}T00:00:00Z`) - (back + 1) * 24 * HOUR).toISOString().slice(0, 10);
    if (time.workingDay(day, 0) === day) left -= 1;
  }
  return day;
}

const as = <T>({ db, institutionId }: Told, personId: string, now: Date, work: (scope: Scope) => Promise<T>) =>
  openScopeFor(db, { institutionId, personId, now }, work);

/** False where this item does not fit what is asked: the next one is tried. */
async function tellOne(told: Told, ask: Ask, item: Candidate, at: Date): Promise<boolean> {
  try {
    const chinese = told.stage.house.people.get(item.personId)?.language !== 'en';
    const body = RequestBody.parse({ kind: ask.kind, reason: ask.reason[chinese ? 0 : 1], ...ask.body(item) });
    const id = await as(told, item.personId, at, (scope) => openRequest(scope, item.id, body));
    await tellGate(told, ask, id, at, chinese);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

async function tellGate(told: Told, ask: Ask, id: string, asked: Date, chinese: boolean): Promise<void> {
  let at = new Date(asked.getTime() + 20 * HOUR);
  const step = () => inTenant(told.db, told.institutionId, (tx) => openStepOf(tx, told.institutionId, id));
  if (ask.recusal) {
    const who = await step();
    const reason = ask.recusal[chinese ? 0 : 1];
    if (who) await as(told, who, at, (scope) => recuse(scope, id, reason, EFFECTS, null));
    at = new Date(at.getTime() + HOUR);
  }
  for (let decided = 0; decided < ask.decided; decided += 1) {
    const who = await step();
    if (!who) return;
    const note = decided === 0 ? ask.note : undefined;
    const verdict = note
      ? {
          verdict: 'passed_with_conditions' as const,
          conditions: [{ title: note.title[chinese ? 0 : 1], date: note.date, asNode: false }],
        }
      : ask.returned && decided === ask.decided - 1
        ? { verdict: 'returned' as const, reason: ask.returned[chinese ? 0 : 1] }
        : { verdict: 'passed' as const };
    await as(told, who, at, (scope) => decide(scope, id, verdict, EFFECTS, null));
    at = new Date(at.getTime() + 22 * HOUR);
  }
  if (ask.note?.met) await meetNote(told, id, at);
}

async function meetNote(told: Told, id: string, at: Date): Promise<void> {
  const note = await inTenant(told.db, told.institutionId, (tx) =>
    tx
      .selectFrom('condition_notes')
      .where('institution_id', '=', told.institutionId)
      .where('submission_id', '=', id)
      .select(['n', 'set_by'])
      .executeTakeFirst(),
  );
  const now = at < told.stage.time.end ? at : told.stage.time.end;
  if (note) await as(told, note.set_by, now, (scope) => verifyCondition(scope, id, note.n, null));
}
