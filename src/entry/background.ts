// What the background does with the capabilities: the acts of midnight in their order, and who handles which kind of job.

import type { EffectsByKind } from '../capabilities/gatekeeping/drop.actions.ts';
import { expireGateSteps } from '../capabilities/gatekeeping/expire.actions.ts';
import { rerouteShakenSteps } from '../capabilities/gatekeeping/reroute.actions.ts';
import { beginInstitutionDay } from '../capabilities/institution/calendar.actions.ts';
import { isWorkingDay } from '../capabilities/institution/calendar.rules.ts';
import { loadCalendar } from '../capabilities/institution/calendar.store.ts';
import { handOverEndedPosts } from '../capabilities/institution/hand-over.actions.ts';
import { passNegotiationLimits } from '../capabilities/linkage/negotiation.actions.ts';
import type { MidnightAct } from '../capabilities/progress/midnight.actions.ts';
import { sweepExpired } from '../capabilities/progress/midnight.store.ts';
import { VERIFICATION, verifyInstitution } from '../capabilities/progress/verify.actions.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/connect.ts';
import type { FileStore } from '../platform/files/store.ts';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import { EFFECTS } from './effects.ts';

/** What follows from a limit happens at 00:00 of a working day, never on a day off. */
const onWorkingDays =
  (act: MidnightAct): MidnightAct =>
  async (moment) => {
    if (isWorkingDay(await loadCalendar(moment), moment.today)) await act(moment);
  };

export function midnightActs(effects: EffectsByKind = EFFECTS): readonly MidnightAct[] {
  return [
    beginInstitutionDay,
    handOverEndedPosts,
    rerouteShakenSteps,
    onWorkingDays((moment) => expireGateSteps(moment, effects)),
    onWorkingDays(passNegotiationLimits),
    sweepExpired,
  ];
}

/** In this order, as the quiet hours of a day end; on days off nobody is reached. */
export function morningActs(): readonly MidnightAct[] {
  return [];
}

export type JobDeps = { db: Db; clock: Clock; files: FileStore };

export function jobHandlers({ db, clock, files }: JobDeps): JobHandlers {
  return {
    [VERIFICATION]: ({ institutionId, report }) =>
      verifyInstitution({ db, institutionId, now: () => clock.now(), files, report }),
  };
}
