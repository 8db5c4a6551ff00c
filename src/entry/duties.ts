// What capabilities after linkage ask of people on their workbench, in one place.
import type { DutySource } from '../capabilities/linkage/workbench.actions.ts';
import { cycleDuties } from '../capabilities/promotion/cycle-duties.actions.ts';
import { helpDuties } from '../capabilities/promotion/help.actions.ts';
import { sheetDuties } from '../capabilities/promotion/sheet-duties.actions.ts';

export const DUTIES: readonly DutySource[] = [sheetDuties, helpDuties, cycleDuties];
