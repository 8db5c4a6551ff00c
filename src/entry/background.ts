// What the background does with the capabilities: the acts of midnight in their order, and who handles which kind of job.

import { sendDigests, sweepMessages } from '../capabilities/channels/digest.actions.ts';
import { type MessagePlace, messagePart } from '../capabilities/channels/mail.jobs.ts';
import { webhookPart } from '../capabilities/channels/webhook.jobs.ts';
import { sweepWebhooks } from '../capabilities/channels/webhook-delivery.actions.ts';
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
import { openScheduledCycles } from '../capabilities/promotion/cycle.actions.ts';
import { freezeCycles, keepPointsOfYesterday } from '../capabilities/promotion/freeze.actions.ts';
import { climbHelp } from '../capabilities/promotion/help-climb.actions.ts';
import { climbSheets, issueSheets } from '../capabilities/promotion/sheet-issue.actions.ts';
import { type Clock, timeOutside } from '../platform/clock.ts';
import type { Db } from '../platform/database/connect.ts';
import type { FileStore } from '../platform/files/store.ts';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import type { OutgoingPart } from '../platform/jobs/outgoing.ts';
import { AT_FREEZE } from './at-freeze.ts';
import { EFFECTS } from './effects.ts';
import { VERIFY_CHECKS } from './verify-checks.ts';

/** What follows from a limit happens at 00:00 of a working day, never on a day off. */
const onWorkingDays =
  (act: MidnightAct): MidnightAct =>
  async (moment) => {
    if (isWorkingDay(await loadCalendar(moment), moment.today)) await act(moment);
  };

export function midnightActs(effects: EffectsByKind = EFFECTS): readonly MidnightAct[] {
  return [
    // what a day left behind is kept before the new one begins
    (moment) => freezeCycles(moment, AT_FREEZE),
    keepPointsOfYesterday,
    beginInstitutionDay,
    openScheduledCycles,
    handOverEndedPosts,
    rerouteShakenSteps,
    onWorkingDays((moment) => expireGateSteps(moment, effects)),
    onWorkingDays(passNegotiationLimits),
    onWorkingDays(climbHelp),
    sweepExpired,
    sweepMessages,
    sweepWebhooks,
  ];
}

/** In this order, as the quiet hours of a day end; on days off nobody is reached. */
export function morningActs(): readonly MidnightAct[] {
  return [onWorkingDays((moment) => issueSheets(moment)), onWorkingDays(climbSheets), onWorkingDays(sendDigests)];
}

/** What leaves the house, part by part. */
export function outgoingParts(place: MessagePlace & { clock: Clock; secret: string }): readonly OutgoingPart[] {
  const { publicUrl } = place.config;
  return [messagePart(place), webhookPart({ ...place, publicUrl, outside: timeOutside })];
}

export type JobDeps = { db: Db; clock: Clock; files: FileStore };

export function jobHandlers({ db, clock, files }: JobDeps): JobHandlers {
  return {
    [VERIFICATION]: ({ institutionId, report }) =>
      verifyInstitution({ db, institutionId, now: () => clock.now(), files, checks: VERIFY_CHECKS, report }),
  };
}
