// What capabilities after linkage ask of people on their workbench, in one place.
import type { DutySource } from '../capabilities/linkage/workbench.actions.ts';

export const DUTIES: readonly DutySource[] = [];
