// What each kind of submission does once its gate has spoken: the one place that knows the kinds of every capability.
import type { EffectsByKind } from '../capabilities/gatekeeping/drop.actions.ts';
import { OWN_EFFECTS } from '../capabilities/gatekeeping/own-effects.actions.ts';
import { REPORT_EFFECTS } from '../capabilities/progress/report.actions.ts';

export const EFFECTS: EffectsByKind = { ...OWN_EFFECTS, report: REPORT_EFFECTS };
